"""Does a mail about a new report reach those who see it and nobody else, with no word, name or key in it?"""

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions.send_notices import send_notices
from accounts.models.notice import Notice
from casefiles.actions.tell_of_reports import tell_of_reports
from casefiles.models import Report
from tests.sweep.canary import canary
from tests.sweep.scene import SEEN_BY, Scene

pytestmark = pytest.mark.django_db
REPORTS = [name for name in SEEN_BY if name.endswith("_report")]
# Who reads up to the end of their covenant only is told nothing new (D-1).
NO_NOTICES = {"winding"}


@pytest.fixture(autouse=True)
def nothing_waits(scene: Scene) -> None:
    """What else the scene has news of is mailed apart."""
    Notice.objects.all().delete()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_told_to_who_sees_it_but_its_writer_and_tells_nothing(name: str, scene: Scene) -> None:
    Report.objects.filter(pk=scene.things[name].pk).update(tell_at=timezone.now())
    assert tell_of_reports() == 1
    send_notices()
    report = Report.objects.select_related("author").get(pk=scene.things[name].pk)
    expected = {scene.users[persona] for persona in SEEN_BY[name] - NO_NOTICES} - {report.author}
    if report.shared_at is None:
        expected = set()
    assert sorted(one.to[0] for one in mail.outbox) == sorted(user.email for user in expected if user)


def test_every_mail_is_the_same_but_for_who_it_is_for(scene: Scene) -> None:
    Report.objects.filter(shared_at__isnull=False).update(tell_at=timezone.now())
    tell_of_reports()
    send_notices()
    assert len(mail.outbox) == 3
    texts = {one.message().as_string() for one in mail.outbox}
    words = [*(canary(name) for name in SEEN_BY), *(scene.key(name) for name in ("case", *REPORTS)), "://"]
    assert [word for word in words for text in texts if word in text] == []
    assert len({(one.subject, one.body, one.from_email, tuple(one.cc), tuple(one.bcc)) for one in mail.outbox}) == 1
    assert all(len(one.to) == 1 for one in mail.outbox)
