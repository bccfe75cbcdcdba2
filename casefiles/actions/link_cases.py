"""Linking the case of a relative, and ending such a link."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.dossier import may_direct, not_yours, shared_by
from casefiles.models import Case, CaseLink
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet


def link_case(case: Case, code: str, fields: Mapping[str, Any], *, viewer: Viewer) -> CaseLink:
    """By direction of `case`, to a case that they see themselves (`relation`, `starts_on`). Nobody gains sight."""
    with transaction.atomic():
        standing = may_direct(viewer, case)
        if standing is None:
            raise not_yours(case, _("Cases cannot be linked now"))
        other = seen_case(code, viewer=viewer)
        if other is None or other.pk == case.pk:
            raise StepRefused(_("Cases cannot be linked now"), [no_such_case()])
        if CaseLink.objects.filter(case=case, other=other, ends_on=None).exists():
            raise StepRefused(_("Cases cannot be linked now"), [Unmet(_("These cases are linked already."))])
        values = {name: fields[name] for name in ("relation", "starts_on")}
        link = CaseLink.objects.create(**shared_by(viewer, case), other=other, **values)
        note_change(viewer, link, Action.CREATE, on_behalf_of_key=standing.on_behalf_of_key)
        return link


def end_link(link: CaseLink, *, viewer: Viewer, expected_version: int, ends_on: date) -> CaseLink:
    with transaction.atomic():
        current = claim(link, viewer=viewer, expected_version=expected_version)
        standing = may_direct(viewer, current.case)
        if standing is None:
            raise not_yours(current.case, _("This link cannot be ended now"))
        current.ends_on = max(ends_on, current.starts_on)
        current.save(update_fields=["ends_on"])
        note_change(viewer, current, Action.UPDATE, on_behalf_of_key=standing.on_behalf_of_key)
        return current


def seen_case(code: str, *, viewer: Viewer) -> Case | None:
    """The case with this code, if this viewer sees it; what they may not see is as what never existed."""
    typed = code.strip().upper()
    return Case.objects.visible_to(viewer).select_related("municipality", "meeting_type").filter(key=typed).first()


def no_such_case() -> Unmet:
    return Unmet(_("You see no other case with this code."))
