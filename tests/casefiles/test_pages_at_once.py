"""Two people send a form about one thing at once: does one win, is the other told, and do their words stay?

Run on SQLite and on PostgreSQL, through the pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from casefiles.actions.destruction import make_lists
from casefiles.models import (
    Case,
    ClosingNotice,
    DestructionList,
    DestructionReview,
    Handover,
    Invitation,
    Membership,
    PurposeChange,
)
from tests.casefiles.ending import a_closed_case, oversight, taken
from tests.casefiles.pages import signed_in, text_of
from tests.casefiles.test_at_once import at_once
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_plan, a_purpose, day
from tests.factories.people import a_municipality, a_person, a_role, an_organisation
from tests.factories.plans import a_deviation
from tests.factories.team import a_handover, an_invitation
from workflows.models import Transition

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Rival:
    """Somebody with a form open: who, which page, and what they typed; `text` names the field with their words."""

    who: str
    page: str
    args: tuple[str, ...]
    fields: dict[str, Any]
    text: str = ""


@pytest.fixture
def world() -> World:
    """An open case that two people direct."""
    world = a_case(state="active")
    a_covered_member(world, "second", function="process_direction")
    return world


def contest(world: World, *rivals: Rival) -> tuple[int, Any]:
    """Let both press at once; which of them lost, and the page that this one gets."""
    browsers = [signed_in(world.people[one.who]) for one in rivals]
    urls = [reverse(f"casefiles:{one.page}", args=one.args) for one in rivals]
    acts = [
        lambda browser=browser, url=url, one=one: browser.post(url, one.fields)
        for browser, url, one in zip(browsers, urls, rivals, strict=True)
    ]
    answers = at_once(*acts)
    lost = [place for place, answer in enumerate(answers) if answer.status_code != 302]
    assert len(lost) == 1, [answer.status_code for answer in answers]
    return lost[0], answers[lost[0]]


def keeps_words(rival: Rival, page: Any) -> None:
    """Told on a page that shows what they typed."""
    assert page.status_code == 409, page.status_code
    assert not rival.text or rival.fields[rival.text] in text_of(page)


def both(world: World, page: str, of: Callable[[str], dict[str, Any]], text: str = "", *args: str) -> list[Rival]:
    """Both directors; `of`: what the form holds, by the words of who sends it."""
    where = args or (world.case.key,)
    return [
        Rival(who, page, where, of(words), text)
        for who, words in (("process_direction", "Zo zag ik het."), ("second", "Ik zag het anders."))
    ]


def test_of_two_who_change_the_purpose_one_is_told(world: World) -> None:
    parties = [world.people[name].organisation for name in ("process_direction", "second")]
    others = {words: a_purpose() for words in ("Zo zag ik het.", "Ik zag het anders.")}
    for other in others.values():
        a_covenant(other, parties, world.municipality)
    rivals = both(
        world,
        "change_purpose",
        lambda words: {"before": world.purpose.pk, "after": others[words].pk, "reason": words},
        "reason",
    )
    lost, page = contest(world, *rivals)
    keeps_words(rivals[lost], page)
    assert PurposeChange.objects.get().after == Case.objects.get().meeting_type


def test_of_two_who_record_a_death_one_is_told(world: World) -> None:
    rivals = both(
        world,
        "record_death",
        lambda words: {"died_on": day(-1), "reason": words, "version": world.case.version},
        "reason",
    )
    lost, page = contest(world, *rivals)
    keeps_words(rivals[lost], page)
    assert Transition.objects.filter(step="case.record_death").count() == 1


def test_of_two_who_record_what_the_person_was_told_one_is_told(world: World) -> None:
    rivals = both(world, "record_closing_notice", lambda words: {"told_on": day(-1), "words": words}, "words")
    lost, page = contest(world, *rivals)
    keeps_words(rivals[lost], page)
    assert ClosingNotice.objects.get().words != rivals[lost].fields["words"]


def step(world: World, who: str, step_id: str, thing: Any, words: str = "") -> Rival:
    fields = {"version": thing.version} | ({"reason": words} if words else {})
    return Rival(who, "step", (step_id, thing.key), fields, "reason" if words else "")


def test_a_move_that_is_accepted_in_two_windows_is_made_once(world: World) -> None:
    there, organisation = a_municipality(), an_organisation(kind="municipality")
    world.people["there"] = a_person(organisation)
    a_role(world.people["there"], "municipal_director", municipality=there)
    a_covenant(world.purpose, [organisation], there)
    move = a_handover(world, "there", municipality=there)
    accept = step(world, "there", "handover.accept", move)
    _lost, page = contest(world, accept, accept)
    keeps_words(accept, page)
    assert Membership.objects.filter(user=world.people["there"]).count() == 1
    assert Case.objects.get().municipality == there


def test_a_handover_is_accepted_or_taken_back_and_never_both(world: World) -> None:
    world.people["receiver"] = a_person(None, "partner")
    handover = a_handover(world, "receiver")
    rivals = [
        step(world, "receiver", "handover.accept", handover),
        step(world, "second", "handover.withdraw", handover, "Toch niet nodig."),
    ]
    lost, page = contest(world, *rivals)
    was_accepted = Handover.objects.get().state == "accepted"
    assert was_accepted == (lost == 1)
    told_or_out_of_sight(rivals[lost], page)


def test_an_invitation_is_accepted_or_taken_back_and_never_both(world: World) -> None:
    world.people["invited"] = a_person(world.people["member"].organisation)
    invitation = an_invitation(world, "invited")
    rivals = [
        step(world, "invited", "invitation.accept", invitation),
        step(world, "second", "invitation.withdraw", invitation),
    ]
    lost, page = contest(world, *rivals)
    accepted = Invitation.objects.get().state == "accepted"
    assert accepted == (lost == 1) == Membership.objects.filter(user=world.people["invited"]).exists()
    told_or_out_of_sight(rivals[lost], page)


def told_or_out_of_sight(rival: Rival, page: Any) -> None:
    """Who is asked no more sees the question no more (404), and had typed nothing; the other keeps their words."""
    if rival.text:
        keeps_words(rival, page)
    else:
        assert page.status_code in {404, 409}


def test_of_two_who_give_the_same_seat_one_is_told(world: World) -> None:
    colleague = a_person(world.people["member"].organisation)
    seat = {"user": colleague.key, "function": "member", "starts_on": day(0), "ends_on": day(30)}
    rivals = both(world, "grant", lambda _words: seat)
    lost, page = contest(world, *rivals)
    keeps_words(rivals[lost], page)
    assert Invitation.objects.count() == 1


def test_of_two_who_renew_the_same_seat_one_is_told(world: World) -> None:
    member = Membership.objects.get(user=world.people["member"])
    days = {"Zo zag ik het.": day(100), "Ik zag het anders.": day(120)}
    rivals = both(
        world, "extend_membership", lambda words: {"version": member.version, "ends_on": days[words]}, "", member.key
    )
    lost, page = contest(world, *rivals)
    keeps_words(rivals[lost], page)
    assert Membership.objects.get(pk=member.pk).ends_on == rivals[1 - lost].fields["ends_on"]


def test_of_two_who_review_one_destruction_list_one_looks_again() -> None:
    world = a_closed_case()
    world.people |= oversight()
    make_lists()
    made = taken("destruction.propose", DestructionList.objects.get(), world.people["manager"])
    rivals = [step(world, who, "destruction.review", made) for who in ("officer", "director")]
    lost, page = contest(world, *rivals)
    keeps_words(rivals[lost], page)
    assert (DestructionReview.objects.count(), DestructionList.objects.get().state) == (1, "proposed")
    taken("destruction.review", made, world.people[rivals[lost].who])
    assert DestructionList.objects.get().state == "approved"


def test_a_deviation_is_decided_once(world: World) -> None:
    plan = a_plan(world, state="adopted", circle="team", number=1)
    deviation = a_deviation(plan, world.people["member"])
    rivals = [
        step(world, "process_direction", "deviation.approve", deviation),
        step(world, "second", "deviation.decline", deviation, "Te veel tegelijk."),
    ]
    lost, page = contest(world, *rivals)
    keeps_words(rivals[lost], page)
    assert Transition.objects.filter(step__startswith="deviation.").count() == 1
