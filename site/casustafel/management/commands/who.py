"""Everyone who sees a thing, with the chain of each."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from access.explain import who
from casustafel.lookup import thing_by_key


class Command(BaseCommand):
    help = "Print everyone who sees a thing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        found = who(thing_by_key(options["key"]))
        if options["as_json"]:
            rows = [{"email": user.email, "name": user.name, "lines": list(chain.lines)} for user, chain in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for user, chain in found:
            self.stdout.write(f"{user.name} <{user.email}>, {user.organisation}")
            for line in chain.lines:
                self.stdout.write(f"   {line}")
