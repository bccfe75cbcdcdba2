"""Referring a person, and deciding on a referral."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from casefiles.models import Referral, ReferralState
from workflows.claim import claim
from workflows.fire import fire
from workflows.refusals import StepRefused, Unmet

FIELDS = (
    "municipality",
    "registered_in",
    "lives_in",
    "counts_by",
    "counts_why",
    "meeting_type",
    "client_name",
    "birth_date",
    "basis",
    "question",
    "discussed_elsewhere",
)


def write_referral(fields: Mapping[str, Any], *, viewer: Viewer) -> Referral:
    """Start a referral; nobody but its referrer sees the draft."""
    with transaction.atomic():
        referral = Referral.objects.create(
            referrer=viewer.user,
            organisation=viewer.user.organisation,
            created_at=viewer.at,
            **_placed({name: fields[name] for name in FIELDS if name in fields}),
        )
        note_change(viewer, referral, Action.CREATE)
        return referral


def _placed(fields: dict[str, Any]) -> dict[str, Any]:
    """Who names one municipality means where the person lives."""
    named = fields.get("registered_in") or fields.get("lives_in")
    return fields if named else fields | {"lives_in": fields.get("municipality")}


def edit_referral(referral: Referral, fields: Mapping[str, Any], *, viewer: Viewer, expected_version: int) -> Referral:
    """Change a draft referral of one's own."""
    with transaction.atomic():
        current = claim(referral, viewer=viewer, expected_version=expected_version)
        if current.referrer_id != viewer.user.pk:
            raise Http404
        if current.state != ReferralState.DRAFT:
            raise StepRefused(_("This referral cannot be changed"), [Unmet(_("It is not a draft any more."))])
        for name in FIELDS:
            setattr(current, name, fields.get(name, getattr(current, name)))
        current.save()
        note_change(viewer, current, Action.UPDATE)
        return current


def accept_referral(
    referral: Referral, *, viewer: Viewer, expected_version: int, direction: Mapping[str, User | None]
) -> Referral:
    """Accept, naming who holds `process_direction` and `case_direction`; the case opens in the same transaction."""
    with transaction.atomic():
        # Joined or not: a refusal reads the same (D-30).
        weighed = (ReferralState.IN_TRIAGE, ReferralState.JOINED)
        rows = Referral.objects.filter(pk=referral.pk, version=expected_version, state__in=weighed)
        rows.update(
            process_direction=direction.get("process_direction"), case_direction=direction.get("case_direction")
        )
        return fire("referral.accept", referral, viewer=viewer, expected_version=expected_version)
