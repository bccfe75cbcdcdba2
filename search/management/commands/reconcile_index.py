"""`reconcile_index`: compare the index with the database now, and mend what differs."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from search.engines.base import EngineUnavailable, IndexMissing
from search.reconcile import reconcile
from search.status import status


class Command(BaseCommand):
    help = "Compare the index with the database, mend what differs, and say what that was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the status afterwards, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = reconcile(progress=None if options["json"] else self._progress)
        except (EngineUnavailable, IndexMissing) as problem:
            raise CommandError(_("The index cannot be read now.")) from problem
        if found is None:
            raise CommandError(_("There is no index to compare with. Run rebuild_index first."))
        if options["json"]:
            self.stdout.write(json.dumps(status()))
            return
        told = f"{found.missing} missing, {found.surplus} surplus, {found.outdated} outdated"
        self.stdout.write(f"\r{found.documents} documents compared: {told}.")

    def _progress(self, done: int) -> None:
        self.stdout.write(f"\r{done}", ending="")
        self.stdout.flush()
