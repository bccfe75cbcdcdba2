"""Let people know that something waits for them: a row in the outbox, in the transaction of what happened."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from accounts.models.notice import Notice
from accounts.models.user import User

A_DAY = timedelta(days=1)


def notify(users: Iterable[User], *, at: datetime | None = None, since: datetime | None = None) -> None:
    """One mail each, not before the last one was a day ago or answered by a login (D-42). Four queries.

    `since`: because of what is new since then, which is asked again when it is sent; none: it is sent as it stands.
    """
    now = at or timezone.now()
    people = {user.pk: user for user in users if user.is_active}
    last_sent = dict(
        Notice.objects.filter(user__in=people, sent_at__isnull=False)
        .order_by()
        .values_list("user")
        .annotate(last=Max("sent_at"))
        .values_list("user", "last")
    )
    made = [_notice(user, at=(now, since), last_sent=last_sent.get(pk)) for pk, user in people.items()]
    # Who waits for one already gets no second: the constraint decides, also between two at the same moment.
    Notice.objects.bulk_create(made, ignore_conflicts=True)
    waiting = Notice.objects.filter(user__in=people, sent_at__isnull=True)
    (waiting.filter(since__gt=since) if since else waiting.exclude(since=None)).update(since=since)
    # One that waited for a login waits no longer once there was one; one that could not be sent keeps its pause.
    answered = [one.user_id for one in made if one.due_at == now]
    waiting.filter(user__in=answered, due_at__gt=now, attempts=0).update(due_at=now)


def _notice(user: User, *, at: tuple[datetime, datetime | None], last_sent: datetime | None) -> Notice:
    now, since = at
    unanswered = last_sent is not None and (user.last_login is None or user.last_login < last_sent)
    due_at = max(now, last_sent + A_DAY) if last_sent and unanswered else now
    return Notice(user=user, message_id=_message_id(), made_at=now, due_at=due_at, since=since)


def _message_id() -> str:
    """Of the sender's domain: the name of the machine is nobody's business."""
    _name, _at, domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")
    return make_msgid(domain=domain)
