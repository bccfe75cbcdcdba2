"""How a letter template comes into the house: checked first, kept as it is, and a draft until a leader uses it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.actions.editing import must_make, refused, renewed
from documents.attachments.untrusted import read_untrusted
from documents.audiences import LEADERS, new_audience
from documents.models.letter import LetterPurpose, LetterState, LetterTemplate, LetterVersion
from documents.shipped_letters import shipped_letters
from documents.storage import store
from documents.word.letters import check_template
from documents.word.refusals import WordRefused
from search.outbox import changed
from workflows.claim import claim
from workflows.models import contributed

KIND = "letter"


@dataclass(frozen=True)
class NewLetter:
    """A Word file with fields. `name` is what its reader's copy is called."""

    content: bytes
    name: str
    title: str
    purpose: str = LetterPurpose.OWN


@dataclass(frozen=True)
class Read:
    """What is in the file: the names of its fields, and its words."""

    fields: Sequence[str]
    words: str


def add_letter(letter: NewLetter, *, viewer: Viewer) -> LetterVersion:
    """The first version of a new template. Raises WordRefused, LetterRefused, StepRefused."""
    must_make(renewed(viewer))
    read = Read(check_template(letter.content), _words(letter.content))
    with transaction.atomic():
        fresh = renewed(viewer)
        must_make(fresh)
        if letter.purpose != LetterPurpose.OWN and LetterTemplate.objects.filter(purpose=letter.purpose).exists():
            raise refused(_("There is a template for this already. Add a version to it."))
        template = LetterTemplate.objects.create(purpose=letter.purpose, title=letter.title.strip()[:200])
        return _version(template, letter, read, viewer=fresh)


def add_letter_version(
    version: LetterVersion, *, viewer: Viewer, expected_version: int, content: bytes, name: str
) -> LetterVersion:
    """The next version of the same template; what is in use stays so. Raises the same, and Stale."""
    must_make(renewed(viewer))
    read = Read(check_template(content), _words(content))
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        template = current.template
        if template.versions.filter(state=LetterState.DRAFT).exists():
            raise refused(_("A next version lies there as a draft already. Take it into use or drop it first."))
        letter = NewLetter(content, name, template.title, template.purpose)
        return _version(template, letter, read, viewer=fresh)


def add_shipped_letters(*, viewer: Viewer) -> Sequence[LetterVersion]:
    """The templates that Casustafel brings, as drafts, for every purpose that has none yet."""
    must_make(renewed(viewer))
    taken = set(LetterTemplate.objects.values_list("purpose", flat=True))
    missing = [one for one in shipped_letters() if one.purpose not in taken]
    # Each in a transaction of its own: checking takes a child process, and nobody waits for that.
    return [
        add_letter(NewLetter(one.word_file(), f"{one.title}.docx", one.title, one.purpose), viewer=viewer)
        for one in missing
    ]


def _words(content: bytes) -> str:
    """As they are typed, fields and all; a template whose words cannot be read is found by its title."""
    try:
        return "\n".join(part.text for part in read_untrusted(content, kind="docx").parts)
    except WordRefused:
        return ""


def _version(template: LetterTemplate, letter: NewLetter, read: Read, *, viewer: Viewer) -> LetterVersion:
    last: int | None = template.versions.aggregate(last=Max("version_number"))["last"]
    version = LetterVersion.objects.create(
        template=template,
        version_number=(last or 0) + 1,
        audience=new_audience(LEADERS),
        # A file of its own audience: Word writes into it who made it.
        file=store(letter.content, name=letter.name, audience=new_audience(LEADERS), by=viewer.user),
        fields=list(read.fields),
        words=read.words,
    )
    changed(KIND, version.key)
    contributed(version, viewer.user)
    note_change(viewer, version, Action.CREATE, step="letter.add")
    return version
