"""Words that stand in reports which the one who asks for them may not see, and words that stand nowhere."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from casefiles.models import Membership, Report
from casustafel.demo.synthetic.region import BENCH, bench_email

HIDDEN, HIDDEN_ONCE, ABSENT, OTHER_ABSENT = "zwqalbrin", "zwqelbrin", "zwqilbrin", "zwqolbrin"
MOST = 2_000


@transaction.atomic
def hide_words() -> int:
    """Before the index is made; returns in how many reports the first of them stands."""
    read = Membership.objects.filter(user__email=bench_email(BENCH[1])).values("case")
    hidden = list(Report.objects.exclude(case__in=read).order_by("pk").values_list("pk", flat=True)[:MOST])
    for start in range(0, len(hidden), 500):
        _append(HIDDEN, hidden[start : start + 500])
    _append(HIDDEN_ONCE, hidden[:1])
    return len(hidden)


def _append(word: str, pks: list[int]) -> None:
    Report.objects.filter(pk__in=pks).update(story=Concat(F("story"), Value(f" {word}.")))
