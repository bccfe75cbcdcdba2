"""What search must hear when a report or a plan changes: the thing itself, and what is said of it."""

from casefiles.models import PlanVersion, Report
from search.outbox import all_changed, changed


def report_changed(report: Report, *, narrowed: bool = False) -> None:
    """In the transaction of the change; who reads a statement follows from the report that it stands with."""
    changed("report", report.key, narrowed=narrowed)
    all_changed("statement", report.statements.values_list("key", flat=True), narrowed=narrowed)


def plan_changed(plan: PlanVersion, *, narrowed: bool = False) -> None:
    """The same of a plan: after its adoption others read what was said of it before."""
    changed("plan", plan.key, narrowed=narrowed)
    all_changed("remark", plan.remarks.values_list("key", flat=True), narrowed=narrowed)
