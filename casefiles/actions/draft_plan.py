"""Saving a draft plan as it was typed: its texts and its actions together, or neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from access.viewer import Viewer
from casefiles.actions.plan import edit_plan, set_actions
from casefiles.models import PlanVersion


@dataclass(frozen=True)
class Draft:
    """Text parts by name (`TEXT_PARTS`), and the actions in order (`ACTION_FIELDS`)."""

    texts: Mapping[str, str]
    actions: Sequence[Mapping[str, Any]]


def save_draft(plan: PlanVersion, draft: Draft, *, viewer: Viewer, expected_version: int) -> PlanVersion:
    with transaction.atomic():
        current = edit_plan(plan, viewer=viewer, expected_version=expected_version, texts=draft.texts)
        return set_actions(current, viewer=viewer, expected_version=current.version, actions=draft.actions)
