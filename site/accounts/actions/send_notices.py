"""Send the mails that wait: each to who may still log in and see, each saying the same nothing."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models.notice import Notice
from accounts.news import has_news

log = logging.getLogger(__name__)

BATCH = 50
RETRY_AFTER = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)


def send_notices(*, at: datetime | None = None) -> int:
    """How many were sent. One that fails waits longer each time; the others go on."""
    now = at or timezone.now()
    # The worker's lock lets one process send; the keys are read first so that no transaction waits for a mail server.
    due = list(Notice.objects.due(now).values_list("pk", flat=True)[:BATCH])
    return sum(_sent(pk, now) for pk in due)


def _sent(pk: int, now: datetime) -> bool:
    notice = Notice.objects.select_related("user__organisation").get(pk=pk)
    if not _stands(notice, now):
        # Unless another reason was added meanwhile.
        Notice.objects.filter(pk=pk, since=notice.since).delete()
        return False
    try:
        _mail(notice).send()
    except OSError:
        log.exception("a notice could not be sent; trying again later")
        _wait(notice, now)
        return False
    Notice.objects.filter(pk=pk).update(sent_at=now)
    return True


def _stands(notice: Notice, now: datetime) -> bool:
    """For who may still log in, and still may see what it was made for."""
    since = notice.since
    return notice.user.is_active and (since is None or has_news(notice.user, since=since, at=now))


def _mail(notice: Notice) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("There is new information"),
            body=_("There is new information. Log in to Casustafel to read it."),
            to=[notice.user.email],
            headers={"Message-ID": notice.message_id},
        )


def _wait(notice: Notice, now: datetime) -> None:
    pause = min(RETRY_AFTER * 2**notice.attempts, LONGEST_WAIT)
    Notice.objects.filter(pk=notice.pk).update(attempts=notice.attempts + 1, due_at=now + pause)
