"""What the nouns of working as a team share: an item of a case with a state, begun by the step that shares it."""

from django.db import models
from django.utils import timezone

from casefiles.models.item import CaseItem
from workflows.models import Stateful

# Never seen by anybody: an item is made and begun in one transaction (`actions/begin.py`).
NEW = "new"


class TeamItem(Stateful, CaseItem):
    """For the whole team; who is asked something, or watches over it, reads it as well: see `team_rules.py`."""

    words = models.TextField(blank=True)

    class Meta(CaseItem.Meta):
        abstract = True
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.key

    def share(self) -> None:
        self.shared_at = timezone.now()
