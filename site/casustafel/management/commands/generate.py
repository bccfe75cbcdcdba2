"""`generate`: a synthetic region of any size, for measuring and for big tests."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from casustafel.demo.database import holds_a_region, migrate, must_migrate
from casustafel.demo.synthetic.making import Size, make
from search.rebuild import rebuild

BAR = 40


class Command(BaseCommand):
    help = "Fill an empty database with a synthetic region: the same seed on the same day gives the same rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, required=True, metavar="N")
        parser.add_argument("--reports", type=int, required=True, metavar="M")
        parser.add_argument("--seed", type=int, required=True, metavar="S")

    def handle(self, *args: Any, **options: Any) -> None:
        size = Size(options["cases"], options["reports"], options["seed"])
        if size.cases < 1 or size.reports < 0:
            raise CommandError("A region has at least one case, and no fewer than no reports.")
        if must_migrate():
            migrate()
        if holds_a_region():
            raise CommandError("This database holds a region already. Choose another folder with CASUSTAFEL_DATA=.")
        make(size, now=timezone.now(), progress=self._progress)
        rebuild(progress=lambda done, total: self._progress("indexed", done, total))
        self.stdout.write(f"{size.cases} cases and {size.reports} reports, seed {size.seed}.")

    def _progress(self, what: str, done: int, total: int) -> None:
        """On a terminal one line that grows; in a file one line for each kind of thing."""
        end = "\n" if done == total else ""
        if sys.stderr.isatty() or end:
            bar = "#" * (BAR * done // max(total, 1))
            self.stderr.write(f"\r{what:>10} [{bar:<{BAR}}] {done:,}/{total:,}", ending=end)
            self.stderr.flush()
