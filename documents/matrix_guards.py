"""What must hold before a matrix is proposed and adopted: each guard names everything that is missing."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from documents.gaps import open_gaps
from workflows.refusals import Unmet

LEADER_NAME = gettext_lazy("project leader")


def has_statements(thing: Any, viewer: Viewer) -> Unmet | None:
    if thing.sections.filter(rows__statements__isnull=False).exists():
        return None
    if thing.phase_tables.filter(phases__tasks__isnull=False).exists():
        return None
    return Unmet(_("There is nothing in it yet."), who=LEADER_NAME)


def every_binding_has_a_role(thing: Any, viewer: Viewer) -> Unmet | None:
    """A bound statement in a section that is no role of the house would let nobody decide, unseen."""
    sections = thing.sections.filter(role="", rows__statements__bindings__isnull=False).distinct()
    names = [str(section) for section in sections]
    if not names:
        return None
    return Unmet(_("Choose a role for: %s.") % get_text_list(names, _("and")), who=LEADER_NAME)


def every_gap_is_acknowledged(thing: Any, viewer: Viewer) -> Unmet | None:
    found = open_gaps(thing, viewer=viewer)
    if not found:
        return None
    listed = " ".join(gap.text for gap in found)
    return Unmet(_("Look at these gaps first. %s") % listed, who=LEADER_NAME)


def no_other_matrix_governs_the_same(thing: Any, viewer: Viewer) -> Unmet | None:
    """Exactly one matrix governs a case (D-19): overlap is refused, of defaults and of chosen municipalities alike."""
    names = [str(other) for other in overlapping(thing)]
    if not names:
        return None
    return Unmet(
        _("It would govern the same cases as: %s. Change its scope first.") % get_text_list(names, _("and")),
        who=LEADER_NAME,
    )


def overlapping(thing: Any) -> list[Any]:
    """Matrices of another series, in effect or to come, that would govern a case of this one's scope."""
    now = timezone.now()
    versions = type(thing).objects
    others = versions.filter(
        Q(pk__in=versions.governing(now).values("pk")) | Q(pk__in=versions.to_come(now).values("pk"))
    )
    candidates = others.exclude(matrix=thing.matrix_id).select_related("matrix")
    return [other for other in candidates.prefetch_related("municipalities", "meeting_types") if _overlap(thing, other)]


def _overlap(one: Any, other: Any) -> bool:
    places, other_places = set(one.municipalities.all()), set(other.municipalities.all())
    types, other_types = set(one.meeting_types.all()), set(other.meeting_types.all())
    # A default and a matrix for chosen municipalities never compete: the chosen one goes first.
    same_places = bool(places & other_places) if places and other_places else not places and not other_places
    return same_places and (not types or not other_types or bool(types & other_types))


ADOPTABLE = (has_statements, every_binding_has_a_role, every_gap_is_acknowledged, no_other_matrix_governs_the_same)


def is_the_first_vote(thing: Any, viewer: Viewer) -> Unmet | None:
    votes = thing.votes.all()
    if not votes:
        return None
    if any(vote.user_id == viewer.user.pk for vote in votes):
        return Unmet(_("You voted for this already."), forbidden=True)
    return Unmet(_("Somebody voted for this already. What is asked of you is adopting it."))


def another_organisation_voted(thing: Any, viewer: Viewer) -> Unmet | None:
    """Two people of two organisations (D-13): the first vote is there, and is of somebody else elsewhere."""
    votes = list(thing.votes.all())
    if any(vote.user_id == viewer.user.pk for vote in votes):
        return Unmet(
            _("You voted for this already. A second person of another organisation adopts it."), forbidden=True
        )
    if any(vote.organisation_id != viewer.user.organisation_id for vote in votes):
        return None
    return Unmet(_("Adopting takes two people of two organisations. Somebody of another organisation must vote first."))


def has_a_successor(thing: Any, viewer: Viewer) -> Unmet | None:
    later = thing.matrix.versions.filter(version_number__gt=thing.version_number, adopted_at__isnull=False)
    return None if later.exists() else Unmet(_("No later version of it was adopted."), who=LEADER_NAME)
