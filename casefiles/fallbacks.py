"""Which decisions have a fallback, who it is, and from when: process direction elsewhere, then the house (D-27)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from access.grants import Grant, People
from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from casefiles import rules
from casefiles.machines import DEVIATION, PLAN, POSTPONEMENT, people_with
from casefiles.models import Fallback, PlanDeviation, Rung
from casefiles.standing import moment
from casefiles.working_days import working_days_after
from documents.gate import Cover, coverings
from documents.models import CaseFunction
from workflows.authority import Machine, clauses_for
from workflows.four_eyes import contributors
from workflows.inbox import last_moved
from workflows.steps import Step, steps_from, steps_of

# The decisions that only the directors of one case can take. The other four-eyes steps are of dated roles of a
# region, which somebody else always holds; see docs/decisions/0011.
MACHINES: tuple[Machine, ...] = (PLAN, DEVIATION, POSTPONEMENT)
WORKING_DAYS = 5


def machine_of(noun: str) -> Machine | None:
    return next((one for one in MACHINES if one.model._meta.label_lower == noun), None)


def decisions(thing: Any) -> list[Step]:
    """The four-eyes steps that start where this thing stands now."""
    of = machine_of(thing._meta.label_lower)
    return [one for one in steps_from(of.name, thing.state) if one.four_eyes] if of else []


def candidates(thing: Any, *, at: datetime) -> list[tuple[str, User]]:
    """Who may be asked, in this order; nobody who had a hand in it, and nobody whom no covenant in force covers."""
    case, hands = thing.case, contributors(thing)
    directing = case.meeting_type.role_for(CaseFunction.PROCESS_DIRECTION)
    own = _organisations_that_direct(thing)
    others = [one for one in _everywhere(directing) if one.organisation_id not in own]
    others = [one for one in others if case.meeting_type.admits(CaseFunction.PROCESS_DIRECTION, one.organisation.kind)]
    house = people_with(Role.PROCESS_MANAGER, case.municipality_id)
    found = [(Rung.OTHER_PARTY.value, one) for one in others] + [(Rung.PROCESS_MANAGER.value, one) for one in house]
    covered = _covered(case, {one.organisation_id for _rung, one in found}, at)
    barred = hands | _administrators()
    return [(rung, one) for rung, one in found if one.pk not in barred and one.organisation_id in covered]


def nobody_is_free(thing: Any) -> bool:
    """Whether everybody who holds the function had a hand in it, or nobody holds it."""
    of, hands = machine_of(thing._meta.label_lower), contributors(thing)
    steps = decisions(thing)
    if of is None or not steps:
        return False
    clauses = [clause for step in steps for clause in clauses_for(step, thing)]
    return not any(one.pk not in hands for clause in clauses for one in of.people(clause.function, thing))


def waits_too_long(thing: Any, *, at: datetime) -> bool:
    since = last_moved(thing)
    return since is not None and timezone.localdate(at) > working_days_after(since, WORKING_DAYS)


def open_fallback(thing: Any) -> Fallback | None:
    rows = Fallback.objects.filter(noun=thing._meta.label_lower, thing_id=thing.pk, ended_at__isnull=True)
    return rows.select_related("person__organisation").first()


def thing_decided(fallback: Fallback) -> Any:
    model: Any = apps.get_model(fallback.noun)
    return model._base_manager.select_related("case__municipality", "case__meeting_type").get(pk=fallback.thing_id)


@dataclass(frozen=True)
class Deciding:
    """The ground "because you were asked to decide in place of others"."""

    fallback: Fallback
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        words = {"rung": Rung(self.fallback.rung).label, "moment": moment(self.fallback.opened_at)}
        return [
            _("Asked to decide as %(rung)s, because nobody else can, since %(moment)s.") % words,
            _("Only what that decision needs, until it is taken."),
        ]


class FallbackSource:
    """`case:…:decide:…` for what a person was asked to decide on, while it waits and their covenant is in force."""

    def grants(self, people: People) -> Mapping[int, Iterable[Grant]]:
        held: dict[int, list[Grant]] = defaultdict(list)
        rows = Fallback.objects.filter(person__in=people.users, ended_at__isnull=True)
        for one, thing in _still_waiting(list(rows.prefetch_related("case", "person"))):
            if one.person.organisation_id not in _covered(one.case, {one.person.organisation_id}, people.at):
                continue
            ground = Deciding(one)
            tokens = [rules.case_token(one.case_id, rules.DECIDER, one.person_id), *_opens(thing)]
            held[one.person_id] += [Grant(token, ground) for token in tokens]
        return held

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        kinds = {parsed[1].partition(":")[0] for token in tokens if (parsed := rules.parse(token))}
        if not kinds & {rules.DECIDE, rules.DECIDER}:
            return None
        return User.objects.filter(pk__in=Fallback.objects.filter(ended_at__isnull=True).values("person_id"))

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        return []


class OpenFallbacks:
    """What `workflows` asks: by the tokens that the source gave, so that a step can never reach further than sight."""

    def held(self, viewer: Viewer, thing: Any) -> bool:
        if machine_of(thing._meta.label_lower) is None:
            return False
        return rules.case_token(thing.case_id, rules.decide_kind(type(thing)), thing.pk) in viewer.grants

    def holding(self, viewer: Viewer, machine: Machine) -> Q:
        kind = rules.decide_kind(machine.model)
        things = [value for _case, value in rules.held_by_kind(viewer.grants).get(kind, ())]
        return Q(pk__in=things)


def _opens(thing: Any) -> Iterator[str]:
    """The thing itself; of a deviation also the version that it would change."""
    things: list[Any] = [thing, thing.plan_version] if isinstance(thing, PlanDeviation) else [thing]
    for one in things:
        yield rules.case_token(one.case_id, rules.decide_kind(type(one)), one.pk)


def _still_waiting(rows: Sequence[Fallback]) -> Iterator[tuple[Fallback, Any]]:
    """By the state of the thing itself: what was decided on opens nothing any more, whoever forgot to end it."""
    for of in MACHINES:
        mine = {one.thing_id: one for one in rows if one.noun == of.model._meta.label_lower}
        states = {state for step in steps_of(of.name) if step.four_eyes for state in step.sources}
        things: Any = of.model._base_manager.filter(pk__in=mine, state__in=states) if mine else ()
        for thing in things:
            yield mine[thing.pk], thing


def _organisations_that_direct(thing: Any) -> set[int]:
    of = machine_of(thing._meta.label_lower) or PLAN
    return {one.organisation_id for one in of.people(CaseFunction.PROCESS_DIRECTION, thing)}


def _administrators() -> set[int]:
    rows = RoleAssignment.objects.current(timezone.localdate()).filter(role=Role.ADMINISTRATOR)
    return set(rows.values_list("user_id", flat=True))


def _everywhere(role: str) -> list[User]:
    rows = RoleAssignment.objects.current(timezone.localdate()).filter(role=role, user__is_active=True)
    found = {row.user_id: row.user for row in rows.select_related("user__organisation")}
    return sorted(found.values(), key=lambda one: (one.organisation.name, one.name))


def _covered(case: Any, organisations: set[int], at: datetime) -> set[int]:
    triples = [(case.meeting_type_id, one, case.municipality_id) for one in organisations]
    found = coverings(triples, on=timezone.localdate(at))
    return {triple[1] for triple, one in found.items() if one.cover == Cover.IN_FORCE}
