"""`destroy`: carry out what two reviewers approved, finish what was interrupted, and wipe the bytes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from casefiles.actions.destroy import carry_out


class Command(BaseCommand):
    help = "Destroy what stands on approved lists, and whatever a restored backup brought back."

    def handle(self, *args: Any, **options: Any) -> None:
        done = carry_out(progress=self._tell)
        self.stdout.write(_("Destroyed: %(number)s.") % {"number": done})

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(_("%(done)s of %(total)s") % {"done": done, "total": total})
