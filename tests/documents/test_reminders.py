"""Who is told that a signature is awaited or that a covenant ends: at the right moment, once, without a word of it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone, translation

from accounts.actions.send_notices import send_notices
from accounts.models import Notice, User
from documents.actions.covenant_day import covenant_day
from documents.actions.remind import remind_signatories
from documents.actions.sign import decline, leave, sign
from documents.models import CovenantVersion, SigningReminder
from tests.documents.pages import as_user, covenant_url, now, sent
from tests.documents.test_next_version import next_of
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_leader,
    a_meeting,
    a_signed_covenant,
    sealed,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, an_organisation
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_covenant() -> CovenantVersion:
    return a_covenant_to_sign(a_draft_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality()))


def told() -> set[User]:
    return {notice.user for notice in Notice.objects.filter(sent_at__isnull=True)}


def signatories(version: CovenantVersion) -> list[User]:
    return [party.signatory for party in version.parties.order_by("pk") if party.signatory]


def morning(days: int, *, hour: int = 9) -> datetime:
    return timezone.localtime().replace(hour=hour, minute=0) + timedelta(days=days)


def remind(version: CovenantVersion) -> None:
    remind_signatories(version, viewer=viewer_of(a_leader()), expected_version=now(version).version)


def test_a_reminder_goes_to_who_did_not_answer_and_says_nothing(open_covenant: CovenantVersion) -> None:
    signed, awaited = signatories(open_covenant)
    sign(open_covenant, viewer=viewer_of(signed), revision=open_covenant.revision)
    remind(open_covenant)
    assert told() == {awaited}
    send_notices()
    assert open_covenant.title not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"


def test_who_declined_this_text_is_not_asked_again_until_it_changes(open_covenant: CovenantVersion) -> None:
    refuses, awaited = signatories(open_covenant)
    decline(open_covenant, viewer=viewer_of(refuses), revision=open_covenant.revision, reason="Te ver.")
    assert [party.signatory for party in open_covenant.parties.awaited()] == [awaited]
    open_covenant.annexes.update(purpose="Iets anders.")
    sealed(open_covenant)
    assert open_covenant.parties.awaited().count() == 2


def test_a_second_reminder_on_one_day_is_refused(open_covenant: CovenantVersion) -> None:
    remind(open_covenant)
    with pytest.raises(StepRefused):
        remind(open_covenant)


def test_nobody_is_reminded_of_what_everybody_signed() -> None:
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    with pytest.raises(StepRefused):
        remind(version)


def test_only_the_project_leader_reminds(open_covenant: CovenantVersion) -> None:
    with pytest.raises(StepRefused):
        remind_signatories(
            open_covenant, viewer=viewer_of(signatories(open_covenant)[0]), expected_version=open_covenant.version
        )


def test_the_button_reminds_and_the_page_says_since_when_who_is_awaited(open_covenant: CovenantVersion) -> None:
    leader = as_user(a_leader())
    with translation.override("nl"):
        shown = leader.get(covenant_url(open_covenant, "backroom:covenant")).content.decode()
    assert "Herinnering sturen" in shown
    assert "sinds vandaag" in shown
    leader.post(covenant_url(open_covenant, "backroom:remind"), sent(open_covenant))
    assert told() == set(signatories(open_covenant))


def test_after_a_week_a_reminder_goes_by_itself_and_a_week_later_again(open_covenant: CovenantVersion) -> None:
    assert [covenant_day(at=morning(day)) for day in (6, 7, 8, 14)] == [0, 1, 0, 1]
    assert [one.on for one in SigningReminder.objects.order_by("on")] == [today() + timedelta(days=n) for n in (7, 14)]


def test_a_reminder_by_hand_puts_the_next_one_off(open_covenant: CovenantVersion) -> None:
    with time_machine.travel(morning(5), tick=False):
        remind(open_covenant)
    assert [covenant_day(at=morning(day)) for day in (7, 12)] == [0, 1]


def test_who_may_accede_later_is_not_reminded_by_itself() -> None:
    draft = a_draft_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality())
    later = draft.parties.order_by("pk").last()
    draft.parties.filter(pk=later.pk).update(required=False)
    version = a_covenant_to_sign(sealed(draft))
    sign(version, viewer=viewer_of(signatories(version)[0]), revision=version.revision)
    assert covenant_day(at=morning(30)) == 0
    remind(version)
    assert told() == {later.signatory}


def ending_in(days: int) -> CovenantVersion:
    return a_signed_covenant(a_meeting(), [an_organisation()], a_municipality(), ends_on=today() + timedelta(days=days))


@pytest.mark.parametrize(("left", "expected"), [(91, 0), (90, 1), (89, 0), (30, 1), (7, 1), (6, 0)])
def test_leaders_hear_90_30_and_7_days_before_the_end(left: int, expected: int) -> None:
    ending_in(left)
    leader = a_leader()
    assert covenant_day(at=morning(0)) == expected
    assert (leader in told()) == bool(expected)


def test_a_day_is_done_once_and_not_before_the_morning() -> None:
    ending_in(30)
    assert [covenant_day(at=morning(0, hour=hour)) for hour in (6, 7, 8)] == [0, 1, 0]


def test_a_day_on_which_nothing_ran_is_made_up_for() -> None:
    ending_in(32)
    assert [covenant_day(at=morning(day)) for day in (0, 5, 6)] == [0, 1, 0]


def test_what_is_replaced_already_is_not_announced() -> None:
    version = ending_in(30)
    copy = next_of(version)
    a_covenant_to_sign(copy)
    sign(now(copy), viewer=viewer_of(signatories(copy)[0]), revision=now(copy).revision)
    assert covenant_day(at=morning(0)) == 0


def test_a_signatory_sees_what_the_text_changes(open_covenant: CovenantVersion) -> None:
    version = ending_in(100)
    copy = next_of(version)
    copy.annexes.update(purpose="Escalatie voorkomen in het hele gebied.")
    copy = a_covenant_to_sign(sealed(copy))
    page = as_user(signatories(copy)[0]).get(covenant_url(copy, "documents:sign"))
    assert page.context["before"].version == version
    assert "Escalatie voorkomen in het hele gebied." in {
        one.becomes.partition(": ")[2] for one in page.context["before"].comparison.changes
    }
    first = as_user(signatories(open_covenant)[0]).get(covenant_url(open_covenant, "documents:sign"))
    assert first.context["before"] is None


def test_a_signatory_who_may_not_read_the_former_version_is_not_shown_it() -> None:
    version = ending_in(100)
    version.audience.choose({"role:project_leader"})
    copy = a_covenant_to_sign(next_of(version))
    page = as_user(signatories(copy)[0]).get(covenant_url(copy, "documents:sign"))
    assert page.context["before"] is None


def test_acceding_and_leaving_void_no_signature() -> None:
    draft = a_draft_covenant(a_meeting(), [an_organisation() for _ in range(3)], a_municipality())
    first, leaver, later = draft.parties.order_by("pk")
    draft.parties.filter(pk=later.pk).update(required=False)
    version = a_covenant_to_sign(sealed(draft))
    for party in (first, leaver):
        version = sign(version, viewer=viewer_of(party.signatory), revision=version.revision)
    with time_machine.travel(morning(20), tick=False):
        leave(leaver, viewer=viewer_of(leaver.signatory), expected_version=now(version).version, last_day=today())
        sign(now(version), viewer=viewer_of(later.signatory), revision=version.revision)
    bound = {
        days: set(version.parties.in_force(today() + timedelta(days=days)).values_list("pk", flat=True))
        for days in (19, 20, 21)
    }
    assert bound == {19: {first.pk, leaver.pk}, 20: {first.pk, leaver.pk, later.pk}, 21: {first.pk, later.pk}}
    assert now(version).revision == version.revision
