"""Files attached to agreements, by the actions that people take."""

from typing import Any

from accounts.models import User
from documents.actions.attach import attach
from documents.attachments.intake import Intake
from documents.models import Attachment
from tests.factories.documents import a_leader, viewer_of


def an_intake(words: str = "Plattegrond van de balie.", *, name: str = "bijlage.txt", page: int = 0) -> Intake:
    """A text file that was judged and read."""
    text = {"text_state": "read", "text_problem": "", "parts": [[words, page, ""]]}
    return Intake(words.encode(), name, "txt", text)


def attached(version: Any, words: str = "Plattegrond.", *, leader: User | None = None, **file: Any) -> Attachment:
    """To a version as it stands in the database now."""
    description = file.pop("description", "")
    current = type(version).objects.get(pk=version.pk)
    return attach(
        current,
        viewer=viewer_of(leader or a_leader()),
        expected_version=current.version,
        file=an_intake(words, **file),
        description=description,
    )
