"""Do attached files come along when an agreement goes out to Word, and when its next version comes in from there?"""

import io
import zipfile

import pytest
from django.utils import timezone

from documents.actions.import_covenant import import_covenant
from documents.actions.import_matrix import import_matrix
from documents.actions.import_protocol import import_protocol
from documents.actions.upload import Upload
from documents.attached_paper import attached_to
from documents.models import Attachment
from documents.paper import covenant_file, matrix_file
from documents.protocol_paper import protocol_file
from documents.revision import revision_of
from tests.documents.pages import now
from tests.factories.attachments import attached
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_draft_matrix,
    a_leader,
    a_meeting,
    signed_by_all,
    viewer_of,
)
from tests.factories.people import a_municipality, an_organisation
from tests.factories.protocols import a_draft_protocol

pytestmark = pytest.mark.django_db
IMPORTS = {"covenant": import_covenant, "matrix": import_matrix, "protocol": import_protocol}
EXPORTS = {"covenant": covenant_file, "matrix": matrix_file, "protocol": protocol_file}
KINDS = pytest.mark.parametrize("kind", IMPORTS)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


def decided_with_file(kind: str):
    if kind == "covenant":
        draft = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
        attached(draft)
        return now(signed_by_all(a_covenant_to_sign(now(draft))))
    draft = {"matrix": a_draft_matrix, "protocol": a_draft_protocol}[kind]()
    attached(draft)
    # The machines are tested elsewhere; here only what is decided counts.
    type(draft).objects.filter(pk=draft.pk).update(adopted_at=timezone.now())
    return now(draft)


@KINDS
def test_a_next_version_from_word_has_the_same_files_too(kind):
    version, viewer = decided_with_file(kind), viewer_of(a_leader())
    save, write = IMPORTS[kind], EXPORTS[kind]
    copy = save(Upload(write(version), "volgende.docx", next_of=version), viewer=viewer)
    assert (copy.version_number, [one.name for one in Attachment.objects.filter(audience=copy.audience_id)]) == (
        2,
        ["bijlage.txt"],
    )
    if kind == "covenant":
        assert copy.revision == revision_of(copy)


@KINDS
def test_its_word_file_lists_what_is_attached_in_one_query(kind, django_assert_num_queries):
    version = decided_with_file(kind)
    assert b"bijlage.txt" in zipfile.ZipFile(io.BytesIO(EXPORTS[kind](version))).read("word/document.xml")
    with django_assert_num_queries(1):
        attached_to(version)


def test_the_file_that_came_in_is_kept_under_a_name_that_is_safe_anywhere():
    upload = Upload(EXPORTS["protocol"](a_draft_protocol()), "C:\\stukken\\con\u202excod.exe")
    version = import_protocol(upload, viewer=viewer_of(a_leader()))
    assert version.original.name == "con xcod.exe.docx"
