"""The first consumer of the rule: a queryset cut down to what a viewer may see."""

from typing import Self, TypeVar

from django.db.models import Model, QuerySet

from access.registry import rule_of
from access.viewer import Viewer

M = TypeVar("M", bound=Model)


class ProtectedQuerySet(QuerySet[M]):
    def visible_to(self, viewer: Viewer) -> Self:
        """What this viewer may see. Without a viewer there is no answer, not everything."""
        if not isinstance(viewer, Viewer):
            raise TypeError("visible_to needs a Viewer")
        return self.filter(rule_of(self.model).q(viewer))
