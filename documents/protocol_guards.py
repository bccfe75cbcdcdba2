"""What must hold before a protocol moves on: each guard names everything that is missing, and who can mend it."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.covenant_guards import LEADER_NAME
from documents.days import today
from workflows.four_eyes import contributors
from workflows.refusals import Unmet


def has_text(thing: Any, viewer: Viewer) -> Unmet | None:
    """A heading alone tells nobody what to do."""
    if any(block["kind"] != "heading" for block in thing.body):
        return None
    return Unmet(_("There is no text in it yet."), who=LEADER_NAME)


def has_a_review_date_to_come(thing: Any, viewer: Viewer) -> Unmet | None:
    if thing.review_on and thing.review_on > today():
        return None
    return Unmet(_("Choose a day to come on which it is reviewed."), who=LEADER_NAME)


def is_own_work(thing: Any, viewer: Viewer) -> Unmet | None:
    """Who had no hand in it sends it back, and may adopt it later: taking back makes one of its makers."""
    if viewer.user.pk in contributors(thing):
        return None
    return Unmet(_("You did not work on this. Send it back instead."), forbidden=True)


def has_a_successor(thing: Any, viewer: Viewer) -> Unmet | None:
    later = thing.protocol.versions.filter(version_number__gt=thing.version_number, adopted_at__isnull=False)
    return None if later.exists() else Unmet(_("No later version of it was adopted."), who=LEADER_NAME)


COMPLETE = (has_text, has_a_review_date_to_come)
