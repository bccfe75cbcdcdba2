"""Why somebody sees a thing, or what is missing."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from access.explain import why
from casustafel.lookup import thing_by_key, viewer_by_email


class Command(BaseCommand):
    help = "Print the chain behind yes or no for one person and one thing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        chain = why(viewer_by_email(options["email"]), thing_by_key(options["key"]))
        if options["as_json"]:
            self.stdout.write(json.dumps({"seen": chain.seen, "lines": list(chain.lines)}, ensure_ascii=False))
            return
        self.stdout.write("ja" if chain.seen else "nee")
        for number, line in enumerate(chain.lines, start=1):
            self.stdout.write(f"{number}. {line}")
