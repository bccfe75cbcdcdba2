"""Of which agreements can a Word file that comes in be the next version?"""

from typing import Any

from django.db.models import F, OuterRef, Subquery

from access.viewer import Viewer
from documents.kinds import MODELS


def may_be_followed(kind: str, viewer: Viewer) -> Any:
    """The newest version of each series, with its number, where that was decided: then no next one is being made."""
    model = MODELS[kind]
    newest = model.objects.filter(**{kind: OuterRef(kind)}).order_by("-version_number").values("pk")[:1]
    decided = "begins_on__isnull" if kind == "covenant" else "adopted_at__isnull"
    found = model.objects.visible_to(viewer).filter(pk=Subquery(newest), **{decided: False})
    return found.select_related(kind).annotate(series_number=F(f"{kind}__number")).order_by("series_number")
