"""Which letters a referral brings: made ones to download, and those that can still be made."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from access.viewer import Viewer
from casefiles.actions.referral_letter import kinds_for, may_make_letters
from casefiles.models import Case, LetterKind, Referral, ReferralLetter
from workflows.refusals import Text


@dataclass(frozen=True)
class LetterRow:
    """One kind of letter. `make_url` only for who may make it."""

    label: Text
    made: Sequence[ReferralLetter]
    make_url: str


def letters_of(referral: Referral, *, viewer: Viewer) -> list[LetterRow]:
    letters = list(visible_letters(viewer).filter(referral=referral))
    may_make = may_make_letters(viewer, referral)
    rows = [
        LetterRow(
            kind.label,
            [one for one in letters if one.kind == kind],
            reverse("casefiles:make_letter", args=[referral.key, kind.value]) if may_make else "",
        )
        for kind in kinds_for(referral)
    ]
    return [row for row in rows if row.made or row.make_url]


def letters_of_case(case: Case, *, viewer: Viewer) -> QuerySet[ReferralLetter]:
    """On inclusion; the letter to the referrer is no paper of the case."""
    return visible_letters(viewer).filter(referral__case=case).exclude(kind=LetterKind.OUTCOME)


def visible_letters(viewer: Viewer) -> QuerySet[ReferralLetter]:
    return ReferralLetter.objects.visible_to(viewer).select_related("addressee", "made_by", "referral__case")
