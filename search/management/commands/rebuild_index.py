"""`rebuild_index`: index everything anew while search goes on."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.rebuild import rebuild
from search.status import status


class Command(BaseCommand):
    help = "Index everything anew beside the index in use, then put the new one in its place."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the status afterwards, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            rebuild()
            self.stdout.write(json.dumps(status()))
            return
        read = rebuild(progress=self._progress)
        self.stdout.write(f"\r{read} things read, {status()['documents']} in the new index.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done}/{total} ({100 * done // total} %)", ending="")
        self.stdout.flush()
