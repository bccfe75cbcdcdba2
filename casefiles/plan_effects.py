"""What follows from the steps of a plan and of a deviation from it, in the same transaction."""

from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone

from accounts.actions.notify import notify
from accounts.models import User
from casefiles.actions.consult import open_to
from casefiles.actions.write_plan import care_hash
from casefiles.found_again import plan_changed
from casefiles.machines import people_in
from casefiles.models import (
    Checklist,
    ChecklistState,
    Circle,
    Opinion,
    PlanDeviation,
    PlanFile,
    PlanSection,
    PlanState,
    PlanVersion,
)
from casefiles.plan_file import SCHEME, content_hash, file_name, word_file
from casefiles.rules import SEALED
from documents.models import CaseFunction
from documents.storage import write_private
from search.outbox import changed
from workflows.fire import follow
from workflows.inbox import blocked
from workflows.models import Transition
from workflows.steps import after


@after("plan.submit")
def share_plan_with_directors(plan: PlanVersion, moved: Transition) -> None:
    """Whoever is consulted reads it from now on. What they said of an earlier text they said of another text."""
    plan.shared_at = moved.at
    plan.circle = Circle.DIRECTORS
    plan.save(update_fields=["shared_at", "circle"])
    plan.consultations.update(opinion=Opinion.NONE, answered_at=None, asked_at=moved.at)
    open_to(plan)
    plan_changed(plan)
    _tell([*(one.person for one in plan.consultations.select_related("person")), *_deciding(plan, "plan")], moved)


@after("plan.send_back")
def plan_sent_back(plan: PlanVersion, moved: Transition) -> None:
    """It stays with the directors, who commented on it; only its writers change it."""
    open_to(plan)
    plan_changed(plan, narrowed=True)
    writers = PlanSection.writers.through.objects.filter(plansection__plan_version=plan).values("user")
    _tell([plan.owner, *User.objects.filter(pk__in=writers)], moved)


@after("plan.adopt")
def plan_adopted(plan: PlanVersion, moved: Transition) -> None:
    """Number, date, hash and Word file; the version before it is replaced by the same decision."""
    for earlier in plan.case.planversion_set.filter(state=PlanState.ADOPTED).exclude(pk=plan.pk):
        follow("plan.replace", earlier, because=moved)
        plan_changed(earlier)
    highest = plan.case.planversion_set.aggregate(highest=Max("number"))["highest"] or 0
    plan.number = highest + 1
    plan.adopted_on = timezone.localdate(moved.at)
    plan.adopted_by = moved.actor
    plan.shared_at = moved.at
    plan.circle = Circle.TEAM
    in_force = Checklist.objects.filter(case=plan.case, state=ChecklistState.ADOPTED).exclude(circle=SEALED)
    plan.checklist = in_force.first()
    plan.content_scheme = SCHEME
    plan.content_hash = content_hash(plan)
    plan.save(
        update_fields=[
            "number",
            "adopted_on",
            "adopted_by",
            "shared_at",
            "circle",
            "checklist",
            "content_scheme",
            "content_hash",
        ]
    )
    for section in plan.care_sections.all():
        section.content_hash = care_hash(section)
        section.save(update_fields=["content_hash"])
    PlanFile.objects.create(plan_version=plan, name=file_name(plan), **write_private(word_file(plan)))
    plan_changed(plan)
    _tell([action.person for action in plan.actions.select_related("person") if action.person], moved)


@after("plan.evaluate")
def plan_evaluated(plan: PlanVersion, moved: Transition) -> None:
    plan_changed(plan)


@after("deviation.propose", "deviation.propose_measure")
def share_deviation(deviation: PlanDeviation, moved: Transition) -> None:
    deviation.shared_at = moved.at
    deviation.save(update_fields=["shared_at"])
    changed("deviation", deviation.key)
    _tell(_deciding(deviation, "deviation"), moved)


@after("deviation.approve")
def deviation_approved(deviation: PlanDeviation, moved: Transition) -> None:
    """Case direction works it out in the next version, which the same people adopt."""
    _tell([deviation.owner, *people_in(deviation.case, CaseFunction.CASE_DIRECTION)], moved)


@after("deviation.decline")
def deviation_declined(deviation: PlanDeviation, moved: Transition) -> None:
    _tell([deviation.owner], moved)


def _deciding(thing: PlanVersion | PlanDeviation, name: str) -> list[User]:
    return [person for waiting in blocked(thing, name=name) for person in waiting.people]


def _tell(people: Iterable[User], moved: Transition) -> None:
    """Nobody is told of what they did themselves."""
    notify([one for one in people if one.pk != moved.actor_id], at=moved.at)
