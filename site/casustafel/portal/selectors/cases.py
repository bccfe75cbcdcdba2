"""The cases that somebody is in: what the list of cases shows of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from access.viewer import Viewer
from accounts.models import Municipality
from casefiles.models import Case, Client
from casefiles.selectors.place import standing_line


@dataclass(frozen=True)
class CaseLine:
    """`client`: the name, for who may see it; `standing`: what the reader is in this case, and until when."""

    case: Case
    client: str
    standing: str


def cases_of(viewer: Viewer, *, chosen: Mapping[str, str]) -> QuerySet[Case]:
    """The newest first; `chosen` holds values of the filter, by field name."""
    cases = Case.objects.visible_to(viewer).select_related("municipality", "meeting_type")
    if state := chosen.get("state"):
        cases = cases.open() if state == OPEN_ONES else cases.filter(state=state)
    if municipality := chosen.get("municipality"):
        cases = cases.filter(municipality__key=municipality)
    return cases


# Beside the states themselves: all in which is still worked.
OPEN_ONES = "open"


def municipalities_of(viewer: Viewer) -> QuerySet[Municipality]:
    """Those in which the viewer sees a case: another choice would find nothing."""
    return Municipality.objects.filter(pk__in=Case.objects.visible_to(viewer).values("municipality_id"))


def lines_of(viewer: Viewer, cases: Iterable[Case]) -> list[CaseLine]:
    shown = list(cases)
    clients = Client.objects.visible_to(viewer).filter(case__in=shown)
    names = dict(clients.values_list("case_id", "name"))
    return [CaseLine(case, names.get(case.pk, ""), standing_line(viewer, case)) for case in shown]
