"""Asking others about a plan in the making: to write a part, to say what they think of it, and what was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import User
from audit.models import Action
from casefiles.access import may_write_part, own_consultation
from casefiles.actions.plan import IN_THE_MAKING, must_hold
from casefiles.found_again import plan_changed
from casefiles.models import Opinion, PlanConsultation, PlanPart, PlanRemark, PlanSection, PlanState, PlanVersion
from documents.models import CaseFunction
from search.outbox import all_changed
from workflows.fire import fire
from workflows.refusals import StepRefused, Unmet


@dataclass(frozen=True)
class Said:
    """Remarks by part; an empty one is none."""

    opinion: str = Opinion.AGREES
    reason: str = ""
    remarks: Mapping[str, str] = field(default_factory=dict)


def ask_writers(section: PlanSection, people: Iterable[User], *, viewer: Viewer) -> PlanSection:
    """Exactly these members may write this part of the draft, beside who leads its writing."""
    with transaction.atomic():
        plan = section.plan_version
        _must_lead(plan, viewer, states=(PlanState.DRAFT,))
        chosen = _members(plan, people, viewer)
        current, _made = PlanSection.objects.get_or_create(plan_version=plan, part=section.part)
        before = set(current.writers.all())
        current.writers.set(chosen)
        open_to(plan)
        note_change(viewer, current, Action.UPDATE, step="plan.ask_writers")
        notify(chosen - before)
        return current


def consult(plan: PlanVersion, people: Iterable[User], *, viewer: Viewer) -> PlanVersion:
    """Who is asked what they think of it. Whoever answered stays; in consultation new names are asked at once."""
    with transaction.atomic():
        _must_lead(plan, viewer, states=IN_THE_MAKING)
        chosen, asked = _members(plan, people, viewer), {one.person for one in plan.consultations.all()}
        plan.consultations.filter(opinion=Opinion.NONE).exclude(person__in=chosen).delete()
        for person in chosen - asked:
            PlanConsultation.objects.create(plan_version=plan, person=person, asked_at=viewer.at)
        note_change(viewer, plan, Action.UPDATE, step="plan.consult")
        if plan.state == PlanState.IN_CONSULTATION:
            open_to(plan)
            plan_changed(plan, narrowed=True)
            notify(chosen - asked)
        return plan


def answer_consultation(plan: PlanVersion, said: Said, *, viewer: Viewer) -> PlanConsultation:
    """What somebody who was asked thinks of it; an answer can be given again as long as nothing is decided."""
    with transaction.atomic():
        locked = PlanVersion.objects.select_for_update().get(pk=plan.pk)
        asked = own_consultation(viewer, locked)
        if asked is None:
            unmet = Unmet(_("You were not asked about this version, or it was decided meanwhile."), forbidden=True)
            raise StepRefused(_("You cannot react to this plan now"), [unmet])
        made = _remark(locked, said, viewer)
        asked.opinion = Opinion.REMARKS if made else Opinion(said.opinion)
        asked.answered_at = viewer.at
        asked.save(update_fields=["opinion", "answered_at"])
        behalf = asked.person.key if asked.person_id != viewer.user.pk else ""
        note_change(viewer, asked, Action.UPDATE, step="plan.react", on_behalf_of_key=behalf)
        return asked


def send_back(plan: PlanVersion, said: Said, *, viewer: Viewer, expected_version: int) -> PlanVersion:
    """Back to its writers, with a reason and remarks that stand at the parts."""
    with transaction.atomic():
        current = fire("plan.send_back", plan, viewer=viewer, expected_version=expected_version, reason=said.reason)
        _remark(current, said, viewer)
        return current


def handle_remark(remark: PlanRemark, *, viewer: Viewer, section: PlanSection) -> PlanRemark:
    """Whoever writes the part ticks off what was said of it."""
    if section.part != remark.part or section.plan_version.pk != remark.plan_version_id:
        raise Http404
    if not may_write_part(viewer, section):
        only = Unmet(_("Only whoever writes this part ticks off its remarks."), forbidden=True)
        raise StepRefused(_("This remark cannot be ticked off"), [only])
    with transaction.atomic():
        PlanRemark.objects.filter(pk=remark.pk, handled_at=None).update(handled_at=viewer.at, handled_by=viewer.user)
        note_change(viewer, remark, Action.UPDATE, step="plan.handle_remark")
        return remark


def open_to(plan: PlanVersion) -> None:
    """Who beside its writer and the directors reads a plan in the making: writers of parts; who is consulted now."""
    asked = User.objects.filter(
        pk__in=PlanSection.writers.through.objects.filter(plansection__plan_version=plan).values("user")
    )
    people = set(asked)
    if plan.state == PlanState.IN_CONSULTATION:
        people |= {one.person for one in plan.consultations.select_related("person")}
    plan.named_people.set(people)


def _remark(plan: PlanVersion, said: Said, viewer: Viewer) -> list[PlanRemark]:
    made = [
        PlanRemark.objects.create(plan_version=plan, part=part, text=text.strip(), by=viewer.user, at=viewer.at)
        for part, text in said.remarks.items()
        if part in PlanPart.values and text.strip()
    ]
    all_changed("remark", [one.key for one in made])
    for one in made:
        note_change(viewer, one, Action.CREATE, step="plan.remark")
    return made


def _must_lead(plan: PlanVersion, viewer: Viewer, *, states: Iterable[str]) -> None:
    must_hold(plan, viewer)
    if plan.state not in states:
        raise StepRefused(_("This plan cannot be changed"), [Unmet(_("It is not in the making any more."))])


def _members(plan: PlanVersion, people: Iterable[User], viewer: Viewer) -> set[User]:
    """Nobody from outside the team, and not the desk that serves it."""
    chosen = set(people)
    team = plan.case.memberships.current(viewer.today).exclude(function=CaseFunction.DESK)
    if not {one.pk for one in chosen} <= set(team.values_list("user_id", flat=True)):
        raise StepRefused(_("These people cannot be asked"), [Unmet(_("Name one or more people of the team."))])
    return chosen
