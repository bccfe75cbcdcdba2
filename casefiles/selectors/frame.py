"""What stands above every page of a case: whom it is about, where it stands, who directs, what the reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.access import may_report, may_write_on_behalf
from casefiles.medical_access import opens_care
from casefiles.models import Case, CaseState, Flag, FlagState, Membership
from casefiles.selectors.client import identity_for
from casefiles.selectors.place import in_team_or_desk, place_in, role_name, standing_line
from casefiles.standing import DIRECTING
from documents.models import CaseFunction
from workflows.refusals import Text

S = CaseState
STATE_KINDS = {S.ACTIVE: "active", S.SCALED_UP: "warning", S.CLOSED: "inactive", S.HANDED_OVER: "inactive"}
OVERVIEW = ("overview", gettext_lazy("Overview"), "casefiles:case")
CARE = ("care", gettext_lazy("Care"), "casefiles:care")
# The desk that serves a case has its overview alone.
TABS = (
    OVERVIEW,
    ("journal", gettext_lazy("Journal"), "casefiles:journal"),
    ("plan", gettext_lazy("Plan of action"), "casefiles:plan"),
    ("rights", gettext_lazy("The person concerned"), "casefiles:rights"),
    ("team", gettext_lazy("Team and access"), "casefiles:team"),
    ("documents", gettext_lazy("Documents"), "casefiles:documents"),
    ("history", gettext_lazy("History"), "casefiles:history"),
)


@dataclass(frozen=True)
class Director:
    name: str
    role: str
    function: str


@dataclass(frozen=True)
class CaseFrame:
    """The context of `base_case.html`. `direction_hidden`: the reader may not see who is in the team."""

    code: str
    client_name: str
    state: str
    state_kind: str
    direction: Sequence[Director]
    direction_hidden: bool
    standing: str
    why_url: str
    steps_url: str
    primary: tuple[Text, str] | None
    tabs: Sequence[tuple[Text, str, bool]]
    flags: Sequence[Text] = ()


def case_frame(case: Case, *, viewer: Viewer, tab: str = "", primary: bool = True) -> CaseFrame:
    """`primary` false on pages that have a main button of their own."""
    place = place_in(viewer, case)
    client = identity_for(case, viewer=viewer, place=place)
    # Who only decides in place of others (D-27) reads that one thing, and no page of the case.
    sees = in_team_or_desk(viewer, case)
    in_case = place.in_team or place.until is not None
    return CaseFrame(
        code=case.key,
        client_name=client.name if client else "",
        state=case.get_state_display(),
        state_kind=STATE_KINDS.get(S(case.state), "neutral"),
        direction=directors(case, viewer=viewer) if place.in_team else (),
        direction_hidden=not place.in_team,
        standing=standing_line(viewer, case),
        why_url=reverse("casefiles:why_case", args=[case.key]) if sees else "",
        steps_url=reverse("casefiles:case", args=[case.key]) + "#steps" if place.in_team else "",
        primary=_primary(case, viewer) if primary else None,
        tabs=[
            (label, reverse(url, args=[case.key]), name == tab)
            for name, label, url in (_tabs(case, viewer) if in_case else [OVERVIEW] if sees else [])
        ],
        flags=[one.get_kind_display() for one in flags_of(case, viewer=viewer)],
    )


def _tabs(case: Case, viewer: Viewer) -> Sequence[tuple[str, Text, str]]:
    """Care stands there for who may open it, and betrays nothing to anybody else (D-20)."""
    return (*TABS[:3], CARE, *TABS[3:]) if opens_care(viewer, case) else TABS


def flags_of(case: Case, *, viewer: Viewer) -> QuerySet[Flag]:
    return Flag.objects.visible_to(viewer).filter(case=case, state=FlagState.SET).order_by("kind")


def directors(case: Case, *, viewer: Viewer) -> list[Director]:
    """Who holds process and case direction today, process direction first."""
    rows = Membership.objects.visible_to(viewer).filter(case=case, function__in=DIRECTING, user__is_active=True)
    held = rows.current(viewer.today).select_related("user")
    first = sorted(held, key=lambda one: one.function != CaseFunction.PROCESS_DIRECTION)
    return [Director(one.user.name, role_name(case, one.function), one.function) for one in first]


def _primary(case: Case, viewer: Viewer) -> tuple[Text, str] | None:
    if may_report(viewer, case):
        return _("Write report"), reverse("casefiles:write_report", args=[case.key])
    if may_write_on_behalf(viewer, case):
        return _("Write report for a caller"), reverse("casefiles:write_on_behalf", args=[case.key])
    return None
