"""What must hold before a destruction list moves on."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from workflows.refusals import Unmet

REVIEWERS = 2


def something_is_left(made: Any, viewer: Viewer) -> Unmet | None:
    if made.entries.filter(taken_out=False).exists():
        return None
    return Unmet(_("Everything was taken off this list. Withdraw it."))


def reviews_once(made: Any, viewer: Viewer) -> Unmet | None:
    if made.reviews.filter(reviewer=viewer.user).exists():
        return Unmet(_("You agreed already. A second person must look as well."), forbidden=True)
    return None


def two_organisations_review(made: Any, viewer: Viewer) -> Unmet | None:
    """After D-13: at least one reviewer is not of the organisation that proposed."""
    seen = [one.organisation_id for one in made.reviews.all()]
    if len(seen) == REVIEWERS - 1 and {*seen, viewer.user.organisation_id} == {made.proposed_for_id}:
        return Unmet(
            _("One of the two reviewers must be of another organisation than who proposed it."), forbidden=True
        )
    return None
