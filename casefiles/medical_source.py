"""What somebody holds by a disclosure record: one medical record, while it lasts and while they are in the case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from access.grants import Grant
from casefiles.medical_rules import MEDICAL
from casefiles.models import MedicalDisclosure
from casefiles.rules import case_token
from casefiles.standing import Standing, day
from documents.models import CaseFunction


@dataclass(frozen=True)
class Disclosed:
    """The ground "because it was disclosed to you", with the place in the case that it needs."""

    disclosure: MedicalDisclosure
    standing: Standing
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        one = self.disclosure
        words = {
            "person": one.person,
            "who": one.disclosed_by,
            "organisation": one.record.source_organisation,
            "ground": one.get_ground_display(),
            "from": day(one.starts_on),
            "until": day(one.ends_on),
        }
        named = _("%(who)s (%(organisation)s) disclosed it to %(person)s from %(from)s until %(until)s: %(ground)s.")
        return [*self.standing.lines(), named % words]


def disclosed(places: Mapping[int, Sequence[Standing]], on: date) -> dict[int, list[Grant]]:
    """By person. Only by a place of one's own: who stands in for somebody was not named. The desk is told nothing."""
    held: dict[int, list[Grant]] = defaultdict(list)
    if not places:
        return held
    rows = MedicalDisclosure.objects.current(on).filter(person__in=list(places))
    for one in rows.prefetch_related("record__source_organisation", "disclosed_by", "person"):
        for place in places[one.person_id]:
            own = place.replacement is None and place.function != CaseFunction.DESK
            if own and place.membership.case_id == one.record.case_id:
                token = case_token(one.record.case_id, MEDICAL, one.record_id)
                held[one.person_id].append(Grant(token, Disclosed(one, place), place.until))
    return held
