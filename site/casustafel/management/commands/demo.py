"""`demo`: a house full of invented people and cases, with one command."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from casustafel.demo import folder
from casustafel.demo.content import load
from casustafel.demo.database import holds_a_region, migrate, must_migrate
from casustafel.demo.filling import fill
from casustafel.demo.serving import PortTaken, hold, serve, url_of
from casustafel.demo.tour import Tour
from search.rebuild import rebuild
from search.status import status

PORT = 8000


class Command(BaseCommand):
    help = "Create, fill, index and serve the demo region. A second start keeps what is there."
    # They take a second of every start, and `make check` runs them.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default=str(PORT), help=f"on this machine only (default {PORT})")
        parser.add_argument("--data", type=Path, help="the folder that holds everything (default ./data)")
        parser.add_argument("--no-serve", action="store_true", help="prepare only")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print address and accounts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        data = Path(settings.DATA_DIR)
        if not (data / folder.OURS).exists():
            raise CommandError(f"{data} is no folder of the demo. Start it as: casustafel demo --data {data}")
        if not options["port"].isdecimal():
            raise CommandError(f"A port is a number, not “{options['port']}”.")
        port = int(options["port"])
        try:
            held = None if options["no_serve"] else hold(port)
            self._prepare(data)
        except (PortTaken, folder.FolderRefused) as refused:
            raise CommandError(str(refused)) from refused
        except KeyboardInterrupt:
            self._say("")
            raise CommandError("Stopped. What was not finished begins anew at the next start.") from None
        tour = Tour(load(), url_of(port))
        show = self._json(tour) if options["as_json"] else self._lines(tour)
        if held is None:
            show()
        else:
            serve(held, ready=show)

    def _prepare(self, data: Path) -> None:
        """Everything that is missing: tables, content, index."""
        if folder.is_filled(data):
            if must_migrate():
                self._say("Bringing the database up to date")
                migrate()
        else:
            with folder.filling(data):
                self._say("Making the database (once; about half a minute)")
                migrate()
                self._fill()
                rebuild()
                folder.mark_filled(data)
        if status()["rebuild"]:
            self._say("Making the search index")
            rebuild()

    def _fill(self) -> None:
        if holds_a_region():
            raise CommandError("This database holds a region already. Choose another folder with DATA=.")
        fill(now=timezone.now(), progress=self._progress)
        self._say("")

    def _progress(self, done: int, total: int) -> None:
        """On a terminal one line that grows; in a file nothing but the last."""
        if sys.stderr.isatty() or done == total:
            self.stderr.write(f"\rLetting two years pass: {done} of {total} events", ending="")
            self.stderr.flush()

    def _say(self, line: str) -> None:
        """On the other stream: what is printed for a machine to read stands alone."""
        self.stderr.write(line)
        self.stderr.flush()

    def _json(self, tour: Tour) -> Callable[[], None]:
        def show() -> None:
            self.stdout.write(json.dumps({"url": tour.url, "accounts": tour.accounts()}, ensure_ascii=False))
            self.stdout.flush()

        return show

    def _lines(self, tour: Tour) -> Callable[[], None]:
        # Read now: what runs when the server is ready must not open a database that the workers would share.
        lines = list(tour.lines())

        def show() -> None:
            for line in lines:
                self.stdout.write(line)
            self.stdout.flush()

        return show
