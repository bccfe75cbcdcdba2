"""Which number a document gets: project number and a serial that is never used twice."""

from django.db import models, transaction
from django.db.models import F

from access.registry import internal


@internal("a counter")
class NumberSeries(models.Model):
    project = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.project}-{self.last:03d}"


@transaction.atomic
def next_number(project: int) -> str:
    """The next free number of a project, such as `12-004`; a number once given never comes back."""
    series, _created = NumberSeries.objects.get_or_create(project=project)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    return str(NumberSeries.objects.get(pk=series.pk))
