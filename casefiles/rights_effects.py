"""What follows from a step about the rights of the person, in the same transaction."""

from django.utils import timezone

from accounts.actions.notify import notify
from casefiles.machines import people_in
from casefiles.models import Consent, NoticePostponement
from casefiles.models.subject_notice import DIRECTION
from workflows.models import Transition
from workflows.steps import after


@after("postponement.propose")
def ask_the_other(postponement: NoticePostponement, moved: Transition) -> None:
    """Who must decide hears that something waits, and nothing else (D-8)."""
    notify([one for one in people_in(postponement.case, DIRECTION) if one != moved.actor], at=moved.at)


@after("consent.withdraw")
def note_the_day(consent: Consent, moved: Transition) -> None:
    consent.withdrawn_on = timezone.localdate(moved.at)
    consent.save(update_fields=["withdrawn_on"])
