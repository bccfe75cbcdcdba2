"""Registering what a person asks at the contact point, and preparing what a case answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import Role
from audit.models import Action
from casefiles.machines import people_in
from casefiles.models import Case, Circle, Client, RequestAnswer, RightsRequest
from casefiles.models.subject_notice import DIRECTION
from casefiles.months import months_after
from casefiles.places import RIGHTS, places_held
from workflows.claim import claim
from workflows.fire import fire
from workflows.refusals import StepRefused, Unmet


def register_request(asked: Mapping[str, Any], *, viewer: Viewer) -> RightsRequest:
    """`asked`: fields of the request. Every case of this person is asked for an answer; its direction hears it."""
    municipality = asked["municipality"]
    with transaction.atomic():
        if not viewer.has_role(Role.PRIVACY_OFFICER, municipality_id=municipality.pk):
            only = Unmet(
                _("Only the contact point registers requests."), who=Role.PRIVACY_OFFICER.label, forbidden=True
            )
            raise StepRefused(_("This request cannot be registered"), [only])
        if asked["received_on"] > viewer.today:
            raise StepRefused(_("This request cannot be registered"), [Unmet(_("This day is still to come."))])
        due_on = months_after(asked["received_on"], settings.RIGHTS_MONTHS)
        request = RightsRequest.objects.create(registered_by=viewer.user, due_on=due_on, **asked)
        note_change(viewer, request, Action.CREATE)
        for case in cases_of_person(request, viewer=viewer):
            _ask(request, case, viewer=viewer)
        return request


def cases_of_person(request: RightsRequest, *, viewer: Viewer) -> Iterable[Case]:
    """By exact name and date of birth, in the territory of the contact point; cases that ended count as well."""
    clients = Client.objects.filter(birth_date=request.birth_date, case__municipality__in=places_held(viewer, RIGHTS))
    wanted = _plain(request.person_name)
    return [one.case for one in clients.select_related("case__municipality") if _plain(one.name) == wanted]


def prepare_answer(
    answer: RequestAnswer, written: Mapping[str, str], *, viewer: Viewer, expected_version: int
) -> RequestAnswer:
    """`outcome` and `reasoning`, by process or case direction; from then on it stands."""
    with transaction.atomic():
        current = claim(answer, viewer=viewer, expected_version=expected_version)
        if current.state == "asked":
            current.outcome, current.reasoning = written["outcome"], written["reasoning"]
            current.save(update_fields=["outcome", "reasoning"])
        return fire("request_answer.prepare", current, viewer=viewer, expected_version=current.version)


def _ask(request: RightsRequest, case: Case, *, viewer: Viewer) -> None:
    own = {"author": viewer.user, "owner": viewer.user, "source_organisation": viewer.user.organisation}
    answer = RequestAnswer.objects.create(
        request=request, case=case, circle=Circle.DIRECTORS, shared_at=viewer.at, **own
    )
    note_change(viewer, answer, Action.CREATE)
    notify(people_in(case, DIRECTION), at=viewer.at)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
