"""Covenants, cases and what is in them, straight into the tables: for tests of what is read, not of how it is made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from access.models import Audience
from access.viewer import Viewer, resolve
from accounts.models import Municipality, Organisation, User
from casefiles.models import (
    Case,
    Client,
    Membership,
    PlanAction,
    PlanGoal,
    PlanVersion,
    Report,
    ReportVersion,
    SubjectNotice,
)
from documents.models import (
    Annex,
    AnnexAdmission,
    AnnexCriterion,
    AnnexPartner,
    Covenant,
    CovenantVersion,
    DataCategory,
    MeetingType,
    Party,
    Signature,
)
from tests.factories.people import a_municipality, a_person, an_organisation

_serial = count(1)


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


def viewer_of(user: User) -> Viewer:
    """Freshly resolved, as every request does."""
    return resolve(User.objects.select_related("organisation").get(pk=user.pk))


def a_purpose() -> MeetingType:
    return MeetingType.objects.create(
        name=f"Overleg {next(_serial)}",
        functions={"process_direction": "municipal_director", "case_direction": "ggz_case_coordinator"},
    )


def a_category() -> DataCategory:
    return DataCategory.objects.get_or_create(identifier="observed", defaults={"label": "Waargenomen gedrag"})[0]


def a_covenant(
    purpose: MeetingType,
    organisations: Iterable[Organisation],
    municipality: Municipality,
    *,
    last_day: int = 300,
    winding_down: int = 30,
    title: str = "Convenant",
    criteria: Iterable[str] = (),
    rule: str = "",
) -> CovenantVersion:
    """Signed by all a year ago; `last_day` is counted from today: negative has ended or is winding down."""
    number = next(_serial)
    version = CovenantVersion.objects.create(
        covenant=Covenant.objects.create(number=f"90-{number:03}", kind="municipal_covenant", title=title),
        version_number=1,
        audience=Audience.objects.create(),
        starts_on=day(-365),
        ends_on=day(last_day),
        winding_down_days=winding_down,
        revision="r",
    )
    version.territory.add(municipality)
    annex = Annex.objects.create(version=version, meeting_type=purpose, title="Bijlage")
    for place, question in enumerate(criteria, start=1):
        AnnexCriterion.objects.create(annex=annex, order=place, question=question)
    if rule:
        AnnexAdmission.objects.create(annex=annex, rule=rule)
    for organisation in organisations:
        Party.objects.create(version=version, organisation=organisation)
        AnnexPartner.objects.create(annex=annex, organisation=organisation).gives.add(a_category())
        Signature.objects.create(
            version=version,
            organisation=organisation,
            user=a_person(organisation),
            revision="r",
            signed_at=timezone.now() - timedelta(days=365),
        )
    CovenantVersion.objects.filter(pk=version.pk).update(
        state="signed",
        signed_on=day(-365),
        begins_on=day(-365),
        last_day=day(last_day),
        readable_until=day(last_day + winding_down),
    )
    return CovenantVersion.objects.get(pk=version.pk)


@dataclass
class World:
    """One case with its team. `people` by function (and by the names that a test gives)."""

    case: Case
    purpose: MeetingType
    municipality: Municipality
    people: dict[str, User] = field(default_factory=dict)

    def viewer(self, name: str) -> Viewer:
        return viewer_of(self.people[name])


def a_case(**fields: Any) -> World:
    """A case in the planning state with process direction, case direction and a member, all covered by a covenant."""
    municipality, purpose = a_municipality(), a_purpose()
    case = Case.objects.create(
        municipality=municipality,
        meeting_type=purpose,
        opened_at=timezone.now() - timedelta(days=200),
        **({"state": "planning"} | fields),
    )
    world = World(case, purpose, municipality)
    for name, role, kind in (
        ("process_direction", "municipal_director", "municipality"),
        ("case_direction", "ggz_case_coordinator", "ggz"),
        ("member", "partner", "housing"),
    ):
        world.people[name] = a_person(an_organisation(kind=kind), role)
        a_member(world, world.people[name], name)
    a_covenant(purpose, [user.organisation for user in world.people.values()], municipality)
    owner = world.people["case_direction"]
    Client.objects.create(case=case, name="J. Verzonnen", desk_reads=True, **_owned(owner))
    told_on = day(-190)
    SubjectNotice.objects.create(
        case=case, way="letter", told_by=owner, told_on=told_on, state="given", **_owned(owner)
    )
    return world


def a_member(world: World, user: User, function: str = "member", **fields: Any) -> Membership:
    period = {"starts_on": day(-150), "ends_on": day(150), "created_at": timezone.now() - timedelta(days=150)}
    return Membership.objects.create(
        case=world.case,
        user=user,
        organisation=user.organisation,
        function=function,
        granted_by=user,
        **(period | fields),
    )


def a_covered_member(world: World, name: str, *, last_day: int = 300, function: str = "member", **fields: Any) -> User:
    """One more person, of an organisation with a covenant of its own that ends on this day."""
    user = world.people[name] = a_person(an_organisation(), "partner")
    a_member(world, user, function, **fields)
    a_covenant(world.purpose, [user.organisation], world.municipality, last_day=last_day)
    return user


def a_report(world: World, owner: str = "member", *, shared_days_ago: int | None = 1, **fields: Any) -> Report:
    """A recorded report with its first version; `shared_days_ago` none: still being written."""
    user = world.people[owner]
    shared_at = None if shared_days_ago is None else timezone.now() - timedelta(days=shared_days_ago)
    content = {"scope": "person", "valence": "neutral", "story": "Hij kwam op tijd.", "data_category": a_category()}
    given = content | {name: fields.pop(name) for name in list(fields) if name in {*content, "circle"}}
    state = "published" if shared_at else "being_written"
    report = Report.objects.create(
        case=world.case,
        state=state,
        published_at=shared_at,
        **(_owned(user) | {"shared_at": shared_at}),
        **given,
        **fields,
    )
    if shared_at:
        ReportVersion.objects.create(
            report=report,
            number=1,
            written_by=user,
            case=world.case,
            **(_owned(user) | {"shared_at": shared_at}),
            **given,
        )
    return report


def a_plan(world: World, *, state: str = "draft", **fields: Any) -> PlanVersion:
    """A plan by case direction with one complete action."""
    user = world.people["case_direction"]
    shared = {"shared_at": None} if state == "draft" else {}
    content = {"analysis": "Er speelt veel.", "circle": "directors"}
    plan = PlanVersion.objects.create(case=world.case, state=state, **(_owned(user) | content | shared | fields))
    seven = dict.fromkeys(PlanAction.SEVEN, "Antwoord.")
    goal = PlanGoal.objects.create(plan_version=plan, order=1, text=seven["subgoal"])
    PlanAction.objects.create(plan_version=plan, order=1, organisation=user.organisation, goal=goal, **seven)
    return plan


def _owned(user: User) -> dict[str, Any]:
    return {
        "author": user,
        "owner": user,
        "source_organisation": user.organisation,
        "shared_at": timezone.now() - timedelta(days=100),
    }
