"""The scene of the sweep: one case whose every protected text is a canary, and a persona for every relation to it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import Role, User
from casefiles.models import (
    Case,
    Client,
    Membership,
    PlanFile,
    PlanVersion,
    Referral,
    Report,
)
from search.models import Question
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_plan, a_report, day, viewer_of
from tests.factories.people import a_municipality, a_person, a_role, an_organisation
from tests.sweep.agreements import agreements
from tests.sweep.canary import canary
from tests.sweep.care import CARE_SEEN_BY, care_things
from tests.sweep.checklists import CHECKLISTS_SEEN_BY, checklists
from tests.sweep.client import SEEN_BY as DOSSIER_SEEN_BY
from tests.sweep.client import dossier
from tests.sweep.ending import ENDING_SEEN_BY, ending
from tests.sweep.plans import PLAN_SEEN_BY, plan_things
from tests.sweep.rights import RIGHTS_SEEN_BY, rights
from tests.sweep.team import SEEN_IN_TEAM, team_things
from tests.sweep.triage import SEEN_BY as TRIAGE_SEEN_BY
from tests.sweep.triage import triage_things
from workflows.fire import fire
from workflows.models import contributed

# Who sees the case itself (and its client's name): D-1's table and D-15.
TEAM = {"director", "coordinator", "member", "elsewhere"}
SEES_CASE = TEAM | {"winding", "desk"}
ANONYMOUS = {"anonymous", "deactivated"}
PERSONAS = [
    "director",
    "coordinator",
    "member",
    "elsewhere",
    "winding",
    "desk",
    "colleague",
    "stranger",
    "removed",
    "ended",
    "leader",
    "administrator",
    "privacy",
    "manager",
    "deactivated",
    "house",
    "anonymous",
]
# What each thing's canary is for: everybody else never meets it, in no body, header, mail or log.
SEEN_BY: dict[str, set[str]] = {
    "case": SEES_CASE,
    "client": SEES_CASE | {"privacy"},
    "old_report": TEAM | {"winding"},
    "new_report": TEAM,
    "directors_report": {"director", "coordinator", "member"},
    "care_report": {"coordinator"},
    "named_report": {"elsewhere", "member"},
    "draft_report": {"member"},
    "plan": TEAM | {"winding"},
    # Who leads its writing, and the member who was asked to write a part of it.
    "draft_plan": {"coordinator", "elsewhere"},
    **CHECKLISTS_SEEN_BY,
    **PLAN_SEEN_BY,
    "progress": TEAM,
    "draft_referral": {"member"},
    # The director weighs signals for this municipality; the privacy officer does not.
    "referral": {"stranger", "director", "manager"},
    "leaders_covenant": {"leader"},
    "draft_matrix": {"leader"},
    "document_file": {"leader"},
    "letter": set(PERSONAS) - ANONYMOUS,
    "attachment": {"leader"},
    "attachment_name": {"leader"},
    # Pages: a draft, one for one organisation, a newer text of one for everybody; and an agreement not for its writer.
    "draft_page": {"leader"},
    "house_page": {"leader", "stranger"},
    "next_text": {"leader"},
    "strangers_covenant": {"stranger"},
    # Published to one organisation; the version before it to nobody, so that no comparison may show its words.
    # Who adopted it reads it as well: the process director of the house.
    "protocol": {"leader", "member", "colleague", "house"},
    "old_protocol": {"leader", "house"},
    "draft_protocol": {"leader"},
    "declaration_text": {"leader", "member"},
    "declaration": {"leader", "member"},
    # What somebody saved of their searching is theirs alone.
    "saved_search": {"member"},
    **TRIAGE_SEEN_BY,
    **ENDING_SEEN_BY,
    # D-26: the process manager sees code and municipality of a case without direction, and may appoint, not read.
    "undirected": set(),
    **DOSSIER_SEEN_BY,
    **RIGHTS_SEEN_BY,
    **CARE_SEEN_BY,
    **SEEN_IN_TEAM,
}


@dataclass
class Scene:
    users: dict[str, User | None]
    things: dict[str, models.Model]

    def key(self, name: str) -> str:
        return str(self.things[name].key)  # type: ignore[attr-defined]


def a_scene() -> Scene:
    world = a_case(state="active", question=canary("case"))
    Client.objects.filter(case=world.case).update(name=canary("client"))
    users = _people(world)
    world.people |= {name: user for name, user in users.items() if user}
    return Scene(users, _things(world))


def _people(world: World) -> dict[str, User | None]:
    team = world.people
    a_role(team["process_direction"], Role.MUNICIPAL_DIRECTOR, municipality=world.municipality)
    elsewhere = a_covered_member(world, "elsewhere")
    a_role(elsewhere, Role.MUNICIPAL_DIRECTOR, municipality=a_municipality())
    a_covered_member(world, "winding", last_day=-10)
    a_covered_member(world, "ended", last_day=-100)
    a_covered_member(world, "removed", ends_on=day(-1))
    a_covered_member(world, "desk", function="desk")
    deactivated = a_covered_member(world, "deactivated")
    deactivated.is_active = False
    deactivated.save()
    stranger = a_person(None, Role.PARTNER)
    a_covenant(world.purpose, [stranger.organisation], world.municipality)
    house = an_organisation(kind="safety_house")
    return {
        "director": team["process_direction"],
        "coordinator": team["case_direction"],
        "member": team["member"],
        **{name: team[name] for name in ("elsewhere", "winding", "ended", "removed", "desk", "deactivated")},
        "colleague": a_person(team["member"].organisation, Role.PARTNER),
        "stranger": stranger,
        "leader": a_person(house, Role.PROJECT_LEADER),
        "administrator": a_person(house, Role.ADMINISTRATOR),
        "privacy": a_person(house, Role.PRIVACY_OFFICER),
        "manager": a_person(house, Role.PROCESS_MANAGER),
        "house": a_person(house, Role.PROCESS_DIRECTOR),
        "anonymous": None,
    }


def _things(world: World) -> dict[str, models.Model]:
    plan = _adopted_plan(world)
    draft = a_plan(world, analysis=canary("draft_plan"), shared_at=None)
    return {
        "case": Case.objects.get(pk=world.case.pk),
        "client": world.case.client,
        "membership": Membership.objects.get(case=world.case, user=world.people["member"]),
        **_reports(world),
        "plan": plan,
        "action": plan.actions.get(),
        "plan_file": PlanFile.objects.get(plan_version=plan),
        "draft_plan": draft,
        **plan_things(world, plan, draft),
        "draft_referral": _referral(world, "member", "draft_referral"),
        "referral": _submitted(world),
        "person": world.people["member"],
        "saved_search": Question.objects.create(
            owner=world.people["member"], text="huur", name=canary("saved_search"), asked_at=timezone.now()
        ),
        "municipality": world.municipality,
        **agreements(world),
        **checklists(world),
        **dossier(world),
        **triage_things(world),
        **ending(world),
        **rights(world),
        **care_things(world),
        **team_things(world),
        "undirected": Case.objects.create(
            municipality=world.municipality, meeting_type=world.purpose, question=canary("undirected")
        ),
    }


def _reports(world: World) -> dict[str, Report]:
    def report(name: str, owner: str = "member", **fields: Any) -> Report:
        return a_report(world, owner, story=canary(name), **fields)

    named = report("named_report", circle="named")
    named.named_people.add(world.people["elsewhere"])
    for version in named.versions.all():
        version.named_people.add(world.people["elsewhere"])
    return {
        "old_report": report("old_report", shared_days_ago=50),
        "new_report": report("new_report", shared_days_ago=2),
        "directors_report": report("directors_report", circle="directors"),
        "care_report": report("care_report", "coordinator", circle="care"),
        "named_report": named,
        "draft_report": report("draft_report", shared_days_ago=None),
    }


def _adopted_plan(world: World) -> PlanVersion:
    plan = a_plan(world, state="in_consultation", analysis=canary("plan"))
    contributed(plan, world.people["case_direction"])
    plan = fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    # Adopted while the covenant that winds down was still in force.
    PlanVersion.objects.filter(pk=plan.pk).update(shared_at=timezone.now() - timedelta(days=50))
    return PlanVersion.objects.get(pk=plan.pk)


def _referral(world: World, who: str, name: str) -> Referral:
    return Referral.objects.create(
        referrer=world.people[who],
        organisation=world.people[who].organisation,
        municipality=world.municipality,
        meeting_type=world.purpose,
        client_name=canary(name),
        basis="fact",
        question=canary(name),
    )


def _submitted(world: World) -> Referral:
    referral = _referral(world, "stranger", "referral")
    return fire("referral.submit", referral, viewer=viewer_of(world.people["stranger"]), expected_version=1)
