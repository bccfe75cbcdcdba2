"""`analyse`: the words of a text, and the forms under which each is found or asked for."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from search.showing import DOCUMENT, QUERY, shown, synonyms_of_the_house

STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = "Show what the analyser makes of a text: each word, its position, and its forms."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", metavar="TEXT", help="the text, or - for the lines of standard input")
        parser.add_argument("--as", dest="side", default=DOCUMENT, metavar="query|document")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print machine-readable output only")

    def handle(self, *args: Any, **options: Any) -> None:
        side = options["side"]
        if side not in {QUERY, DOCUMENT}:
            raise CommandError(_("Choose --as query or --as document."))
        equal = synonyms_of_the_house()
        many = options["text"] == STANDARD_INPUT
        for text in _lines() if many else [options["text"]]:
            found = shown(text, side, equal)
            if many or options["as_json"]:
                self.stdout.write(json.dumps(found, ensure_ascii=False))
            else:
                self._print(found)

    def _print(self, found: dict[str, Any]) -> None:
        for token in found["tokens"]:
            others = [f'"{phrase}"' for phrase in token.get("phrases", [])]
            self.stdout.write(f"{token['position']:>3}  {token['text']}  {' '.join([*token['forms'], *others])}")


def _lines() -> Iterator[str]:
    try:
        for line in sys.stdin:
            yield line.rstrip("\r\n")
    except UnicodeDecodeError as problem:
        raise CommandError(_("The input is not text in UTF-8.")) from problem
