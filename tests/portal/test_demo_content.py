"""Is the demo region complete, consistent with the rules it demonstrates, and fit to be read by a visitor?"""

import json
import re
from collections import Counter
from dataclasses import asdict
from datetime import date, time, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from accounts.models import OrganisationKind, Role
from casefiles.models.plan import PlanState
from casustafel.demo.content import FOLDER, ContentError, anchor, load
from casustafel.demo.content.shapes import Case, Covenant, Member, Plan, Report
from documents.models import CaseFunction
from workflows.steps import governed_steps

REGION = load()
ORGANISATION_OF = {person.login: person.organisation for person in REGION.people}
KIND_OF = {organisation.key: organisation.kind for organisation in REGION.organisations}
COVENANTS = [one for one in REGION.covenants if one.kind != "confidentiality_declaration"]
REPORTS = [(case, report) for case in REGION.cases for report in case.reports]
PLANS = [(case, plan) for case in REGION.cases for plan in case.plans]
ACTIONS = [(case, plan, action) for case, plan in PLANS for action in plan.actions]
MEDICAL_WORDS = re.compile(
    r"medica|medicijn|\bpil(len)?\b|diagnos|stoornis|psychose|psychotisch|depress|suïcid|dosering|recept\b"
    r"|behandel(aar|plan|ing)|bijwerking|detox|therap|psychiat|\bADHD\b|\bPTSS\b|\bautis|schizo",
    re.IGNORECASE,
)
# A text that says when it is would be wrong on most days on which the demo starts.
DATED = re.compile(
    r"\b(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|kerst\w*|pasen|oud en nieuw|lente|zomer|herfst|winter|(19|20)\d\d)\b",
    re.IGNORECASE,
)


def covers(case: Case, organisation: str, day: int) -> list[tuple[Covenant, int]]:
    """The covenants with an annex for this organisation in this case, each with the days since its end."""
    return [
        (covenant, day - covenant.valid_until_day)
        for covenant in REGION.covenants
        if case.municipality in covenant.territory
        for annex in covenant.annexes
        if annex.meeting_type == case.meeting_type
        for partner in annex.partners
        if partner.organisation == organisation and begins(covenant, organisation) <= day
    ]


def begins(covenant: Covenant, organisation: str) -> int:
    party = next(party for party in covenant.parties if party.organisation == organisation)
    return max(covenant.valid_from_day, party.from_day or covenant.valid_from_day)


def standing(case: Case, member: Member, day: int = 0) -> str:
    """D-1's column for this membership."""
    if not member.holds_on(day):
        return "past"
    found = covers(case, ORGANISATION_OF[member.person], day)
    if any(past <= 0 for _covenant, past in found):
        return "in_force"
    return "winding_down" if any(past <= one.winding_down_days for one, past in found) else "ended"


def may_give(case: Case, report: Report, day: int) -> bool:
    organisation = ORGANISATION_OF[report.reporter]
    in_force = [covenant for covenant, past in covers(case, organisation, day) if past <= 0]
    annexes = [annex for covenant in in_force for annex in covenant.annexes if annex.meeting_type == case.meeting_type]
    partners = [one for annex in annexes for one in annex.partners if one.organisation == organisation]
    return any(report.category in partner.gives for partner in partners)


def texts_of(plan: Plan) -> str:
    """Everything in a plan that the whole team reads, remarks included, in one string."""
    return json.dumps(asdict(plan), ensure_ascii=False)


def broken_copy(folder: Path, name: str, *, old: str, new: str) -> Path:
    copy = Path(copytree(FOLDER, folder / "content"))
    text = (copy / name).read_text(encoding="utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_the_region_has_the_size_that_was_promised() -> None:
    assert len(REGION.municipalities) == 4
    assert len(REGION.organisations) == 12
    assert len(REGION.people) == 18
    assert len(COVENANTS) == len(REGION.meeting_types) == len(REGION.protocols) == 3
    assert [len(page.paragraphs) for page in REGION.pages] == [5, 5, 5]
    assert 140 <= len(REPORTS) <= 170


def test_every_role_has_somebody_and_every_organisation_a_known_kind() -> None:
    current = {
        dated.role
        for person in REGION.people
        for dated in person.roles
        if dated.from_day <= 0 and (dated.to_day is None or dated.to_day > 0)
    }
    assert current == set(Role.values)
    assert set(KIND_OF.values()) <= set(OrganisationKind.values)
    assert Counter(KIND_OF.values())["ggz"] == 2


def test_process_direction_is_held_in_every_municipality_and_by_two_people() -> None:
    directors = [
        (dated.municipality, person.login)
        for person in REGION.people
        for dated in person.roles
        if dated.role == "municipal_director"
    ]
    assert {municipality for municipality, _login in directors} == {one.key for one in REGION.municipalities}
    assert len({login for _municipality, login in directors}) == 2


def test_login_names_are_easy_to_type_and_addresses_reserved() -> None:
    for person in REGION.people:
        assert re.fullmatch(r"[a-z]{3,7}", person.login)
        assert person.email == f"{person.login}@casustafel.example"


def test_every_function_of_a_meeting_type_is_held_by_a_known_role() -> None:
    for meeting_type in REGION.meeting_types:
        assert set(meeting_type.functions) == set(CaseFunction.values)
        assert set(meeting_type.functions.values()) <= {*Role.values, "any"}


def test_members_hold_the_role_that_their_function_asks() -> None:
    functions = {one.key: one.functions for one in REGION.meeting_types}
    roles = {person.login: {(one.role, one.municipality) for one in person.roles} for person in REGION.people}
    for case in REGION.cases:
        for member in case.team:
            asked = functions[case.meeting_type][member.function]
            held = {role for role, place in roles[member.person] if place in (None, case.municipality)}
            assert asked == "any" or asked in held, (case.key, member)


def test_the_covenants_are_in_force_winding_down_and_ended() -> None:
    ended = {covenant.number: -covenant.valid_until_day for covenant in REGION.covenants}
    assert ended["12-004"] < 0 < ended["12-002"]
    winding_down = {covenant.number: covenant.winding_down_days for covenant in REGION.covenants}
    assert ended["12-002"] <= winding_down["12-002"]
    assert ended["12-001"] > winding_down["12-001"]


@pytest.mark.parametrize("covenant", COVENANTS, ids=lambda covenant: covenant.number)
def test_a_covenant_is_a_whole_text_of_real_parties(covenant: Covenant) -> None:
    articles = [block.text for block in covenant.blocks if block.kind == "heading"]
    parties = {party.organisation for party in covenant.parties}
    assert 12 <= len(articles) <= 20
    assert [int(re.findall(r"\d+", article)[0]) for article in articles] == list(range(1, len(articles) + 1))
    assert all(block.items if block.kind == "list" else block.text for block in covenant.blocks)
    assert covenant.signed_day <= covenant.valid_from_day < covenant.valid_until_day
    assert all(party.signatory or "getekend op papier" in party.mandate for party in covenant.parties)
    for annex in covenant.annexes:
        assert {partner.organisation for partner in annex.partners} <= parties


def test_no_annex_speaks_of_medical_data() -> None:
    medical = {category.key for category in REGION.categories if category.medical}
    partners = [partner for one in REGION.covenants for annex in one.annexes for partner in annex.partners]
    assert medical == {"medical_data"}
    assert not any(medical & {*partner.gives, *partner.receives} for partner in partners)


def test_the_matrix_has_its_rows_gaps_and_near_duplicate() -> None:
    rows = [row for section in REGION.matrix.sections for row in section.rows]
    filled = [row for row in rows if not row.heading]
    cells = [cell for row in filled for cell in (row.tasks, row.responsibilities, row.authorities)]
    tasks = [row.tasks[0].text for row in filled if row.tasks]
    assert len(REGION.matrix.sections) == 3
    assert 28 <= len(filled) <= 32
    assert 1 <= len(rows) - len(filled) <= 2
    assert 6 <= len(cells) / sum(not cell for cell in cells) <= 8
    assert any(len(cell) > 1 for cell in cells)
    assert any(one != other and one.split()[-5:] == other.split()[-5:] for one in tasks for other in tasks)


def test_every_empty_cell_says_what_it_means_and_no_other_cell_does() -> None:
    for section in REGION.matrix.sections:
        for row in section.rows:
            for name in ("tasks", "responsibilities", "authorities"):
                asked = not row.heading and not getattr(row, name)
                assert bool(getattr(row, f"empty_{name}")) == asked, (section.title, row)


def test_the_matrix_binds_known_governed_steps_in_line_with_the_default_clauses() -> None:
    default = {step.id: step.function for step in governed_steps()}
    bound = {
        statement.step: section.function
        for section in REGION.matrix.sections
        for row in section.rows
        for statement in (*row.tasks, *row.responsibilities, *row.authorities)
        if statement.step
    }
    assert len(bound) > 12
    assert {step: str(default[step]) for step in bound} == bound


def test_the_cases_stand_in_seven_states_reached_by_process_direction() -> None:
    states = ["active", "active", "closed", "closing", "information_round", "intake", "planning", "scaled_up"]
    assert sorted(case.state for case in REGION.cases) == states
    for case in REGION.cases:
        assert case.steps[0].state == "intake"
        assert case.steps[-1].state == case.state
        assert [step.day for step in case.steps] == sorted(step.day for step in case.steps)
        for step in case.steps:
            assert case.members_on(step.day)[step.by].function == "process_direction", (case.key, step)


def test_every_grant_is_covered_when_given_at_most_six_months_and_overlaps_no_other() -> None:
    for case in REGION.cases:
        for member in case.team:
            others = [other for other in case.team if other.person == member.person and other is not member]
            assert 0 <= member.to_day - member.from_day <= 184
            assert not any(other.holds_on(member.from_day) for other in others)
            assert standing(case, member, member.from_day) == "in_force", (case.key, member)


def test_each_membership_stands_today_as_written_down() -> None:
    for case in REGION.cases:
        for member in case.team:
            assert standing(case, member) == member.expected, (case.key, member)


@pytest.mark.parametrize(("expected", "number"), [("winding_down", "12-002"), ("ended", "12-001")])
def test_one_covenant_is_the_only_cover_of_somebody(expected: str, number: str) -> None:
    found = [(case, member) for case in REGION.cases for member in case.team if member.expected == expected]
    assert found
    for case, member in found:
        organisation = ORGANISATION_OF[member.person]
        assert {covenant.number for covenant, _past in covers(case, organisation, 0)} == {number}


def test_the_care_circle_is_only_for_ggz_and_the_desk_reads_only_as_desk() -> None:
    for case in REGION.cases:
        for member in case.team:
            assert "care" not in member.circles or KIND_OF[ORGANISATION_OF[member.person]] == "ggz"
            assert (member.function == "desk") == (member.circles == ("desk",))


def test_good_and_neutral_news_is_as_common_as_concern() -> None:
    shares = Counter(report.valence for _case, report in REPORTS)
    assert 0.32 <= shares["positive"] / len(REPORTS) <= 0.40
    assert 0.32 <= shares["neutral"] / len(REPORTS) <= 0.40
    assert 0.26 <= shares["concern"] / len(REPORTS) <= 0.34


def test_reports_come_over_every_channel_to_every_circle() -> None:
    assert {report.channel for _case, report in REPORTS} == {"call", "voicemail", "direct"}
    assert {report.circle for _case, report in REPORTS} == {"team", "directors", "care", "named"}
    assert {report.scope for _case, report in REPORTS} == {"person", "environment"}
    assert sum(report.circle == "team" for _case, report in REPORTS) > len(REPORTS) * 0.8
    assert sum(bool(report.edits) for _case, report in REPORTS) >= 6
    assert len({report.reporter for _case, report in REPORTS}) >= 10


def test_no_two_reports_read_the_same_and_none_is_a_stub() -> None:
    texts = [report.text for _case, report in REPORTS]
    assert len(set(texts)) == len(texts)
    assert min(len(text) for text in texts) >= 40
    assert len({text[:25] for text in texts}) > len(texts) * 0.95


def test_a_report_falls_within_its_case_and_its_edits_within_its_owners_membership() -> None:
    for case, report in REPORTS:
        closed = next((step.day for step in case.steps if step.state == "closed"), 0)
        assert case.steps[0].day <= report.day < closed, (case.key, report)
        for edit in report.edits:
            assert (report.day, report.time) < (edit.day, edit.time)
            assert edit.day < 0
            assert report.reporter in case.members_on(edit.day)
            assert edit.text != report.text


def test_a_covenant_in_force_let_each_reporter_give_that_kind_of_data() -> None:
    for case, report in REPORTS:
        for day in (report.day, *(edit.day for edit in report.edits)):
            assert report.circle == "care" or may_give(case, report, day), (case.key, day)


def test_the_desk_types_what_is_phoned_in_and_nothing_else() -> None:
    for case, report in REPORTS:
        desk = case.members_on(report.day)[report.author].function == "desk"
        assert desk == (report.channel != "direct"), (case.key, report.day)
        assert desk or report.author == report.reporter


def test_calls_fall_in_the_hours_of_the_desk() -> None:
    for case, report in REPORTS:
        if report.channel == "call":
            weekday = (anchor(date(2026, 1, 1)) + timedelta(days=report.day)).weekday()
            assert weekday <= 3, (case.key, report.day)
            assert time(10) <= report.time < time(17), (case.key, report.day)


def test_the_anchor_is_the_last_thursday() -> None:
    days = [date(2026, 11, 23) + timedelta(days=step) for step in range(14)]
    assert all(anchor(day).weekday() == 3 for day in days)
    assert all(0 <= (day - anchor(day)).days <= 6 for day in days)


def test_medical_data_are_only_in_circle_care_and_only_from_ggz() -> None:
    for case, report in REPORTS:
        medical = report.category == "medical_data"
        assert medical == (report.circle == "care"), (case.key, report.day)
        assert not medical or KIND_OF[ORGANISATION_OF[report.reporter]] == "ggz"
        assert not medical or "care" in case.members_on(report.day)[report.reporter].circles
        assert not medical or report.channel == "direct"


def test_no_medical_word_stands_outside_circle_care() -> None:
    open_texts = [report.text for _case, report in REPORTS if report.circle != "care"]
    open_texts += [edit.text for _case, report in REPORTS if report.circle != "care" for edit in report.edits]
    open_texts += [texts_of(plan) for _case, plan in PLANS] + [case.question for case in REGION.cases]
    care_texts = [report.text for _case, report in REPORTS if report.circle == "care"]
    assert [found.group() for text in open_texts if (found := MEDICAL_WORDS.search(text))] == []
    assert all(MEDICAL_WORDS.search(text) for text in care_texts)


def test_no_text_says_in_which_month_season_or_year_it_is() -> None:
    texts = [report.text for _case, report in REPORTS] + [texts_of(plan) for _case, plan in PLANS]
    texts += [case.question for case in REGION.cases]
    texts += [step.reason for case in REGION.cases for step in case.steps]
    assert [found.group() for text in texts if (found := DATED.search(text))] == []


def test_plans_exist_in_every_state_and_fit_their_case() -> None:
    assert {plan.state for _case, plan in PLANS} == set(PlanState.values)
    assert len(PLANS) >= 6
    for case in REGION.cases:
        states = [plan.state for plan in case.plans]
        assert [plan.number for plan in case.plans] == list(range(1, len(states) + 1))
        assert states.count("adopted") <= 1
        assert ("adopted" in states) == (case.state in ("active", "scaled_up"))


def test_a_plan_was_adopted_by_another_in_order_of_time_before_the_case_became_active() -> None:
    for case, plan in PLANS:
        days = [day for day in (plan.submitted_day, plan.adopted_day, plan.ended_day) if day is not None]
        assert days == sorted(days), (case.key, plan.number)
        assert (plan.adopted_day is None) == (plan.state in ("draft", "in_consultation"))
        assert (plan.ended_day is not None) == (plan.state in ("replaced", "evaluated"))
        assert bool(plan.evaluation) == (plan.state == "evaluated")
        assert bool(plan.reason) == (plan.number > 1)
        if plan.adopted_day is not None:
            functions = {who: member.function for who, member in case.members_on(plan.adopted_day).items()}
            assert (functions[plan.writer], functions[str(plan.adopter)]) == ("case_direction", "process_direction")
        if plan.number == 1 and plan.adopted_day is not None:
            assert plan.adopted_day <= next(step.day for step in case.steps if step.state == "active")


def test_each_action_answers_the_seven_questions_and_has_an_owner() -> None:
    for case, plan, action in ACTIONS:
        answers = [action.who, action.what, action.where, action.when, action.how, action.contribution]
        assert all(len(answer) >= 5 for answer in answers), (case.key, plan.number, action.who)
        assert 1 <= action.subgoal <= len(plan.subgoals)
        assert action.organisation == ORGANISATION_OF[action.person]
    assert all(3 <= len(plan.actions) <= 8 for _case, plan in PLANS)


def test_the_status_of_an_action_follows_from_its_dates() -> None:
    assert {action.status for _case, _plan, action in ACTIONS} == {"open", "done", "late"}
    for case, plan, action in ACTIONS:
        where = (case.key, plan.number, action.what)
        assert (action.status == "late") == (action.done_day is None and action.due_day < 0), where
        assert (action.status == "done") == (action.done_day is not None), where
        assert plan.state not in ("replaced", "evaluated") or action.status == "done", where
        assert plan.adopted_day is None or action.due_day >= plan.adopted_day, where


def test_a_remark_is_by_a_member_of_that_day_after_adoption() -> None:
    for case, plan, action in ACTIONS:
        for remark in action.remarks:
            assert plan.adopted_day is not None
            assert plan.adopted_day <= remark.day < 0, (case.key, plan.number, remark)
            assert remark.person in case.members_on(remark.day), (case.key, plan.number, remark)


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("region.toml", 'organisation = "politie"', 'organisation = "brandweer"', "“brandweer” is not one of org"),
        ("reports/kroon.toml", 'reporter = "bart"', 'reporter = "tessa"', "kroon, report of day -160: tessa is not"),
        ("reports/kroon.toml", 'valence = "concern"', 'valence = "worry"', r"reports\[1\]\.valence: 'worry' is not"),
        ("cases.toml", 'key = "hoekema"', 'key = "zijlstra"', "no case “hoekema”"),
        ("plans/kroon.toml", 'writer = "ilse"', 'author = "ilse"', "unknown “author”, no “writer”"),
        ("matrix.toml", "version = 6", 'version = "6"', "matrix.version: '6' is not"),
        ("pages.toml", "[[pages]]", "[[pages", "pages.toml: "),
    ],
)
def test_a_mistake_in_the_files_is_named(tmp_path: Path, name: str, old: str, new: str, complaint: str) -> None:
    folder = broken_copy(tmp_path, name, old=old, new=new)
    with pytest.raises(ContentError, match=complaint):
        load(folder)
