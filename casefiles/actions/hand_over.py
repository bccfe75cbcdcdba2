"""Offering a case to who takes it over, here or elsewhere (D-39), and saying what the person was told."""

from dataclasses import dataclass
from datetime import date

from access.viewer import Viewer
from accounts.models import Municipality, User
from casefiles.actions.begin import begin, made_by
from casefiles.models import Case, ClosingNotice, Handover


@dataclass(frozen=True)
class Receiver:
    """Somebody with an account, or words for who has none; `municipality`: where the case goes on."""

    user: User | None = None
    outside: str = ""
    municipality: Municipality | None = None


def offer_handover(case: Case, receiver: Receiver, *, viewer: Viewer, words: str) -> Handover:
    offered = Handover(
        case=case,
        receiver=receiver.user,
        outside=receiver.outside,
        municipality=receiver.municipality,
        words=words,
        **made_by(viewer),
    )
    return begin(offered, "handover.offer", viewer=viewer)


def record_closing_notice(case: Case, *, viewer: Viewer, told_on: date | None, words: str) -> ClosingNotice:
    """`told_on` none: the person is not told; `words`: how, or why not."""
    notice = ClosingNotice(case=case, told_on=told_on, words=words, **made_by(viewer))
    return begin(notice, "closing_notice.record", viewer=viewer)
