"""Is an attached file part of what is signed: in the hash, frozen with it, in the next version, told to search?"""

import pytest
from django.db import IntegrityError, transaction

from access.doors import may_see
from audit.models import AccessLogEntry, Event
from documents.actions.attach import describe_attachment, read_again, remove_attachment
from documents.actions.next_version import start_next_version
from documents.actions.sign import sign
from documents.attachments.refusals import FileRefused
from documents.models import Attachment, TextState
from documents.revision import content_of, revision_of
from documents.storage import private_storage
from search.models import PendingChange
from tests.documents.pages import now
from tests.factories.attachments import attached
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_proposed_matrix,
    a_signed_covenant,
    an_adopted_matrix,
    signed_by_all,
    viewer_of,
)
from tests.factories.people import a_municipality, an_organisation
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def draft():
    return a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())


def signed_with_file():
    version = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
    attachment = attached(version)
    return signed_by_all(a_covenant_to_sign(now(version))), attachment


def refuses(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_what_is_attached_is_part_of_the_hash_that_is_signed(draft):
    before = now(draft).revision
    attachment = attached(draft, description="Plattegrond")
    assert now(draft).revision == revision_of(now(draft)) != before
    assert content_of(now(draft))["attachments"] == [["bijlage.txt", attachment.sha256, "Plattegrond"]]


def test_a_covenant_without_attachments_has_the_hash_that_it_always_had(draft):
    assert "attachments" not in content_of(draft)
    attachment = attached(draft)
    remove_attachment(attachment, now(draft), viewer=viewer_of(a_leader()), expected_version=now(draft).version)
    assert now(draft).revision == draft.revision


def test_attaching_a_file_voids_the_signatures_on_the_text_before_it(draft):
    version = a_covenant_to_sign(draft)
    party = version.parties.get()
    other = version.parties.create(organisation=an_organisation(), mandate="x")
    version.revision = revision_of(version)
    version.save(update_fields=["revision"])
    sign(version, viewer=viewer_of(party.signatory), revision=version.revision)
    assert now(version).parties.signed().count() == 1
    attached(version)
    assert now(version).parties.signed().count() == 0
    assert other.pk in now(version).parties.values_list("pk", flat=True)


def test_who_opened_the_old_text_cannot_sign_the_one_with_the_file(draft):
    version = a_covenant_to_sign(draft)
    opened = version.revision
    attached(version)
    with pytest.raises(Stale):
        sign(now(version), viewer=viewer_of(version.parties.get().signatory), revision=opened)


def test_the_same_file_is_told_at_the_same_agreement_and_nowhere_else(draft):
    attached(draft, "Dezelfde bytes.", name="eerste.txt")
    with pytest.raises(FileRefused) as refused:
        attached(draft, "Dezelfde bytes.", name="tweede.txt")
    assert (refused.value.code, refused.value.values) == ("duplicate", {"name": "eerste.txt"})
    elsewhere = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
    assert attached(elsewhere, "Dezelfde bytes.").sha256 == draft_files(draft).get().sha256


def draft_files(version):
    return Attachment.objects.filter(audience=version.audience_id)


def test_a_refused_file_leaves_nothing_on_disk(draft, tmp_path):
    attached(draft, "Een.")
    before = [path for path in tmp_path.rglob("*") if path.is_file()]
    with pytest.raises(FileRefused):
        attached(draft, "Een.")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == before


def test_one_too_many_is_refused(draft, settings):
    settings.ATTACHMENTS_MOST = 1
    attached(draft, "Een.")
    with pytest.raises(FileRefused) as refused:
        attached(draft, "Twee.")
    assert refused.value.code == "too_many"


@pytest.mark.parametrize(
    "decided",
    [
        lambda: a_signed_covenant(a_meeting(), [an_organisation()], a_municipality()),
        an_adopted_matrix,
        a_proposed_matrix,
    ],
)
def test_nothing_is_attached_to_what_is_settled(decided):
    version = decided()
    with pytest.raises(StepRefused):
        attached(version)
    assert not Attachment.objects.exists()


CHANGES = {
    "description": lambda a: Attachment.objects.filter(pk=a.pk).update(description="anders"),
    "name": lambda a: Attachment.objects.filter(pk=a.pk).update(name="anders.txt"),
    "bytes": lambda a: Attachment.objects.filter(pk=a.pk).update(sha256="0" * 64),
    "place": lambda a: Attachment.objects.filter(pk=a.pk).update(path="ab/elders"),
    "gone": lambda a: Attachment.objects.filter(pk=a.pk).delete(),
    "one more": lambda a: Attachment.objects.create(
        audience=a.audience, owner_kind=a.owner_kind, path="x", sha256="1" * 64, size=1, kind="txt",
        name="x.txt", added_by=a.added_by, text_state="none",
    ),
}  # fmt: skip


@pytest.mark.both_databases
@pytest.mark.parametrize("name", CHANGES)
def test_the_database_keeps_the_files_of_a_signed_covenant(name):
    _version, attachment = signed_with_file()
    assert refuses(lambda: CHANGES[name](attachment))


@pytest.mark.both_databases
@pytest.mark.parametrize("name", CHANGES)
def test_the_database_keeps_the_files_of_an_adopted_matrix(name):
    matrix = an_adopted_matrix()
    owner = Attachment(audience=matrix.audience, owner_kind="matrix", added_by=a_leader())
    if name == "one more":
        assert refuses(lambda: CHANGES[name](owner))
        return
    attachment = attached(a_draft_matrix())
    moved = Attachment.objects.filter(pk=attachment.pk)
    assert refuses(lambda: moved.update(audience=matrix.audience))


@pytest.mark.both_databases
def test_even_in_a_draft_a_file_never_becomes_another_one(draft):
    attachment = attached(draft)
    assert refuses(lambda: CHANGES["bytes"](attachment))
    assert not refuses(lambda: CHANGES["description"](attachment))


@pytest.mark.both_databases
def test_the_text_of_a_signed_file_can_be_read_again():
    version, attachment = signed_with_file()
    Attachment.objects.filter(pk=attachment.pk).update(text_state="unreadable", text_problem="too_slow", parts=[])
    again = read_again(attachment, viewer=viewer_of(a_leader()))
    assert (again.text_state, again.text_problem, again.text_parts[0].text) == (TextState.READ, "", "Plattegrond.")
    assert now(version).revision == revision_of(now(version))
    line = AccessLogEntry.objects.filter(event=Event.CHANGE).first()
    assert (line.step, line.object_key) == ("attachment.read_again", attachment.key)


def test_a_file_that_is_gone_from_disk_has_a_text_that_cannot_be_read(draft):
    attachment = attached(draft)
    private_storage().delete(attachment.path)
    again = read_again(attachment, viewer=viewer_of(a_leader()))
    assert (again.text_state, again.text_problem) == (TextState.UNREADABLE, "damaged")


def test_a_next_version_has_the_same_files_which_lie_there_once():
    version, attachment = signed_with_file()
    leader = viewer_of(a_leader())
    copy = start_next_version(now(version), viewer=leader, expected_version=now(version).version)
    again = draft_files(copy).get()
    assert (again.key, again.path, again.text_parts) == (again.key, attachment.path, attachment.text_parts)
    assert again.key != attachment.key
    assert copy.revision == revision_of(copy)
    assert content_of(copy)["attachments"] == content_of(now(version))["attachments"]


def test_a_copy_that_is_removed_leaves_the_file_of_the_version_before(django_capture_on_commit_callbacks):
    version, attachment = signed_with_file()
    leader = viewer_of(a_leader())
    copy = start_next_version(now(version), viewer=leader, expected_version=now(version).version)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(draft_files(copy).get(), copy, viewer=leader, expected_version=now(copy).version)
    assert private_storage().exists(attachment.path)


def test_the_last_one_takes_its_file_along(draft, django_capture_on_commit_callbacks):
    attachment = attached(draft)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment, now(draft), viewer=viewer_of(a_leader()), expected_version=now(draft).version)
    assert not private_storage().exists(attachment.path)


def test_only_the_project_leader_attaches(draft):
    version = a_covenant_to_sign(draft)
    with pytest.raises(StepRefused) as refused:
        attached(version, leader=version.parties.get().signatory)
    assert refused.value.status == 403


def test_it_is_seen_by_who_sees_its_version(draft):
    attachment = attached(draft)
    signatory = draft.parties.get().signatory
    assert not may_see(viewer_of(signatory), Attachment.objects.get(pk=attachment.pk))
    a_covenant_to_sign(now(draft))
    assert may_see(viewer_of(signatory), Attachment.objects.get(pk=attachment.pk))


def test_search_is_told_when_others_may_see_its_version(draft):
    attachment = attached(draft)
    PendingChange.objects.all().delete()
    version = a_covenant_to_sign(now(draft))
    assert PendingChange.objects.filter(kind="attachment", key=attachment.key, narrowed=False).exists()
    PendingChange.objects.all().delete()
    version.parties.all().delete()
    describe_attachment(
        attachment, now(version), viewer=viewer_of(a_leader()), expected_version=now(version).version, description="x"
    )
    assert PendingChange.objects.filter(kind="attachment", key=attachment.key, narrowed=True).exists()


def test_every_change_leaves_its_one_line_on_the_agreement(draft):
    before = AccessLogEntry.objects.count()
    attached(draft)
    lines = list(AccessLogEntry.objects.all()[: AccessLogEntry.objects.count() - before])
    assert [(line.step, line.object_key) for line in lines] == [("covenant.attach", draft.key)]
