"""Writing down who the client is and who represents them; every earlier identity stays."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.dossier import may_direct, not_yours, shared_by
from casefiles.models import Case, Client, ClientVersion, Representative
from casefiles.standing import Standing
from search.outbox import changed
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet

IDENTITY = ("name", "birth_date")
REPRESENTS = ("name", "kind", "contact", "starts_on", "ends_on")


def edit_client(client: Client, fields: Mapping[str, Any], *, viewer: Viewer, expected_version: int) -> Client:
    """A new version of the identity (`IDENTITY`)."""
    with transaction.atomic():
        current = claim(client, viewer=viewer, expected_version=expected_version)
        standing = _must_direct(current.case, viewer)
        if not current.versions.exists():
            _keep(current, number=1, by=current.author, at=current.shared_at or current.created_at)
        for name in IDENTITY:
            setattr(current, name, fields[name])
        current.save(update_fields=IDENTITY)
        _keep(current, number=current.versions.count() + 1, by=viewer.user, at=viewer.at)
        note_change(viewer, current, Action.UPDATE, on_behalf_of_key=standing.on_behalf_of_key)
        changed("case", current.case.key)
        return current


def add_representative(case: Case, fields: Mapping[str, Any], *, viewer: Viewer) -> Representative:
    """Somebody who represents the client (`REPRESENTS`)."""
    with transaction.atomic():
        standing = _must_direct(case, viewer)
        _must_be_a_period(fields)
        values = {name: fields[name] for name in REPRESENTS}
        added = Representative.objects.create(**shared_by(viewer, case), **values)
        note_change(viewer, added, Action.CREATE, on_behalf_of_key=standing.on_behalf_of_key)
        return added


def edit_representative(
    representative: Representative, fields: Mapping[str, Any], *, viewer: Viewer, expected_version: int
) -> Representative:
    """Changed, or ended by its last day. Shared anew, so that it reaches no further than who reads along now."""
    with transaction.atomic():
        current = claim(representative, viewer=viewer, expected_version=expected_version)
        standing = _must_direct(current.case, viewer)
        _must_be_a_period(fields)
        for name in REPRESENTS:
            setattr(current, name, fields[name])
        current.shared_at = viewer.at
        current.save(update_fields=[*REPRESENTS, "shared_at"])
        note_change(viewer, current, Action.UPDATE, on_behalf_of_key=standing.on_behalf_of_key)
        return current


def _must_direct(case: Case, viewer: Viewer) -> Standing:
    if standing := may_direct(viewer, case):
        return standing
    raise not_yours(case, _("The client cannot be changed now"))


def _must_be_a_period(fields: Mapping[str, Any]) -> None:
    if fields["ends_on"] and fields["ends_on"] < fields["starts_on"]:
        raise StepRefused(_("This period is not possible"), [Unmet(_("The end lies before the start."))])


def _keep(client: Client, *, number: int, by: Any, at: Any) -> None:
    fields = {name: getattr(client, name) for name in IDENTITY}
    ClientVersion.objects.create(case=client.case, client=client, number=number, written_by=by, created_at=at, **fields)
