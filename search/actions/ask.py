"""Keep what somebody asks, so that an address holds a key and never a word of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from access.viewer import Viewer
from accounts.models import User
from search.models import Question
from search.query import MAX_TEXT

# So many at most are kept of one person; the page shows the last ten.
MOST_KEPT = 100


def ask(text: str, choices: Mapping[str, Any], *, viewer: Viewer) -> Question:
    """The same question once, however often it is asked. The search that follows leaves the line in the access log."""
    # One more than is read: what was cut off is then known. A database may refuse the character that ends a text in C.
    words = text.replace("\0", "").strip()[: MAX_TEXT + 1]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=viewer.user.pk)
        own = Question.objects.visible_to(viewer).recent()
        question = next((one for one in own.filter(text=words) if one.choices == choices), None)
        if question is None:
            question = Question(owner=viewer.user, text=words, choices=dict(choices))
        question.asked_at = viewer.at
        question.save()
        Question.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST_KEPT:])).delete()
    return question
