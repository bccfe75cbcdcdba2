"""What search must hear when a report changes: the report itself, and what the person says of it."""

from casefiles.models import Report
from search.outbox import all_changed, changed


def report_changed(report: Report, *, narrowed: bool = False) -> None:
    """In the transaction of the change; who reads a statement follows from the report that it stands with."""
    changed("report", report.key, narrowed=narrowed)
    all_changed("statement", report.statements.values_list("key", flat=True), narrowed=narrowed)
