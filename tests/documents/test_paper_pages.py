"""Signing on paper: a scan that bears the hash, confirmed by somebody of that party who did not upload it (D-28)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404

from access.viewer import Viewer
from accounts.models import User
from documents.actions.paper_page import add_paper_page, confirm_page, refuse_page
from documents.actions.sign import sign
from documents.attachments.intake import Intake, take_in_scan
from documents.attachments.refusals import FileRefused
from documents.machines import COVENANT
from documents.models import CovenantVersion, PaperSignature, Party, StoredFile
from documents.selectors.covenant_page import covenant_page
from tests.documents.attachments.files import SOUND, a_pdf
from tests.documents.pages import as_user, covenant_url, now, sent
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_leader,
    a_meeting,
    sealed,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.inbox import waiting_for
from workflows.refusals import Stale, StepRefused

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SCAN = a_pdf("Getekend te Oever.")
ACTIVE = a_pdf("Getekend.", catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")
PAGE = Intake(SCAN, "", "pdf")


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def version() -> CovenantVersion:
    """One party, whose mayor has no account."""
    draft = a_draft_covenant(a_meeting(), [an_organisation("Gemeente Oever")], a_municipality())
    draft.parties.update(signatory=None, mandate="burgemeester M. de Wit")
    return a_covenant_to_sign(sealed(draft))


@pytest.fixture
def clerk(version: CovenantVersion) -> User:
    return a_person(version.parties.get().organisation)


def added(version: CovenantVersion, *, by: Viewer | None = None, **changed: Any) -> PaperSignature:
    values = {"file": PAGE, "mark": version.revision[:8]} | changed
    return add_paper_page(version.parties.get(), viewer=by or viewer_of(a_leader()), **values)


def test_a_page_counts_once_somebody_of_the_party_confirms_it(version: CovenantVersion, clerk: User) -> None:
    page = added(version)
    assert not version.parties.signed().exists()
    after = confirm_page(version, viewer=viewer_of(clerk), revision=version.revision)
    assert after.state == "signed"
    page.refresh_from_db()
    assert page.signature is not None
    assert (page.signature.user, page.signature.organisation) == (clerk, clerk.organisation)
    assert after.adopted is not None


def test_it_waits_in_the_work_of_the_people_of_that_party_alone(version: CovenantVersion, clerk: User) -> None:
    other, leader = a_person(), a_leader()
    assert list(waiting_for(viewer_of(clerk), COVENANT)) == []
    added(version)
    found = [list(waiting_for(viewer_of(user), COVENANT)) for user in (clerk, other, leader)]
    assert found == [[version], [], []]
    assert {one.organisation for one in COVENANT.people("of_party", version)} == {clerk.organisation}


def test_who_uploaded_the_page_does_not_confirm_it(version: CovenantVersion) -> None:
    leader = a_person(version.parties.get().organisation, "project_leader")
    added(version, by=viewer_of(leader))
    with pytest.raises(StepRefused):
        confirm_page(version, viewer=viewer_of(leader), revision=version.revision)
    assert as_user(leader).get(covenant_url(version, "documents:confirm_page")).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSignature.objects.update(answered_by=leader)


def test_somebody_of_another_party_neither_confirms_nor_refuses_nor_reads_the_page(version: CovenantVersion) -> None:
    page, other = added(version), a_person()
    version.audience.entries.create(token="everyone")
    for act in (confirm_page, refuse_page):
        extra = {"reason": "Nee."} if act is refuse_page else {}
        with pytest.raises(StepRefused):
            act(version, viewer=viewer_of(other), revision=version.revision, **extra)
    assert not StoredFile.objects.visible_to(viewer_of(other)).filter(pk=page.file.pk).exists()


@pytest.mark.parametrize("wrong", ["00000000", ""])
def test_a_page_with_another_mark_is_refused(version: CovenantVersion, wrong: str) -> None:
    with pytest.raises(StepRefused):
        added(version, mark=wrong)
    assert not PaperSignature.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [(SOUND["docx"](), "no_scan"), (ACTIVE, "active"), (b"GIF89a", "no_scan"), (SCAN[:80], "damaged"), (b"", "empty")],
)
def test_the_judge_of_attached_files_judges_a_page_too(wrong: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        take_in_scan(wrong)
    assert refused.value.code == code


def test_a_page_is_no_bigger_than_an_attached_file(settings: Any) -> None:
    settings.ATTACHMENT_MB = 1
    with pytest.raises(FileRefused) as refused:
        take_in_scan(SCAN + b" " * 1_000_000)
    assert refused.value.code == "over_limit"


@pytest.mark.parametrize("kind", ["pdf", "png", "jpeg"])
def test_a_scan_of_each_kind_is_taken_in(kind: str) -> None:
    assert take_in_scan(SOUND[kind]()).kind == kind


def test_only_the_project_leader_adds_a_page(version: CovenantVersion, clerk: User) -> None:
    with pytest.raises(StepRefused):
        added(version, by=viewer_of(clerk))
    with pytest.raises(Http404):
        added(version, by=viewer_of(a_person()))


def test_a_change_of_text_voids_a_page_that_waits(version: CovenantVersion, clerk: User) -> None:
    added(version)
    read = version.revision
    version.annexes.update(purpose="Iets anders.")
    sealed(version)
    with pytest.raises(Stale):
        confirm_page(version, viewer=viewer_of(clerk), revision=read)
    with pytest.raises(StepRefused):
        confirm_page(version, viewer=viewer_of(clerk), revision=now(version).revision)


def test_a_refused_page_tells_why_and_can_be_followed_by_another(version: CovenantVersion, clerk: User) -> None:
    added(version)
    refuse_page(version, viewer=viewer_of(clerk), revision=version.revision, reason="Pagina 2 ontbreekt.")
    (view,) = covenant_page(version).parties
    assert view.paper is not None
    assert (view.paper.reason, view.signed) == ("Pagina 2 ontbreekt.", "not_yet")
    added(version)
    assert confirm_page(version, viewer=viewer_of(clerk), revision=version.revision).state == "signed"


def test_an_answer_is_given_once(version: CovenantVersion, clerk: User) -> None:
    added(version)
    confirm_page(version, viewer=viewer_of(clerk), revision=version.revision)
    for change in ({"reason": "toch niet"}, {"file": None}, {"revision": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PaperSignature.objects.update(**change)


def test_the_whole_way_on_the_pages(version: CovenantVersion, clerk: User) -> None:
    leader, reader = as_user(a_leader()), as_user(clerk)
    upload = covenant_url(version, "backroom:paper_page", clerk.organisation.key)
    assert upload in leader.get(covenant_url(version, "backroom:covenant")).content.decode()
    scan = SimpleUploadedFile("scan.exe", SCAN)
    assert leader.post(upload, sent(version, file=scan, mark="deadbeef")).status_code == 422
    active = SimpleUploadedFile("scan.pdf", ACTIVE)
    assert leader.post(upload, sent(version, file=active, mark=version.revision[:10])).status_code == 422
    scan.seek(0)
    assert leader.post(upload, sent(version, file=scan, mark=version.revision[:10])).status_code == 302
    page = reader.get(covenant_url(version, "documents:confirm_page"))
    file = reader.get(page.context["paper"].file and f"/convenanten/bestanden/{page.context['paper'].file.key}/")
    assert (file.content, file["Content-Type"]) == (SCAN, "application/pdf")
    assert file["Content-Disposition"] == 'attachment; filename="gemeente-oever-getekend.pdf"'
    assert file["Content-Security-Policy"] == "default-src 'none'; sandbox"
    reader.post(covenant_url(version, "documents:confirm_page"), {"revision": version.revision})
    assert now(version).state == "signed"


def test_a_page_is_refused_on_the_page_with_a_reason(version: CovenantVersion, clerk: User) -> None:
    added(version)
    address, values = covenant_url(version, "documents:confirm_page"), {"revision": version.revision, "do": "refuse"}
    assert as_user(clerk).post(address, values).status_code == 422
    as_user(clerk).post(address, values | {"reason": "Niet onze burgemeester."})
    assert PaperSignature.objects.get().reason == "Niet onze burgemeester."
    assert now(version).state == "ready_to_sign"


def test_a_party_that_accedes_later_may_do_so_on_paper() -> None:
    draft = a_draft_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality())
    first, later = draft.parties.order_by("pk")
    Party.objects.filter(pk=later.pk).update(required=False, signatory=None)
    version = a_covenant_to_sign(sealed(draft))
    from_first = viewer_of(first.signatory) if first.signatory else None
    assert from_first is not None
    version = sign(version, viewer=from_first, revision=version.revision)
    add_paper_page(later, viewer=viewer_of(a_leader()), file=PAGE, mark=version.revision)
    clerk = a_person(later.organisation)
    confirm_page(version, viewer=viewer_of(clerk), revision=version.revision)
    assert set(version.parties.signed()) == {first, later}
