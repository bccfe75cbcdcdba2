"""How what the person says of a report or a plan becomes a search document: found by exactly who reads that."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casefiles.models import Circle, PlanStatement, ReportStatement
from casefiles.models.report import READABLE
from casefiles.models.report_statement import StatementState
from casefiles.rules import SEALED
from casefiles.searchable import OF_AN_ITEM, CaseItems
from search.documents import Text
from search.reading import ByKeys


class Statements(CaseItems):
    """The rule asks what it is said of, which a bare row does not hold: every row is asked of the table."""

    with_names = frozenset({*Circle.values, SEALED})

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = _attached(self.model).values_list("key", flat=True).iterator()
        return keys

    def texts(self, rows: Sequence[Any]) -> dict[str, Text]:
        title = _("Statement of the person, case %(code)s")
        return {row.key: Text(title % {"code": row.case_code}, row.text) for row in rows}

    def url(self, key: str) -> str:
        return reverse(f"casefiles:{self.kind}", args=[key])


class ReportStatements(Statements):
    kind = "statement"
    label = gettext_lazy("statement of the person on a report")
    model = ReportStatement
    page = ByKeys(lambda: _attached(ReportStatement).filter(report__state__in=READABLE), **OF_AN_ITEM, text="text")


class PlanStatements(Statements):
    kind = "plan_statement"
    label = gettext_lazy("statement of the person on a plan")
    model = PlanStatement
    page = ByKeys(lambda: _attached(PlanStatement), **OF_AN_ITEM, text="text")


def _attached(model: Any) -> Any:
    return model.objects.filter(state=StatementState.ATTACHED)


SEARCHABLES = (ReportStatements(), PlanStatements())
