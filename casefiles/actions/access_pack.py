"""Preparing what the person is given: started, passages marked, and destroyed when its term ends."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from audit.trail import Change, Origin, Trail, record_change
from casefiles.models import AccessPack, Case, Circle, PackRemoval, RequestAnswer
from casefiles.models.access_pack import PackState
from casefiles.models.rights_request import UNANSWERED, RequestKind
from casefiles.pack_content import pack_content
from casefiles.rights_guards import BY_DIRECTION
from casefiles.selectors.person_rights import may_direct
from documents.storage import private_storage
from workflows.claim import claim
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet


def start_pack(case: Case, *, viewer: Viewer) -> AccessPack:
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        refusals = []
        if not may_direct(viewer, case):
            refusals.append(
                Unmet(_("Only the directors prepare what the person is given."), BY_DIRECTION, forbidden=True)
            )
        if AccessPack.objects.filter(case=case, state__in=[PackState.DRAFT, PackState.IN_CHECK]).exists():
            refusals.append(Unmet(_("An access pack is in the making already.")))
        if refusals:
            raise StepRefused(_("An access pack cannot be started"), refusals)
        own = {"author": viewer.user, "owner": viewer.user, "source_organisation": viewer.user.organisation}
        asked = RequestAnswer.objects.filter(case=case, request__kind=RequestKind.ACCESS, request__state__in=UNANSWERED)
        pack = AccessPack.objects.create(
            case=case, circle=Circle.DIRECTORS, shared_at=viewer.at, answer=asked.first(), **own
        )
        contributed(pack, viewer.user)
        note_change(viewer, pack, Action.CREATE, step="pack.start")
        return pack


def mark_removal(pack: AccessPack, mark: Mapping[str, str], *, viewer: Viewer, expected_version: int) -> PackRemoval:
    """`item_key`, `passage` (empty: the whole item), `ground`, `explanation`."""
    with transaction.atomic():
        current = _claim_draft(pack, viewer=viewer, expected_version=expected_version)
        texts = {one.key: one.text for one in pack_content(current).items}
        passage = mark["passage"].replace("\r\n", "\n").strip()
        if mark["item_key"] not in texts or passage not in texts[mark["item_key"]]:
            raise StepRefused(_("This passage cannot be marked"), [Unmet(_("It does not stand in this text."))])
        removal = PackRemoval.objects.create(pack=current, **{**mark, "passage": passage})
        contributed(current, viewer.user)
        note_change(viewer, removal, Action.CREATE, step="pack.mark")
        return removal


def unmark_removal(removal: PackRemoval, *, viewer: Viewer, expected_version: int) -> None:
    with transaction.atomic():
        current = _claim_draft(removal.pack, viewer=viewer, expected_version=expected_version)
        note_change(viewer, removal, Action.DELETE, step="pack.unmark")
        contributed(current, viewer.user)
        removal.delete()


def destroy_packs() -> int:
    """Of packs whose term has ended the files go, bytes first; returns how many packs."""
    due = AccessPack.objects.filter(destroy_on__lt=timezone.localdate(), destroyed_at__isnull=True)
    packs = list(due.select_related("case").prefetch_related("files"))
    for pack in packs:
        for file in pack.files.all():
            private_storage().delete(file.path)
        with transaction.atomic():
            pack.files.all().delete()
            AccessPack.objects.filter(pk=pack.pk).update(destroyed_at=timezone.now())
            trail = Trail(origin=Origin(method="command"))
            noun = pack._meta.label_lower
            record_change(trail, Change(noun, pack.key, Action.DELETE, pack.case.key, "pack.destroy"))
    return len(packs)


def _claim_draft(pack: AccessPack, *, viewer: Viewer, expected_version: int) -> AccessPack:
    current = claim(pack, viewer=viewer, expected_version=expected_version)
    if current.state != PackState.DRAFT or current.owner_id != viewer.user.pk:
        only = Unmet(_("Only who prepares this pack changes it, and only while it is a draft."), forbidden=True)
        raise StepRefused(_("This pack cannot be changed"), [only])
    return current
