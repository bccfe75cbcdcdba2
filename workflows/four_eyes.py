"""Four eyes counts natural persons: who had a hand in a thing never decides on it (D-16)."""

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import User
from workflows.authority import Held
from workflows.models import Contribution
from workflows.refusals import Unmet


def contributors(thing: Model) -> set[int]:
    """The primary keys of everyone who had a hand in this thing."""
    rows = Contribution.objects.filter(noun=thing._meta.label_lower, thing_id=thing.pk)
    return set(rows.values_list("user_id", flat=True))


def own_work(thing: Model, *, viewer: Viewer, held: Held | None) -> Unmet | None:
    """The refusal when the actor, or the person they act for, contributed."""
    people = {viewer.user.pk} | ({held.on_behalf_of.pk} if held and held.on_behalf_of else set())
    if people & contributors(thing):
        return Unmet(_("You worked on this yourself. Somebody else must decide."), forbidden=True)
    return None


def not_own(model: type[Model], people: set[int]) -> Q:
    """The same as a condition on a table: nothing that these people had a hand in."""
    mine = Contribution.objects.filter(noun=model._meta.label_lower, thing_id=OuterRef("pk"), user_id__in=people)
    return ~Q(Exists(mine))


def principals(viewer: Viewer) -> set[int]:
    """The viewer and everyone on whose behalf they act today."""
    keys = {grant.basis.on_behalf_of_key for grants in viewer.grants.values() for grant in grants} - {""}
    absent = User.objects.filter(key__in=keys).values_list("pk", flat=True) if keys else []
    return {viewer.user.pk, *absent}
