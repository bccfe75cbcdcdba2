"""What follows from a step of an agreement: who sees it from then on, what is recorded, what is kept."""

from datetime import timedelta

from accounts.actions.notify import notify
from documents.audiences import show_to, while_in_the_making
from documents.covenant_guards import required_parties_unsigned as unsigned
from documents.days import today
from documents.models.binding import AdoptionVote
from documents.models.covenant import CovenantState, CovenantVersion
from documents.models.matrix import MatrixState, MatrixVersion
from documents.models.protocol import ProtocolState, ProtocolVersion
from documents.paper import keep_covenant_file, keep_matrix_file
from documents.protocol_paper import keep_protocol_file
from documents.selectors.waiting_readers import to_sign
from search.outbox import changed
from workflows.fire import follow
from workflows.models import Transition
from workflows.steps import after


@after("covenant.start_consultation", "covenant.ready_to_sign", "covenant.send_back")
def show_covenant(version: CovenantVersion, moved: Transition) -> None:
    show_to(version, while_in_the_making(version))


@after("covenant.sign", "covenant.accede")
def record_signatures(version: CovenantVersion, moved: Transition) -> None:
    """Sign for every unsigned party of this signatory; the last required signature concludes the covenant."""
    own = version.parties.filter(signatory=moved.actor, left_on__isnull=True)
    for party in own.exclude(pk__in=own.signed().values("pk")):
        version.signatures.create(
            organisation=party.organisation, user=moved.actor, revision=version.revision, signed_at=moved.at
        )
    _conclude(version, moved)


@after("covenant.confirm_page", "covenant.confirm_later")
def record_paper_signature(version: CovenantVersion, moved: Transition) -> None:
    """The party signed on paper, and somebody of it says so: the signature bears the name of who confirmed it."""
    for page in version.paper_signatures.awaiting(moved.actor)[:1]:
        page.signature = version.signatures.create(
            organisation=page.organisation, user=moved.actor, revision=version.revision, signed_at=moved.at
        )
        page.answered_by, page.answered_at = moved.actor, moved.at
        page.save(update_fields=["signature", "answered_by", "answered_at"])
    _conclude(version, moved)


def _conclude(version: CovenantVersion, moved: Transition) -> None:
    if version.state == CovenantState.READY_TO_SIGN and not unsigned(version):
        _concluded(follow("covenant.conclude", version, because=moved), moved)


@after("covenant.conclude")
def concluded(version: CovenantVersion, moved: Transition) -> None:
    _concluded(version, moved)


def _concluded(version: CovenantVersion, moved: Transition) -> None:
    """Keep the text as it was signed; the version before it ends the day before this one begins."""
    if version.begins_on is None:
        raise ValueError("a concluded covenant has a first day")
    keep_covenant_file(version, by=moved.actor)
    changed("covenant", version.key)
    notify(to_sign(version, on=today()))
    earlier = version.covenant.versions.filter(begins_on__isnull=False, version_number__lt=version.version_number)
    for one in earlier:
        current = follow("covenant.replace", one, because=moved) if one.state == CovenantState.SIGNED else one
        current.end_by(version.begins_on - timedelta(days=1))
        current.save(update_fields=["last_day", "readable_until"])
        changed("covenant", current.key)


@after("covenant.terminate", "covenant.replace")
def covenant_changed(version: CovenantVersion, moved: Transition) -> None:
    changed("covenant", version.key)


@after("matrix.propose")
def ask_directors(version: MatrixVersion, moved: Transition) -> None:
    version.proposer = moved.actor
    version.save(update_fields=["proposer"])
    show_to(version, while_in_the_making(version))


@after("matrix.send_back", "matrix.withdraw")
def matrix_sent_back(version: MatrixVersion, moved: Transition) -> None:
    """What was voted on is no longer what lies there."""
    version.votes.all().delete()
    show_to(version, while_in_the_making(version))


@after("matrix.endorse", "matrix.adopt")
def record_vote(version: MatrixVersion, moved: Transition) -> None:
    AdoptionVote.objects.create(version=version, user=moved.actor, organisation=moved.actor.organisation, at=moved.at)


@after("matrix.adopt")
def matrix_adopted(version: MatrixVersion, moved: Transition) -> None:
    """Keep the text as it was adopted. Earlier versions are superseded; they decide until this one takes effect."""
    keep_matrix_file(version, by=moved.actor)
    changed("matrix", version.key)
    earlier = version.matrix.versions.filter(state=MatrixState.ADOPTED, version_number__lt=version.version_number)
    for one in earlier:
        follow("matrix.supersede", one, because=moved)
        changed("matrix", one.key)


@after("protocol.submit", "protocol.send_back", "protocol.take_back")
def show_protocol(version: ProtocolVersion, moved: Transition) -> None:
    show_to(version, while_in_the_making(version))


@after("protocol.adopt")
def protocol_adopted(version: ProtocolVersion, moved: Transition) -> None:
    """Keep the text as it was adopted; it takes the place of the version before it at once."""
    keep_protocol_file(version, by=moved.actor)
    changed("protocol", version.key)
    earlier = version.protocol.versions.filter(state=ProtocolState.ADOPTED, version_number__lt=version.version_number)
    for one in earlier:
        follow("protocol.replace", one, because=moved)
        changed("protocol", one.key)


@after("protocol.withdraw")
def protocol_withdrawn(version: ProtocolVersion, moved: Transition) -> None:
    changed("protocol", version.key)
