"""Which confidentiality declarations somebody may see, and which texts they can sign."""

from dataclasses import dataclass
from typing import Any

from access.viewer import Viewer
from documents.models.covenant import CovenantKind, CovenantVersion
from documents.models.declaration import Declaration


@dataclass(frozen=True)
class DeclarationsPage:
    """`others` is for who records them."""

    own: tuple[Declaration, ...]
    to_sign: tuple[CovenantVersion, ...]
    others: tuple[Declaration, ...]


def texts_in_force(viewer: Viewer) -> Any:
    """The texts that hold today, as far as they were shown to this viewer."""
    versions = CovenantVersion.objects.visible_to(viewer).filter(
        covenant__kind=CovenantKind.CONFIDENTIALITY_DECLARATION, begins_on__lte=viewer.today
    )
    return versions.exclude(last_day__lt=viewer.today).select_related("covenant")


def declarations_page(viewer: Viewer) -> DeclarationsPage:
    """Four queries, whatever their number."""
    rows = Declaration.objects.visible_to(viewer).select_related("version__covenant", "user", "recorded_by")
    found = list(rows)
    own = tuple(one for one in found if one.user_id == viewer.user.pk)
    bound = {one.version.covenant_id for one in own if one.valid_until is None or one.valid_until >= viewer.today}
    return DeclarationsPage(
        own=own,
        to_sign=tuple(one for one in texts_in_force(viewer) if one.covenant_id not in bound),
        others=tuple(one for one in found if one.user_id != viewer.user.pk),
    )
