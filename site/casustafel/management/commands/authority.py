"""Who may decide what in one case."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from casefiles.authority_table import StepAuthority, authority_table
from casustafel.lookup import case_by_key


class Command(BaseCommand):
    help = "Print every governed step of a case: function, people, matrix version and clause."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", required=True, metavar="KEY")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = authority_table(case_by_key(options["case"]))
        if options["as_json"]:
            self.stdout.write(json.dumps([_as_json(row) for row in rows], ensure_ascii=False))
            return
        for row in rows:
            people = ", ".join(user.name for user in row.people) or "-"
            paper = ", ".join(row.clauses)
            self.stdout.write(f"{row.step.label}: {', '.join(map(str, row.functions))}; {people} ({paper})")


def _as_json(row: StepAuthority) -> dict[str, Any]:
    return {
        "step": row.step.id,
        "label": str(row.step.label),
        "functions": [str(function) for function in row.functions],
        "people": [user.email for user in row.people],
        "matrix_version": row.matrix_version_id,
        "clauses": list(row.clauses),
    }
