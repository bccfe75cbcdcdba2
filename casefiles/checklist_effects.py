"""What follows from the steps of a checklist, in the same transaction."""

from django.db.models import Max
from django.utils import timezone

from accounts.actions.notify import notify
from casefiles.checklist_text import checklist_hash
from casefiles.machines import people_in
from casefiles.models import Checklist, ChecklistState, Circle
from documents.models import CaseFunction
from search.outbox import changed
from workflows.fire import follow
from workflows.models import Transition
from workflows.steps import after


@after("checklist.align")
def share_with_team(checklist: Checklist, moved: Transition) -> None:
    """From now on the team reads along and proposes; the desk does not."""
    checklist.shared_at = moved.at
    checklist.circle = Circle.TEAM
    checklist.save(update_fields=["shared_at", "circle"])
    changed("checklist", checklist.key)
    notify([one for one in people_in(checklist.case, CaseFunction.MEMBER) if one.pk != moved.actor_id], at=moved.at)


@after("checklist.adopt")
def checklist_adopted(checklist: Checklist, moved: Transition) -> None:
    """Number, date and digest; the version before it is superseded by the same decision."""
    versions = Checklist.objects.filter(case=checklist.case)
    for earlier in versions.filter(state=ChecklistState.ADOPTED).exclude(pk=checklist.pk):
        follow("checklist.supersede", earlier, because=moved)
        # The desk reads it no more.
        changed("checklist", earlier.key, narrowed=True)
    checklist.number = (versions.aggregate(highest=Max("number"))["highest"] or 0) + 1
    checklist.adopted_on = timezone.localdate(moved.at)
    checklist.adopted_by = moved.actor
    checklist.shared_at = moved.at
    checklist.content_hash = checklist_hash(checklist)
    checklist.save(update_fields=["number", "adopted_on", "adopted_by", "shared_at", "content_hash"])
    changed("checklist", checklist.key)
