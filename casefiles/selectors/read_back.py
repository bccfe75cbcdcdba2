"""What a report says, question by question, before it is recorded."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.models import Circle, Report
from casefiles.selectors.blocked import blocked, still_open
from casefiles.selectors.confirm import Confirmation, Fact
from casefiles.selectors.offers import offer
from workflows.steps import step_by_id


def facts(report: Report, *, url: str = "") -> list[Fact]:
    """`url`: where the report is changed; without it there are no links."""

    def fact(field: str, key: str, value: Any) -> Fact:
        action = _("Change “%(question)s”") % {"question": key.lower()}
        return Fact(key, value, f"{url}#id_{field}" if url else "", action if url else "")

    circle = report.get_circle_display()
    if report.circle == Circle.NAMED:
        circle = ", ".join(str(one) for one in [*report.named_people.all(), *report.named_organisations.all()])
    return [
        fact("story", _("Story in own words"), report.story),
        fact("scope_0", _("About"), capfirst(report.get_scope_display())),
        fact("valence_0", _("How it goes"), capfirst(report.get_valence_display())),
        fact("data_category", _("Kind of data"), str(report.data_category or "")),
        fact("circle_0", _("Who may see this"), capfirst(circle)),
        fact("onward", _("May be passed on"), _("yes") if report.onward else _("no")),
    ]


def read_back(report: Report, *, viewer: Viewer) -> Confirmation:
    step = step_by_id("report.publish_on_behalf" if report.on_behalf else "report.publish")
    offered = offer(step, report, viewer=viewer)
    edit_url = reverse("casefiles:edit_report", args=[report.key])
    button = _("Caller agrees, record report") if report.on_behalf else _("Record report")
    return Confirmation(
        heading=_("Read this aloud. Is it right according to the caller?") if report.on_behalf else _("Is this right?"),
        facts=[Fact(_("Reporter"), f"{report.owner} ({report.source_organisation})"), *facts(report, url=edit_url)],
        guards=still_open(offered),
        button_label=button if offered.url else "",
        blocked=blocked(offered),
        back_url=edit_url,
        back_label=_("Back, to change it"),
    )
