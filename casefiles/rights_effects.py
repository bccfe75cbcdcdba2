"""What follows from a step about the rights of the person, in the same transaction."""

from django.utils import timezone

from accounts.actions.notify import notify
from casefiles.machines import people_in
from casefiles.models import Consent, NoticePostponement, RightsRequest
from casefiles.models.rights_request import AnswerState
from casefiles.models.subject_notice import DIRECTION
from workflows.fire import follow
from workflows.models import Transition
from workflows.steps import after


@after("postponement.propose")
def ask_the_other(postponement: NoticePostponement, moved: Transition) -> None:
    """Who must decide hears that something waits, and nothing else (D-8)."""
    notify([one for one in people_in(postponement.case, DIRECTION) if one != moved.actor], at=moved.at)


@after("rights_request.withdraw")
def no_answer_needed(request: RightsRequest, moved: Transition) -> None:
    """Nobody prepares what nobody asks any more."""
    for answer in request.answers.filter(state=AnswerState.ASKED):
        follow("request_answer.lapse", answer, because=moved)


@after("consent.withdraw")
def note_the_day(consent: Consent, moved: Transition) -> None:
    consent.withdrawn_on = timezone.localdate(moved.at)
    consent.save(update_fields=["withdrawn_on"])
