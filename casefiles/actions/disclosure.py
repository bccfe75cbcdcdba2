"""Recording that something of a case was given to somebody outside its team, and correcting that by a further line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import may_see, note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.models import Case, CaseItem, Disclosure, DisclosureContent, PlanVersion, Report
from casefiles.standing import DIRECTING, Mode, Standing, standings_in
from documents.models import CovenantVersion, DataCategory
from search.outbox import changed
from workflows.refusals import StepRefused, Unmet

# Medical records and what only named people read are not for the directors to give.
GIVEN_FROM = ("team", "directors")


@dataclass(frozen=True)
class Given:
    """`covenant_version`: whose annex names the ground; none: it is another legal ground."""

    recipient_kind: str
    recipient: str
    ground: str
    covenant_version: CovenantVersion | None
    given_on: date
    data_categories: Sequence[DataCategory]
    description: str = ""
    reports: Sequence[Report] = ()
    plans: Sequence[PlanVersion] = ()


def may_record_disclosure(viewer: Viewer, case: Case) -> Standing | None:
    """Process and case direction; also when no covenant is in force any more, as what was given stays to be told."""
    if case.merged_into_id is not None:
        return None
    places = standings_in(viewer, case.pk)
    return next((one for one in places if one.function in DIRECTING and one.mode in {Mode.FULL, Mode.CLOSING}), None)


def record_disclosure(case: Case, given: Given, *, viewer: Viewer) -> Disclosure:
    with transaction.atomic():
        standing = may_record_disclosure(viewer, case)
        if refusals := _refusals(case, given, standing, viewer):
            raise StepRefused(_("This disclosure cannot be recorded"), refusals)
        return _written(case, given, viewer=viewer, standing=standing, corrects=None)


def correct_disclosure(earlier: Disclosure, given: Given, *, viewer: Viewer, why: str) -> Disclosure:
    """A further line in place of this one, which stays. Of two who correct it the second is told."""
    with transaction.atomic():
        locked = Disclosure.objects.select_for_update().visible_to(viewer).filter(pk=earlier.pk).first()
        if locked is None:
            raise Http404
        standing = may_record_disclosure(viewer, locked.case)
        refusals = _refusals(locked.case, given, standing, viewer)
        if Disclosure.objects.filter(corrects=locked).exists():
            refusals.append(Unmet(_("This line was corrected already. Correct the newer line.")))
        if not why.strip():
            refusals.append(Unmet(_("Write what was wrong.")))
        if refusals:
            raise StepRefused(_("This disclosure cannot be corrected"), refusals)
        return _written(locked.case, given, viewer=viewer, standing=standing, corrects=locked, why=why)


def _written(
    case: Case, given: Given, *, viewer: Viewer, standing: Standing | None, corrects: Disclosure | None, why: str = ""
) -> Disclosure:
    names = ("recipient_kind", "recipient", "ground", "covenant_version", "given_on")
    made = Disclosure.objects.create(
        case=case,
        recorded_by=viewer.user,
        organisation=viewer.user.organisation,
        created_at=viewer.at,
        corrects=corrects,
        **{name: getattr(given, name) for name in names},
    )
    made.data_categories.set(given.data_categories)
    content = DisclosureContent.objects.create(disclosure=made, description=given.description, why_corrected=why)
    content.reports.set(given.reports)
    content.plans.set(given.plans)
    changed("disclosure", made.key)
    step = "disclosure.correct" if corrects else "disclosure.record"
    behalf = standing.on_behalf_of_key if standing else ""
    note_change(viewer, made, Action.CREATE, step=step, on_behalf_of_key=behalf)
    return made


def _refusals(case: Case, given: Given, standing: Standing | None, viewer: Viewer) -> list[Unmet]:
    if standing is None:
        who = _("process direction or case direction")
        return [Unmet(_("This is up to who directs the case."), who=who, forbidden=True)]
    found, items = list[Unmet](), list[CaseItem]([*given.reports, *given.plans])
    if given.given_on > viewer.today:
        found.append(Unmet(_("This day is still to come.")))
    if any(one.case_id != case.pk or one.circle not in GIVEN_FROM or not may_see(viewer, one) for one in items):
        found.append(
            Unmet(_("Choose items of this case that you may read and that are for the team or the directors."))
        )
    if not items and not given.description.strip():
        found.append(Unmet(_("Choose an item, or describe what was given.")))
    if not given.description.strip() and any(not one.onward for one in given.reports):
        text = _("One of these reports may not be passed on. Describe how its source agreed.")
        found.append(Unmet(text))
    return found
