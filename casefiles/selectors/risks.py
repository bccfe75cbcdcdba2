"""The risk inventory by life domain, and what a later version changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import capfirst

from access.viewer import Viewer
from casefiles.models import Case, LifeDomain, RiskInventory, RiskKind, RiskLine


@dataclass(frozen=True)
class Domain:
    """Both sides of one life domain; either may be empty."""

    label: str
    risks: Sequence[RiskLine]
    measures: Sequence[RiskLine]


def inventories_of(case: Case, *, viewer: Viewer) -> QuerySet[RiskInventory]:
    """The newest first."""
    return RiskInventory.objects.visible_to(viewer).filter(case=case).select_related("author", "case")


def latest_number(case: Case) -> int:
    """Of the latest version, sealed or not: the next one is written after it. 0: there is none."""
    return RiskInventory.objects.filter(case=case).values_list("number", flat=True).first() or 0


def domains_of(inventory: RiskInventory, *, viewer: Viewer) -> list[Domain]:
    """Only life domains of which something is said, in a fixed order."""
    lines = list(RiskLine.objects.visible_to(viewer).filter(inventory=inventory).select_related("source"))
    found = []
    for domain in LifeDomain:
        risks = [one for one in lines if one.domain == domain and one.kind == RiskKind.RISK]
        measures = [one for one in lines if one.domain == domain and one.kind == RiskKind.PROTECTIVE]
        if risks or measures:
            found.append(Domain(capfirst(str(domain.label)), risks, measures))
    return found
