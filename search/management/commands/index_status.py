"""`index_status`: how many documents, how far behind, which generation, what the last comparison found."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.status import status


class Command(BaseCommand):
    help = "Documents in the index, changes that wait, generation, whether to rebuild, and the last comparison."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print machine-readable output, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        found = status()
        if options["json"]:
            self.stdout.write(json.dumps(found))
            return
        for name, value in found.items():
            self.stdout.write(f"{name:12} {value}")
