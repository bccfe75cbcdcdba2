"""Writing, recording, correcting and narrowing a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from casefiles.access import may_check_report, may_edit_report, may_report, may_write_on_behalf
from casefiles.found_again import report_changed
from casefiles.models import Case, Circle, Report
from casefiles.models.report import Channel, ReportState
from documents.models import DataCategory
from workflows.claim import claim
from workflows.fire import fire
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet

# Narrower circles come later in this order; `named` and `care` cannot be compared and count as narrow.
WIDTH = {Circle.TEAM: 0, Circle.DIRECTORS: 1, Circle.CARE: 2, Circle.NAMED: 2}


@dataclass(frozen=True)
class ReportText:
    """What a report says. `story` holds the reporter's own words."""

    scope: str
    valence: str
    story: str
    data_category: DataCategory | None
    circle: str = Circle.TEAM
    onward: bool = False
    named: tuple[User, ...] = ()

    def fields(self) -> dict[str, Any]:
        names = ("scope", "valence", "story", "data_category", "circle", "onward")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class OnBehalf:
    """A report that the desk writes for somebody who phoned."""

    reporter: User
    channel: str = field(default=Channel.CALL)


def write_report(case: Case, text: ReportText, *, viewer: Viewer, on_behalf: OnBehalf | None = None) -> Report:
    """Start a report. It is its author's and owner's alone until it is recorded (`report.publish…`)."""
    owner = on_behalf.reporter if on_behalf else viewer.user
    with transaction.atomic():
        standing = may_write_on_behalf(viewer, case) if on_behalf else may_report(viewer, case)
        refusals = [] if standing else [Unmet(_("You cannot write a report in this case now."), forbidden=True)]
        if on_behalf and not case.memberships.current(viewer.today).filter(user=owner).exists():
            refusals.append(Unmet(_("This caller is not in a team that you serve.")))
        refusals += _circle_refusals(case, text, owner=owner, viewer=viewer)
        if refusals:
            raise StepRefused(_("This report cannot be written"), refusals)
        report = Report.objects.create(
            case=case,
            author=viewer.user,
            owner=owner,
            source_organisation=owner.organisation,
            channel=on_behalf.channel if on_behalf else Channel.DIRECT,
            desk_reads=on_behalf is not None,
            **text.fields(),
        )
        report.named_people.set(text.named)
        contributed(report, viewer.user, owner)
        note_change(viewer, report, Action.CREATE, on_behalf_of_key=owner.key if on_behalf else "")
        return report


def edit_report(report: Report, text: ReportText, *, viewer: Viewer, expected_version: int) -> Report:
    """Change a report that is not recorded yet."""
    with transaction.atomic():
        current = claim(report, viewer=viewer, expected_version=expected_version)
        gone = current.shared_at is not None or current.state == ReportState.WITHDRAWN
        if gone or not may_edit_report(viewer, current):
            raise StepRefused(_("This report cannot be changed"), [_not_yours(current)])
        if refusals := _circle_refusals(current.case, text, owner=current.owner, viewer=viewer):
            raise StepRefused(_("This report cannot be changed"), refusals)
        _set(current, text.fields())
        current.named_people.set(text.named)
        contributed(current, viewer.user)
        note_change(viewer, current, Action.UPDATE)
        return current


def record_report(report: Report, *, viewer: Viewer, expected_version: int) -> Report:
    """Share the report with its circle: its own writer's, or the desk's on behalf of the reporter."""
    step = "report.publish_on_behalf" if report.on_behalf else "report.publish"
    return fire(step, report, viewer=viewer, expected_version=expected_version)


def correct_report(report: Report, text: ReportText, *, viewer: Viewer, expected_version: int) -> Report:
    """A new version by its reporter (D-24). Only the owner widens the circle (D-21)."""
    with transaction.atomic():
        if refusals := _circle_refusals(report.case, text, owner=report.owner, viewer=viewer):
            raise StepRefused(_("This report cannot be changed"), refusals)
        Report.objects.filter(pk=report.pk, version=expected_version).update(**text.fields())
        report.named_people.set(text.named)
        return fire("report.correct", report, viewer=viewer, expected_version=expected_version)


def check_report(report: Report, *, viewer: Viewer, expected_version: int) -> Report:
    """The reporter has looked at what the desk wrote for them."""
    with transaction.atomic():
        current = claim(report, viewer=viewer, expected_version=expected_version)
        if current.owner_id != viewer.user.pk:
            raise Http404
        if not may_check_report(viewer, current):
            unmet = Unmet(_("The desk did not record it yet, or it was checked already."))
            raise StepRefused(_("There is nothing to check"), [unmet])
        _set(current, {"checked_at": viewer.at})
        note_change(viewer, current, Action.UPDATE, step="report.check")
        return current


def narrow_report(report: Report, *, viewer: Viewer, expected_version: int, circle: str) -> Report:
    """Owner or directors narrow at once: the report, its versions and the index (D-21)."""
    with transaction.atomic():
        current = claim(report, viewer=viewer, expected_version=expected_version)
        if refusals := _narrowing_refusals(current, circle, viewer):
            raise StepRefused(_("This circle cannot be chosen"), refusals)
        _set(current, {"circle": circle})
        current.versions.update(circle=circle)
        note_change(viewer, current, Action.UPDATE, step="report.narrow")
        report_changed(current, narrowed=True)
        return current


def _narrowing_refusals(report: Report, circle: str, viewer: Viewer) -> list[Unmet]:
    directs = f"case:{report.case_id}:directors" in viewer.grants
    if report.owner_id != viewer.user.pk and not directs:
        return [_not_yours(report)]
    if circle not in {Circle.TEAM, Circle.DIRECTORS} or WIDTH[Circle(circle)] <= WIDTH[Circle(report.circle)]:
        return [Unmet(_("A circle can only be made narrower here; its owner makes it wider by correcting."))]
    return []


def _circle_refusals(case: Case, text: ReportText, *, owner: User, viewer: Viewer) -> list[Unmet]:
    """The care circle is for the source institution's own people in it; `named` names current members."""
    if text.circle == Circle.NAMED:
        members = set(case.memberships.current(viewer.today).values_list("user_id", flat=True))
        if not text.named or not {person.pk for person in text.named} <= members:
            return [Unmet(_("Name one or more people of the team."))]
    if text.circle == Circle.CARE and f"case:{case.pk}:care:org:{owner.organisation_id}" not in viewer.grants:
        return [Unmet(_("The care circle is only for members of it."), forbidden=True)]
    return []


def _not_yours(report: Report) -> Unmet:
    return Unmet(_("This is the report of %(person)s.") % {"person": report.owner}, forbidden=True)


def _set(report: Report, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=list(fields))
