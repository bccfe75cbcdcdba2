"""What follows from a step about the rights of the person, in the same transaction."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.actions.notify import notify
from casefiles.machines import people_in
from casefiles.models import (
    AccessPack,
    Consent,
    NoticePostponement,
    PackFile,
    PlanStatement,
    ReportStatement,
    RightsRequest,
    SharingAgreement,
)
from casefiles.models.rights_request import AnswerState
from casefiles.models.subject_notice import DIRECTION
from casefiles.pack_content import pack_content
from casefiles.pack_files import pack_files
from documents.storage import write_private
from search.outbox import changed
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


@after("pack.submit")
def fix_what_is_checked(pack: AccessPack, moved: Transition) -> None:
    """What is approved is what lay there now; whoever checks hears that something waits."""
    pack.content_digest = pack_content(pack).digest
    pack.save(update_fields=["content_digest"])
    notify([one for one in people_in(pack.case, DIRECTION) if one != moved.actor], at=moved.at)


@after("pack.approve")
def make_the_files(pack: AccessPack, moved: Transition) -> None:
    for made, (name, content) in pack_files(pack).items():
        PackFile.objects.create(pack=pack, format=made, name=name, **write_private(content))
    pack.destroy_on = timezone.localdate(moved.at) + timedelta(days=settings.PACK_DAYS)
    pack.save(update_fields=["destroy_on"])


@after("statement.attach", "plan_statement.attach")
def statement_is_found(statement: ReportStatement | PlanStatement, moved: Transition) -> None:
    changed("statement" if isinstance(statement, ReportStatement) else "plan_statement", statement.key)


@after("sharing.agree")
def agreement_is_found(agreement: SharingAgreement, moved: Transition) -> None:
    changed("sharing", agreement.key)


@after("consent.withdraw")
def note_the_day(consent: Consent, moved: Transition) -> None:
    consent.withdrawn_on = timezone.localdate(moved.at)
    consent.save(update_fields=["withdrawn_on"])
