"""Can another room hang files on its own nouns with what is here, without a line of its own for reading or sending?"""

import pytest
from django.db import models

from documents.attachments.download import download
from documents.attachments.intake import take_in
from documents.models.attachment import AttachmentBase, TextState, content_of
from documents.selectors.attachments import text_line
from documents.storage import FileDamaged, private_storage, write_private
from tests.documents.attachments.files import a_pdf


class ItemAttachment(AttachmentBase):
    """A stand-in for an attachment of a case item: its owner by key, no table."""

    item_key = models.CharField(max_length=24)

    class Meta:
        app_label = "a_room_to_come"
        managed = False


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


def an_item_attachment() -> ItemAttachment:
    file = take_in(a_pdf("Sleutel bij de balie.", "Pas bij de deur."), name="../huisregels.exe")
    return ItemAttachment(item_key="abc", name=file.name, kind=file.kind, **file.text, **write_private(file.content))


def test_what_came_in_fills_the_columns_and_is_sent_in_the_same_way():
    attachment = an_item_attachment()
    response = download(attachment)
    assert (attachment.name, attachment.text_state) == ("huisregels.exe.pdf", TextState.READ)
    assert [(part.page, part.text) for part in attachment.text_parts][1] == (2, "Pas bij de deur.")
    assert response.content == a_pdf("Sleutel bij de balie.", "Pas bij de deur.")
    assert response["Content-Disposition"] == 'attachment; filename="huisregels.exe.pdf"'
    assert text_line(attachment) == ""


def test_what_is_agreed_on_is_its_name_its_bytes_and_what_is_said_of_it():
    attachment = an_item_attachment()
    assert content_of([attachment]) == [["huisregels.exe.pdf", attachment.sha256, ""]]


def test_a_file_that_was_changed_on_disk_is_not_sent():
    attachment = an_item_attachment()
    with private_storage().open(attachment.path, "wb") as file:
        file.write(b"iets anders")
    with pytest.raises(FileDamaged):
        download(attachment)
