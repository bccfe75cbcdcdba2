"""What hangs on the plans of the scene: a deviation, a remark, a care section, a part with a writer."""

from django.db import models
from django.utils import timezone

from casefiles.models import ActionProgress, PlanCareSection, PlanRemark, PlanSection, PlanVersion
from tests.factories.cases import World
from tests.factories.plans import a_deviation
from tests.factories.rights import a_record
from tests.sweep.canary import canary

TEAM = {"director", "coordinator", "member", "elsewhere"}
PLAN_SEEN_BY: dict[str, set[str]] = {
    "deviation": TEAM,
    # After adoption: the directors, and whoever said it.
    "plan_statement": TEAM,
    "remark": {"director", "coordinator", "member"},
    "care_section": {"coordinator"},
    "draft_care_section": {"coordinator"},
}


def plan_things(world: World, plan: PlanVersion, draft: PlanVersion) -> dict[str, models.Model]:
    member, elsewhere = world.people["member"], world.people["elsewhere"]
    section = PlanSection.objects.create(plan_version=draft, part="police_section")
    section.writers.add(elsewhere)
    draft.named_people.add(elsewhere)
    return {
        "deviation": a_deviation(plan, member, proposal=canary("deviation"), why=canary("deviation")),
        "plan_statement": a_record(
            world, "plan_statement", canary("plan_statement"), state="attached", plan_version=plan
        ),
        "remark": PlanRemark.objects.create(plan_version=plan, part="analysis", text=canary("remark"), by=member),
        "care_section": _care(world, plan, "care_section"),
        "draft_care_section": _care(world, draft, "draft_care_section"),
        "progress": ActionProgress.objects.create(
            action=plan.actions.get(), status="busy", remark=canary("progress"), by=world.people["case_direction"]
        ),
        "draft_action": draft.actions.get(),
    }


def _care(world: World, plan: PlanVersion, name: str) -> PlanCareSection:
    writer = world.people["coordinator"]
    return PlanCareSection.objects.create(
        plan_version=plan,
        case=plan.case,
        circle="care",
        author=writer,
        owner=writer,
        source_organisation=writer.organisation,
        text=canary(name),
        shared_at=timezone.now(),
    )
