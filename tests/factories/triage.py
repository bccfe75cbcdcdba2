"""Referrals on their way, weighed or not, and somebody who occurs in a case already."""

from datetime import date
from typing import Any

from access.viewer import Viewer
from casefiles.actions.occurrence import answer_questions
from casefiles.actions.refer import write_referral
from casefiles.actions.weigh import Weighed, weigh
from casefiles.models import Client, Occurrence, Referral, Triage
from documents.models import TriageCategory
from tests.factories.cases import World
from workflows.fire import fire

BORN = date(1988, 3, 14)


def weighed(referral: Referral, *, viewer: Viewer, answer: str = "yes", deviation: str = "") -> Referral:
    """Every criterion answered alike, with a reason."""
    triage = Triage.objects.get(referral=referral)
    answers = {one.number: (answer, "Zo is het.") for one in triage.answers.all()}
    found = Weighed(TriageCategory.objects.first(), answers, deviation)
    weigh(triage, found, viewer=viewer, expected_version=triage.version)
    return referral


def a_referral(world: World, who: str = "member", **fields: Any) -> Referral:
    """Submitted."""
    told = {
        "municipality": world.municipality,
        "meeting_type": world.purpose,
        "client_name": "K. Bedacht",
        "birth_date": BORN,
        "basis": "fact",
        "question": "Wie kent hem?",
    }
    referral = write_referral(told | fields, viewer=world.viewer(who))
    return fire("referral.submit", referral, viewer=world.viewer(who), expected_version=1)


def in_triage(world: World, referral: Referral) -> Referral:
    director = world.viewer("process_direction")
    return fire("referral.take_up", referral, viewer=director, expected_version=referral.version)


def the_client_is(world: World, name: str, birth_date: date | None = BORN) -> None:
    Client.objects.filter(case=world.case).update(name=name, birth_date=birth_date)


def an_occurrence(world: World) -> Occurrence:
    """A referral in triage about the client of the case, found there."""
    the_client_is(world, "K. Bedacht")
    referral = in_triage(world, a_referral(world))
    answer_questions()
    return Occurrence.objects.get(referral=referral)
