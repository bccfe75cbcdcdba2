"""How other functions of a meeting are proposed; a second person decides (D-13)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.actions.edit_lists import claim_entry
from documents.actions.editing import must_make, refused, renewed
from documents.audiences import DIRECTORS, LEADERS, new_audience
from documents.models.function_mapping import FunctionMapping
from documents.models.purpose import CaseFunction, MeetingType
from workflows.models import contributed


@dataclass(frozen=True)
class Functions:
    """Function → role, and function → kind of organisation."""

    functions: Mapping[str, str]
    kinds: Mapping[str, str]


def propose_mapping(
    meeting: MeetingType, *, viewer: Viewer, expected_version: int, proposed: Functions
) -> FunctionMapping:
    """Nothing changes until somebody else adopts it. Raises Stale or StepRefused."""
    with transaction.atomic():
        fresh = renewed(viewer)
        must_make(fresh)
        # The meeting is claimed: of two leaders who propose at once, the second reads the first's proposal.
        current = claim_entry(meeting, expected_version)
        _check(current, proposed)
        mapping = FunctionMapping.objects.create(
            meeting_type=current,
            audience=new_audience(LEADERS, DIRECTORS),
            functions=dict(proposed.functions),
            kinds=dict(proposed.kinds),
            functions_before=current.functions,
            kinds_before=current.kinds,
            proposer=fresh.user,
            organisation=fresh.user.organisation,
            created_at=fresh.at,
        )
        contributed(mapping, fresh.user)
        note_change(fresh, mapping, Action.CREATE, step="mapping.propose")
    return mapping


def _check(meeting: MeetingType, proposed: Functions) -> None:
    if not proposed.functions.get(CaseFunction.PROCESS_DIRECTION):
        raise refused(_("Process direction needs a role: without one nobody could weigh a referral."))
    if meeting.mappings.pending().exists():
        raise refused(_("Other functions are proposed for this meeting already. They are decided on first."))
    if (dict(proposed.functions), dict(proposed.kinds)) == (meeting.functions, meeting.kinds):
        raise refused(_("This is how the functions are already."))
