"""Does every text that we show have its Dutch words?"""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.test import override_settings

from tests.house.sources import ROOT
from tests.servers.install import find_gettext
from tests.servers.missing import missing
from tests.servers.template_database import alone

WORDS = Path("nl/LC_MESSAGES/django.po")
DUTCH = ROOT / "site" / "locale" / WORDS
# The same places as the target `messages` of the Makefile leaves out.
NOT_OURS = ["tests", "data", "artifacts", "site/locale", ".venv*"]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Our Dutch catalogue as it would be after reading the source anew; the one in the checkout is left as it is."""
    if find_gettext() is None:
        missing("no gettext on this machine (`make test` installs it)")
    copy = tmp_path_factory.mktemp("locale")
    (copy / WORDS).parent.mkdir(parents=True)
    shutil.copy(DUTCH, copy / WORDS)
    # Django puts a file beside each template while it reads: a second process would take it away.
    with alone(), override_settings(LOCALE_PATHS=[copy]), pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        call_command("makemessages", locale=["nl"], ignore_patterns=NOT_OURS, verbosity=0, stdout=StringIO())
    with (copy / WORDS).open("rb") as file:
        return read_po(file)


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_the_source_has_texts_to_translate(catalogue: Catalog) -> None:
    assert len(_messages(catalogue)) > 100


def test_every_text_has_dutch_words(catalogue: Catalog) -> None:
    strings = {str(message.id): message.string for message in _messages(catalogue)}
    assert [text for text, words in strings.items() if not words or (isinstance(words, tuple) and not all(words))] == []


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert not catalogue.fuzzy, "a catalogue whose first entry is marked fuzzy is not compiled"
    assert [message.id for message in _messages(catalogue) if message.fuzzy] == []


def test_no_translation_is_left_of_a_text_that_went(catalogue: Catalog) -> None:
    assert list(catalogue.obsolete) == []


def test_every_translation_keeps_the_placeholders(catalogue: Catalog) -> None:
    faults = [(message.id, [str(error) for error in errors]) for message, errors in catalogue.check()]
    assert faults == []
