"""Do attached files come along when an agreement goes out to Word, and when its next version comes in from there?"""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.actions.import_covenant import import_covenant
from documents.actions.import_matrix import import_matrix
from documents.actions.import_protocol import import_protocol
from documents.actions.next_version import start_next_version
from documents.actions.upload import Upload
from documents.attached_paper import attached_to
from documents.models import Attachment
from documents.paper import covenant_file, matrix_file
from documents.protocol_paper import protocol_file
from documents.revision import revision_of
from documents.selectors.followed import may_be_followed
from tests.documents.pages import as_user, now
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
from tests.factories.people import a_municipality, a_person, an_organisation
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


KINDS_IN_ADDRESSES = {"covenant": "convenant", "matrix": "matrix", "protocol": "protocol"}


@KINDS
def test_an_importer_says_that_a_file_is_the_next_version(kind):
    version, leader = decided_with_file(kind), as_user(a_leader())
    file = SimpleUploadedFile("volgende.docx", EXPORTS[kind](version))
    check = leader.post(reverse("backroom:upload", args=[KINDS_IN_ADDRESSES[kind]]), {"file": file}).url
    assert version.title in leader.get(check).content.decode()
    form = {"version": 0, "title": "Andere titel", "kind": "municipal_covenant", "do": "save", "next_of": version.key}
    leader.post(check, form)
    saved = type(version).objects.latest("pk")
    assert (saved.title, saved.version_number) == (version.title, 2)
    assert [one.name for one in Attachment.objects.filter(audience=saved.audience_id)] == ["bijlage.txt"]


@KINDS
def test_what_is_still_being_made_is_not_offered_to_follow(kind):
    viewer = viewer_of(a_leader())
    version = decided_with_file(kind)
    assert [one.key for one in may_be_followed(kind, viewer)] == [version.key]
    assert list(may_be_followed(kind, viewer_of(a_person()))) == []
    start_next_version(version, viewer=viewer, expected_version=version.version)
    assert list(may_be_followed(kind, viewer)) == []


def test_a_version_that_was_not_offered_is_refused():
    draft, leader = a_draft_protocol(), as_user(a_leader())
    file = SimpleUploadedFile("volgende.docx", EXPORTS["protocol"](decided_with_file("protocol")))
    check = leader.post(reverse("backroom:upload", args=["protocol"]), {"file": file}).url
    answer = leader.post(check, {"version": 0, "title": "T", "do": "save", "next_of": draft.key})
    assert answer.status_code == 422


def test_the_file_that_came_in_is_kept_under_a_name_that_is_safe_anywhere():
    upload = Upload(EXPORTS["protocol"](a_draft_protocol()), "C:\\stukken\\con\u202excod.exe")
    version = import_protocol(upload, viewer=viewer_of(a_leader()))
    assert version.original.name == "con xcod.exe.docx"
