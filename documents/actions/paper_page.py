"""How a party signs on paper: the leader uploads the page, and somebody else, of that party, confirms it (D-28)."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.doors import find_or_404, note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import User
from audit.models import Action
from documents.actions.editing import must_make, refused, renewed
from documents.actions.sign import same_text
from documents.attachments.intake import Intake
from documents.attachments.kinds import KINDS
from documents.audiences import LEADERS, new_audience
from documents.models.covenant import CovenantState, CovenantVersion
from documents.models.paper_signature import PaperSignature
from documents.models.party import Party
from documents.models.stored_file import StoredFile
from documents.storage import write_private
from workflows.fire import fire
from workflows.refusals import StepRefused, Unmet

# Letters of the hash that somebody copies from the page: enough that no other text has them.
SHORTEST_MARK = 8


@transaction.atomic
def add_paper_page(party: Party, *, viewer: Viewer, file: Intake, mark: str) -> PaperSignature:
    """`file`: as `take_in_scan` judged it. `mark`: the hash as it is printed on the page, or its beginning.

    It must be that of the text as it is now.
    """
    fresh = renewed(viewer)
    version = find_or_404(fresh, CovenantVersion.objects.select_for_update(), party.version.key)
    must_make(fresh)
    if version.state not in {CovenantState.READY_TO_SIGN, CovenantState.SIGNED}:
        raise refused(_("Nobody is asked to sign this text now."))
    own = version.parties.filter(left_on__isnull=True).select_related("organisation").get(pk=party.pk)
    if version.parties.signed().filter(pk=own.pk).exists():
        raise refused(_("This party has signed already."))
    if not is_mark_of(version, mark):
        raise refused(_("The mark on the page is not that of this text."))
    page = PaperSignature.objects.create(
        version=version,
        organisation=own.organisation,
        revision=version.revision,
        file=_kept(own, file, by=fresh),
        uploaded_by=fresh.user,
        uploaded_at=timezone.now(),
    )
    note_change(fresh, version, Action.UPDATE, step="covenant.paper_page")
    notify(User.objects.filter(organisation=own.organisation).exclude(pk=fresh.user.pk))
    return page


def is_mark_of(version: CovenantVersion, mark: str) -> bool:
    typed = mark.strip().strip(".…").lower()
    return len(typed) >= SHORTEST_MARK and version.revision.startswith(typed)


def confirm_page(version: CovenantVersion, *, viewer: Viewer, revision: str) -> CovenantVersion:
    """The page is ours, and bears the hash of this text: from now on the party has signed it."""
    with transaction.atomic():
        current = same_text(version, viewer=renewed(viewer), revision=revision)
        step = "covenant.confirm_later" if current.state == CovenantState.SIGNED else "covenant.confirm_page"
        fire(step, current, viewer=viewer, expected_version=current.version)
        return CovenantVersion.objects.get(pk=version.pk)


def refuse_page(version: CovenantVersion, *, viewer: Viewer, revision: str, reason: str) -> CovenantVersion:
    """The page is not ours, or not of this text; the leader reads why."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = same_text(version, viewer=fresh, revision=revision)
        pages = list(current.paper_signatures.awaiting(fresh.user))
        if not pages:
            raise StepRefused(_("This cannot be done"), [Unmet(_("No page waits for you here."), forbidden=True)])
        if not reason.strip():
            raise refused(_("A reason is needed."))
        for page in pages:
            page.answered_by, page.answered_at, page.reason = fresh.user, timezone.now(), reason.strip()
            page.save(update_fields=["answered_by", "answered_at", "reason"])
        note_change(fresh, current, Action.EXECUTE, step="covenant.refuse_page")
        return current


def _kept(party: Party, file: Intake, *, by: Viewer) -> StoredFile:
    """For leaders, and for the people of that party."""
    kind = KINDS[file.kind]
    return StoredFile.objects.create(
        name=f"{slugify(party.organisation.name)[:80] or 'pagina'}-getekend{kind.suffixes[0]}",
        audience=new_audience(LEADERS, f"org:{party.organisation_id}"),
        content_type=kind.content_type,
        stored_by=by.user,
        **write_private(file.content),
    )
