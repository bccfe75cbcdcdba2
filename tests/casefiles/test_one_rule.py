"""Do the consumers of the one rule agree: the queryset, the object check, search (filter and re-check) and `who`?"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, seed, settings

from access import doors, numbers
from access.doors import grant_to_see, may_see
from access.explain import who, why
from access.registry import rule_of
from access.scope import Scope
from access.viewer import Viewer, resolve
from accounts.models import User
from casefiles import searchable
from casefiles.medical_rules import MedicalRule
from casefiles.models import (
    Checklist,
    ChecklistRemark,
    Disclosure,
    DisclosureContent,
    EmergencyAccess,
    MedicalDisclosure,
    MedicalRecord,
    Membership,
    Report,
    Seal,
)
from casefiles.models.medical import MedicalDisclosureQuerySet
from casefiles.models.membership import ReplacementQuerySet
from casefiles.plan_rules import ChecklistRule
from casefiles.rules import DESK, CaseItemRule, Held, cases
from casefiles.team_source import TeamSource
from casefiles.token_source import CaseSource
from tests.casefiles.worlds import CHECKLISTS, Spec, World, build, denials, oracle, own_right, reads_medical, specs

pytestmark = pytest.mark.django_db
WORLDS = 60
# A world is a number: there is nothing to shrink towards.
PLAIN = settings(deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def in_scope(scope: Scope, thing: Any) -> bool:
    """What the search filter does with a document's tokens and `since`; see the engine's contract."""
    rule = rule_of(type(thing))
    tokens, since = rule.tokens(thing), rule.since(thing)
    if tokens & scope.unlimited:
        return True
    return since is not None and any(since <= until and tokens & held for until, held in scope.limited)


def findable(report: Report) -> bool:
    return report.shared_at is not None and report.state in searchable.FINDABLE_REPORTS


def rechecked(viewer: Viewer, report: Report) -> bool:
    """Whether search would show the text of this report, once it were found."""
    return report.key in searchable.Reports().seen(viewer, [report.key])


def agree(world: World) -> None:
    """Every consumer gives the oracle's answer for every person and report, and the same among nouns."""
    resolved = [resolve(user) for user in world.users]
    for item, report in zip(world.spec.items, world.reports, strict=True):
        seen_by = {user.pk for user, _chain in who(report)}
        for index, viewer in enumerate(resolved):
            expected = oracle(world.spec, index, item)
            # As for who has few cases, and as for who has hundreds.
            for few in (numbers.FEW, 0):
                with patch.object(numbers, "FEW", few):
                    assert Report.objects.visible_to(viewer).filter(pk=report.pk).exists() == expected
            assert may_see(viewer, report) == expected
            assert in_scope(viewer.scope(), report) == expected
            assert rechecked(viewer, report) == (expected and findable(report))
            assert (viewer.user.pk in seen_by) == expected
            assert why(viewer, report).seen == expected
            grant = grant_to_see(viewer, report)
            assert (grant is not None and not grant.basis.on_behalf_of_key) == own_right(world.spec, index, item)
    _medical_records_agree(world, resolved)
    _checklists_agree(world, resolved)
    _the_other_nouns_agree(world, resolved)


def _checklists_agree(world: World, resolved: list[Viewer]) -> None:
    """A line is read with its version; a remark by the same people, without the desk."""
    for checklist in Checklist.objects.filter(case=world.case):
        item = CHECKLISTS[checklist.state]
        for index, viewer in enumerate(resolved):
            for thing in (checklist, checklist.lines.get(), checklist.remarks.get()):
                asked = replace(item, desk_reads=item.desk_reads and not isinstance(thing, ChecklistRemark))
                expected = oracle(world.spec, index, asked)
                model: Any = type(thing)
                listed = model.objects.visible_to(viewer).filter(pk=thing.pk).exists()
                assert listed == may_see(viewer, thing) == in_scope(viewer.scope(), thing) == expected


def _medical_records_agree(world: World, resolved: list[Viewer]) -> None:
    for told, record in zip(world.spec.medical, world.medical, strict=True):
        seen_by = {user.pk for user, _chain in who(record)}
        for index, viewer in enumerate(resolved):
            expected = reads_medical(world.spec, index, told)
            assert MedicalRecord.objects.visible_to(viewer).filter(pk=record.pk).exists() == expected
            assert may_see(viewer, record) == in_scope(viewer.scope(), record) == expected
            assert (viewer.user.pk in seen_by) == why(viewer, record).seen == expected


def _the_other_nouns_agree(world: World, resolved: list[Viewer]) -> None:
    things = [world.case, world.case.client, *Membership.objects.filter(case=world.case)]
    things += EmergencyAccess.objects.filter(case=world.case)
    things += [*MedicalDisclosure.objects.all(), *Seal.objects.all()]
    things += [*Disclosure.objects.all(), *DisclosureContent.objects.all()]
    for thing in things:
        model: Any = type(thing)
        for viewer in resolved:
            listed = model.objects.visible_to(viewer).filter(pk=thing.pk).exists()
            assert listed == may_see(viewer, thing) == in_scope(viewer.scope(), thing)


def in_worlds(check: Callable[[World], None], *, examples: int = WORLDS) -> None:
    """Draw worlds, each in a transaction that is rolled back."""

    @seed(20261122)
    @settings(PLAIN, max_examples=examples)
    @given(specs)
    def draw(spec: Spec) -> None:
        with transaction.atomic():
            check(build(spec))
            transaction.set_rollback(True)

    draw()


def test_the_consumers_of_the_rule_agree_with_the_oracle_and_each_other() -> None:
    in_worlds(agree)


def test_the_worlds_bite() -> None:
    pairs, seen, reasons = 0, 0, Counter[str]()

    @seed(20261122)
    @settings(PLAIN, max_examples=1000)
    @given(specs)
    def draw(spec: Spec) -> None:
        nonlocal pairs, seen
        for index in range(len(spec.people)):
            for item in spec.items:
                pairs += 1
                visible = oracle(spec, index, item)
                seen += visible
                reasons.update([] if visible else denials(spec, index, item))

    draw()
    assert seen >= pairs / 5
    assert {name: count for name, count in reasons.items() if count < pairs / 20} == {}
    assert len(reasons) == 12


def _nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queryset forgets who is named."""
    monkeypatch.setattr(CaseItemRule, "_named_q", lambda rule, held: rule._care_q(held))


def _no_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """The object check forgets that a grant may be limited in time."""
    monkeypatch.setattr(
        Viewer, "grant_for", lambda viewer, token, since: next(iter(viewer.grants.get(token, ())), None)
    )


def _wide_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search filter treats limited tokens as unlimited."""
    monkeypatch.setattr(Viewer, "scope", lambda viewer: Scope._make(viewer.grants))


def _trusting_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search believes its index."""
    monkeypatch.setattr(searchable, "may_see_row", lambda viewer, model, row: True)


def _forgetful_who(monkeypatch: pytest.MonkeyPatch) -> None:
    """`who` forgets people who stand in for somebody."""
    members = Membership.objects.all()
    found = User.objects.filter(pk__in=members.values("user_id"))
    monkeypatch.setattr(CaseSource, "candidates", lambda source, tokens: found)


def _lasting_replacement(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replacement outlives the role that both held (D-25)."""
    monkeypatch.setattr(ReplacementQuerySet, "between_colleagues", lambda rows, on: rows)


def _behalf_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look is on behalf of another wherever it could be."""
    monkeypatch.setattr(doors, "_own_right_first", lambda grant: not grant.basis.on_behalf_of_key)
    monkeypatch.setattr(
        Viewer,
        "grant_for",
        lambda viewer, token, since: next(
            (grant for grant in reversed(viewer.grants.get(token, ())) if grant.reaches(since)), None
        ),
    )


def _told_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was disclosed once stays so, whatever its days and its end."""
    monkeypatch.setattr(MedicalDisclosureQuerySet, "current", lambda rows, on: rows)


def _any_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """The filter shows every medical record to who was told of one, or of none."""
    held_q = MedicalRule.held_q
    monkeypatch.setattr(MedicalRule, "held_q", lambda rule, held, viewer: held_q(rule, held, viewer) | Q(circle="care"))


def _silent_emergency(monkeypatch: pytest.MonkeyPatch) -> None:
    """`who` names nobody whom an emergency let in."""
    monkeypatch.setattr(TeamSource, "candidates", lambda source, tokens: None)


def _desk_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk reads every version of a checklist that the team reads."""
    held_q = ChecklistRule.held_q

    def any_version(rule: ChecklistRule, held: Held, viewer: Viewer) -> Q:
        return held_q(rule, held, viewer) | Q(**{f"{rule.path}case_id__in": cases(held, DESK)})

    monkeypatch.setattr(ChecklistRule, "held_q", any_version)


MUTANTS = [
    _desk_reads_all,
    _told_for_ever,
    _any_record,
    _silent_emergency,
    _nobody_named,
    _no_reach,
    _wide_scope,
    _trusting_search,
    _forgetful_who,
    _lasting_replacement,
    _behalf_first,
]


@pytest.fixture(params=MUTANTS)
def mutant(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    request.param(monkeypatch)
    return request.param


def test_a_mutant_in_a_consumer_turns_the_property_red(mutant: Callable[..., None]) -> None:
    with pytest.raises(AssertionError):
        in_worlds(agree, examples=100)
