"""A report as Wagtail's own search wants it: a model that says which of its fields are looked in. Bench only."""

from django.db import models
from wagtail.search import index

from access.registry import internal


@internal("a copy, in the houses of the bench only")
class FoundReport(index.Indexed, models.Model):
    report_id = models.BigIntegerField(primary_key=True)
    story = models.TextField()
    published_at = models.DateTimeField()
    municipality = models.CharField(max_length=200)

    search_fields = (
        index.SearchField("story"),
        index.FilterField("report_id"),
        index.FilterField("published_at"),
        index.FilterField("municipality"),
    )

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return str(self.report_id)
