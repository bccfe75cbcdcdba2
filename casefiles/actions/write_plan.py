"""Writing the parts of a draft plan: each has a lock of its own, so that several people write at once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import note_change
from access.registry import rule_of
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from casefiles.access import lead_of_plan, may_write_care, may_write_part
from casefiles.actions.plan import ACTION_FIELDS
from casefiles.models import Circle, PlanAction, PlanCareSection, PlanGoal, PlanPart, PlanSection, PlanVersion
from casefiles.models.plan import TEXT_PARTS
from workflows.claim import claim
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet


@dataclass(frozen=True)
class Written:
    """One part as it was typed. `goals`: (key of a goal, or nothing for a new one; its words, empty: left out)."""

    text: str = ""
    goals: Sequence[tuple[str, str]] = ()
    person: User | None = None
    done: bool = False


def section_of(plan: PlanVersion, part: str) -> PlanSection:
    """This part as it is being written; not in the database yet when nobody began."""
    found = PlanSection.objects.filter(plan_version=plan, part=part).prefetch_related("writers").first()
    section = found or PlanSection(plan_version=plan, part=part)
    section.plan_version = plan
    return section


def write_part(section: PlanSection, written: Written, *, viewer: Viewer, expected_version: int) -> PlanSection:
    """Save one part, and nothing of any other."""
    with transaction.atomic():
        plan = _locked(section.plan_version, viewer)
        if section.pk is None:
            section, _made = PlanSection.objects.get_or_create(plan_version=plan, part=section.part)
        current = claim(section, viewer=viewer, expected_version=expected_version)
        _must_write(current, viewer)
        current.done = written.done
        current.save(update_fields=["done"])
        if current.part in TEXT_PARTS:
            _touch(plan, viewer, **{current.part: written.text})
        elif current.part == PlanPart.QUALITY_OWNER:
            _touch(plan, viewer, quality_owner=written.person)
        else:
            _touch(plan, viewer)
        if current.part == PlanPart.GOALS:
            _set_goals(plan, written.goals)
        _note(viewer, current, plan, Action.UPDATE)
        return current


def add_action(plan: PlanVersion, fields: Mapping[str, Any], *, viewer: Viewer) -> PlanAction:
    """One more action, at the end; `fields` holds `ACTION_FIELDS`."""
    with transaction.atomic():
        current = _locked(plan, viewer)
        _must_write(section_of(current, PlanPart.ACTIONS), viewer)
        last = current.actions.aggregate(last=Max("order"))["last"] or 0
        action = PlanAction.objects.create(plan_version=current, order=last + 1, **_answers(current, fields))
        _touch(current, viewer)
        _note(viewer, action, current, Action.CREATE)
        return action


def edit_action(action: PlanAction, fields: Mapping[str, Any], *, viewer: Viewer, expected_version: int) -> PlanAction:
    with transaction.atomic():
        current = _claimed(action, viewer, expected_version)
        for name, value in _answers(current.plan_version, fields).items():
            setattr(current, name, value)
        current.save()
        _touch(current.plan_version, viewer)
        _note(viewer, current, current.plan_version, Action.UPDATE)
        return current


def drop_action(action: PlanAction, *, viewer: Viewer, expected_version: int) -> None:
    """Leave an action out of the draft; the version in force keeps its own."""
    with transaction.atomic():
        current = _claimed(action, viewer, expected_version)
        plan = current.plan_version
        _note(viewer, current, plan, Action.DELETE)
        current.delete()
        plan.actions.filter(order__gt=action.order).update(order=F("order") - 1)
        _touch(plan, viewer)


def write_care(plan: PlanVersion, text: str, *, viewer: Viewer, expected_version: int) -> PlanCareSection:
    """The care section of one's own institution: a record of its own, of which the plan itself holds no word (D-41)."""
    with transaction.atomic():
        current = _locked(plan, viewer)
        if not may_write_care(viewer, current):
            raise Http404
        section, made = PlanCareSection.objects.get_or_create(
            plan_version=current,
            source_organisation=viewer.user.organisation,
            defaults={
                "case": current.case,
                "circle": Circle.CARE,
                "author": viewer.user,
                "owner": viewer.user,
                "shared_at": viewer.at,
            },
        )
        section = claim(section, viewer=viewer, expected_version=expected_version)
        section.text = text
        section.save(update_fields=["text"])
        contributed(current, viewer.user)
        note_change(viewer, section, Action.CREATE if made else Action.UPDATE, step="plan.care")
        return section


def care_hash(section: PlanCareSection) -> str:
    """SHA-256 over the text as it was when the plan was adopted; hexadecimal."""
    return hashlib.sha256(section.text.encode()).hexdigest()


def _locked(plan: PlanVersion, viewer: Viewer) -> PlanVersion:
    """The plan, ours until the transaction ends: nobody submits it while a part of it is being saved."""
    rows = PlanVersion.objects.filter(rule_of(PlanVersion).q(viewer), pk=plan.pk)
    # One query that sees it and one that locks it: a condition with subqueries cannot be locked everywhere.
    if not rows.exists():
        raise Http404
    return PlanVersion.objects.select_for_update().get(pk=plan.pk)


def _claimed(action: PlanAction, viewer: Viewer, expected_version: int) -> PlanAction:
    plan = _locked(action.plan_version, viewer)
    current = claim(action, viewer=viewer, expected_version=expected_version)
    _must_write(section_of(plan, PlanPart.ACTIONS), viewer)
    return current


def _must_write(section: PlanSection, viewer: Viewer) -> None:
    if may_write_part(viewer, section):
        return
    if section.plan_version.state != "draft":
        unmet = Unmet(_("It is not a draft any more."))
    else:
        words = {"person": section.plan_version.owner}
        unmet = Unmet(_("Only %(person)s and whoever they ask write this part.") % words, forbidden=True)
    raise StepRefused(_("This plan cannot be changed"), [unmet])


def _touch(plan: PlanVersion, viewer: Viewer, **columns: Any) -> None:
    """These columns only, so that no other part is written over; who submits must have seen this version."""
    PlanVersion.objects.filter(pk=plan.pk).update(version=F("version") + 1, **columns)
    held = lead_of_plan(viewer, plan)
    contributed(plan, viewer.user, held.on_behalf_of if held else None)


def _note(viewer: Viewer, thing: PlanSection | PlanAction, plan: PlanVersion, action: Action) -> None:
    """Who leads the writing in somebody's place writes on their behalf (D-25)."""
    held = lead_of_plan(viewer, plan)
    note_change(viewer, thing, action, step="plan.edit", on_behalf_of_key=held.on_behalf_of_key if held else "")


def _set_goals(plan: PlanVersion, goals: Sequence[tuple[str, str]]) -> None:
    """In this order. The actions of a goal follow its words; of one that is left out they lose it."""
    there = {goal.key: goal for goal in plan.goals.all()}
    kept = [(there.pop(key, None), text.strip()) for key, text in goals if text.strip()]
    for goal in there.values():
        goal.actions.update(goal=None, subgoal="")
        goal.delete()
    for order, (known, text) in enumerate(kept, start=1):
        goal = known or PlanGoal(plan_version=plan)
        goal.order, goal.text = order, text
        goal.save()
        goal.actions.update(subgoal=text)


def _answers(plan: PlanVersion, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Only a goal of this version can be pointed at; its words go along."""
    known = {name: fields[name] for name in ACTION_FIELDS if name in fields}
    goal = known.get("goal")
    if goal is not None and goal.plan_version_id != plan.pk:
        raise ValueError("a goal of another version")
    return known | {"subgoal": goal.text if goal else ""} if "goal" in known else known
