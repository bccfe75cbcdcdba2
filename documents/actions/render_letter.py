"""Making a letter: a template in use, the values of the case, and what the system knows by itself."""

from collections.abc import Mapping

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from access.doors import note_change, note_look
from access.viewer import Viewer
from audit.models import Action
from documents.actions.editing import renewed
from documents.letter_fields import EXAMPLES, Value
from documents.models.letter import LetterVersion
from documents.selectors.letter_values import known_values
from documents.storage import read_private
from documents.word.letters import fill_in_template


def render_letter(version: LetterVersion, *, viewer: Viewer, values: Mapping[str, Value]) -> bytes:
    """The letter as a Word file, and a line in the log: who made a letter of which template.

    `values`: field → value, from `documents.letter_fields`; an unknown field is a ValueError. What the letter needs and
    nobody gave raises LetterRefused, which names each field and where it stands. The caller answers for what is in the
    values: that the actor may see the case, and where the letter goes.
    """
    fresh = renewed(viewer)
    found = LetterVersion.objects.visible_to(fresh).in_use().filter(pk=version.pk)
    current = found.select_related("template", "file").first()
    if current is None:
        raise Http404
    note_look(fresh, current)
    letter = _filled(current, known_values(fresh) | dict(values))
    with transaction.atomic():
        note_change(fresh, current, Action.EXECUTE, step="letter.render")
    return letter


def try_letter(version: LetterVersion) -> bytes:
    """Any version filled in with the examples: no value of the house or of a case is in it."""
    return _filled(version, EXAMPLES)


def _filled(version: LetterVersion, values: Mapping[str, Value]) -> bytes:
    content = read_private(version.file.path, sha256=version.file.sha256)
    return fill_in_template(content, values, title=version.title, moment=timezone.now())
