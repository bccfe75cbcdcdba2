"""How the access log is written for a reader: events, nouns and steps in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from audit.models import AccessLogEntry, Action, Event
from workflows.refusals import Text
from workflows.steps import all_steps

NOUNS: dict[str, Text] = {
    "casefiles.case": gettext_lazy("the case"),
    "casefiles.client": gettext_lazy("who the case is about"),
    "casefiles.membership": gettext_lazy("a place in the team"),
    "casefiles.replacement": gettext_lazy("a replacement"),
    "casefiles.referral": gettext_lazy("a referral"),
    "casefiles.report": gettext_lazy("a report"),
    "casefiles.reportversion": gettext_lazy("a version of a report"),
    "casefiles.planversion": gettext_lazy("a plan of action"),
    "casefiles.planaction": gettext_lazy("an action of the plan"),
    "casefiles.actionprogress": gettext_lazy("progress of an action"),
    "casefiles.planfile": gettext_lazy("the Word file of a plan"),
    "casefiles.invitation": gettext_lazy("an invitation into the team"),
    "casefiles.handover": gettext_lazy("a handover"),
    "casefiles.scalingrequest": gettext_lazy("a request to scale up"),
    "casefiles.flag": gettext_lazy("a flag"),
    "casefiles.emergencyaccess": gettext_lazy("emergency access"),
    "casefiles.closingnotice": gettext_lazy("what the person was told"),
    "casefiles.purposechange": gettext_lazy("a change of purpose"),
    "documents.covenantversion": gettext_lazy("a covenant"),
    "documents.matrixversion": gettext_lazy("a role matrix"),
    "documents.letterversion": gettext_lazy("a letter template"),
    "documents.functionmapping": gettext_lazy("functions of a meeting"),
    "documents.housedetails": gettext_lazy("the details of the house"),
    "documents.protocolversion": gettext_lazy("a protocol"),
    "documents.declaration": gettext_lazy("a confidentiality declaration"),
    "documents.storedfile": gettext_lazy("the file of an agreement"),
    "documents.housepage": gettext_lazy("a page"),
    "documents.homepage": gettext_lazy("the welcome"),
    "documents.newspage": gettext_lazy("a news item"),
    "documents.explanationpage": gettext_lazy("an explanation"),
    "audit.accesslogentry": gettext_lazy("the access log"),
}
# What is done without a step of a machine.
DEEDS: dict[str, Text] = {
    "membership.grant": gettext_lazy("Give access"),
    "membership.extend": gettext_lazy("Extend access"),
    "membership.end": gettext_lazy("End access"),
    "membership.care": gettext_lazy("Change the care circle"),
    "report.check": gettext_lazy("Check report"),
    "report.narrow": gettext_lazy("Narrow the circle"),
    "covenant.paper_page": gettext_lazy("Add signed page"),
    "covenant.refuse_page": gettext_lazy("Refuse page"),
    "covenant.remind": gettext_lazy("Send reminder"),
    "declaration.sign": gettext_lazy("Sign declaration"),
    "declaration.end": gettext_lazy("End declaration"),
    "plan.start": gettext_lazy("Start plan"),
    "plan.edit": gettext_lazy("Change plan"),
    "plan.write_evaluation": gettext_lazy("Write evaluation"),
    "letter.add": gettext_lazy("Add template"),
    "letter.render": gettext_lazy("Make letter"),
    "house.edit": gettext_lazy("Change details"),
    "plan.progress": gettext_lazy("Report progress"),
    "page.create": gettext_lazy("Save page"),
    "page.edit": gettext_lazy("Save page"),
    "page.revert": gettext_lazy("Save page"),
    "mapping.propose": gettext_lazy("Propose functions"),
    "page.publish": gettext_lazy("Publish page"),
    "page.unpublish": gettext_lazy("Take page offline"),
    "page.delete": gettext_lazy("Remove page"),
    "page.choose_readers": gettext_lazy("Choose readers"),
}
# Pages that show several things at once, by the name of their address.
PAGES: dict[str, Text] = {
    "my_work": gettext_lazy("the page My work"),
    "my_cases": gettext_lazy("the list of cases"),
    "my_access": gettext_lazy("the page My details and access"),
    "oversight": gettext_lazy("the access log"),
    "emergencies": gettext_lazy("the list of emergency access"),
}


def deed(entry: AccessLogEntry) -> str:
    """What was done, to what kind of thing; never which words it holds."""
    if step := _step(entry.step):
        return _("%(event)s: %(thing)s (%(step)s)") % {
            "event": _event(entry),
            "thing": _thing(entry) or _("something"),
            "step": step,
        }
    thing = _thing(entry)
    return _("%(event)s: %(thing)s") % {"event": _event(entry), "thing": thing} if thing else str(_event(entry))


def roles_at_the_time(entry: AccessLogEntry) -> str:
    """The roles that were held at that moment, as the line keeps them."""
    return ", ".join(str(Role(role).label) for role in entry.roles.split(",") if role in Role.values)


def _event(entry: AccessLogEntry) -> Text:
    if entry.event == Event.CHANGE and entry.action == Action.CREATE:
        return _("made")
    return Event(entry.event).label


def _thing(entry: AccessLogEntry) -> Text:
    return NOUNS.get(entry.noun) or PAGES.get(entry.route) or ""


def _step(name: str) -> Text:
    labels: dict[str, Text] = {step.id: step.label for step in all_steps()}
    return DEEDS.get(name) or labels.get(name) or ""
