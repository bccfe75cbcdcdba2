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
    "casefiles.triage": gettext_lazy("the weighing of a referral"),
    "casefiles.occurrence": gettext_lazy("an earlier case of somebody who was referred"),
    "casefiles.occurrencequestion": gettext_lazy("an earlier case of somebody who was referred"),
    "casefiles.referralletter": gettext_lazy("a letter on a referral"),
    "casefiles.report": gettext_lazy("a report"),
    "casefiles.reportversion": gettext_lazy("a version of a report"),
    "casefiles.checklist": gettext_lazy("a checklist"),
    "casefiles.checklistremark": gettext_lazy("a proposal for a checklist"),
    "casefiles.planversion": gettext_lazy("a plan of action"),
    "casefiles.planaction": gettext_lazy("an action of the plan"),
    "casefiles.actionprogress": gettext_lazy("progress of an action"),
    "casefiles.plansection": gettext_lazy("a part of a plan"),
    "casefiles.plangoal": gettext_lazy("a subgoal of a plan"),
    "casefiles.plancaresection": gettext_lazy("the care section of a plan"),
    "casefiles.planconsultation": gettext_lazy("a reaction to a plan"),
    "casefiles.planremark": gettext_lazy("a remark on a plan"),
    "casefiles.plandeviation": gettext_lazy("a deviation from a plan"),
    "casefiles.goalevaluation": gettext_lazy("the evaluation of a goal"),
    "casefiles.representative": gettext_lazy("a representative"),
    "casefiles.caselink": gettext_lazy("a link with the case of a relative"),
    "casefiles.casemerge": gettext_lazy("a merge of two cases"),
    "casefiles.roundtask": gettext_lazy("a question of the information round"),
    "casefiles.roundanswer": gettext_lazy("an answer in the information round"),
    "casefiles.lookback": gettext_lazy("a list of the police"),
    "casefiles.lookbackanalysis": gettext_lazy("the analysis of a list of the police"),
    "casefiles.riskinventory": gettext_lazy("the risk inventory"),
    "casefiles.seal": gettext_lazy("a seal"),
    "casefiles.restriction": gettext_lazy("what is set aside"),
    "casefiles.legalhold": gettext_lazy("the term of keeping"),
    "casefiles.retentionextension": gettext_lazy("an extension of the term of keeping"),
    "casefiles.destructionlist": gettext_lazy("a destruction list"),
    "casefiles.destructionentry": gettext_lazy("a line of a destruction list"),
    "casefiles.destructioncertificate": gettext_lazy("a certificate of destruction"),
    "casefiles.extract": gettext_lazy("an anonymised referral"),
    "casefiles.extractkey": gettext_lazy("the key of an anonymised referral"),
    "casefiles.subjectnotice": gettext_lazy("informing the person"),
    "casefiles.noticepostponement": gettext_lazy("informing the person later"),
    "casefiles.informationroute": gettext_lazy("the information route"),
    "casefiles.consent": gettext_lazy("a consent"),
    "casefiles.rightsrequest": gettext_lazy("a rights request"),
    "casefiles.requestanswer": gettext_lazy("the answer to a rights request"),
    "casefiles.accesspack": gettext_lazy("an access pack"),
    "casefiles.packremoval": gettext_lazy("a passage that is left out"),
    "casefiles.packfile": gettext_lazy("a file of an access pack"),
    "casefiles.reportstatement": gettext_lazy("a statement of the person"),
    "casefiles.planstatement": gettext_lazy("a statement of the person"),
    "casefiles.fallback": gettext_lazy("a question to decide in place of others"),
    "casefiles.sharingagreement": gettext_lazy("an agreement about sharing"),
    "casefiles.planfile": gettext_lazy("the Word file of a plan"),
    "casefiles.invitation": gettext_lazy("an invitation into the team"),
    "casefiles.handover": gettext_lazy("a handover"),
    "casefiles.scalingrequest": gettext_lazy("a request to scale up"),
    "casefiles.flag": gettext_lazy("a flag"),
    "casefiles.emergencyaccess": gettext_lazy("emergency access"),
    "casefiles.closingnotice": gettext_lazy("what the person was told"),
    "casefiles.purposechange": gettext_lazy("a change of purpose"),
    "casefiles.medicalrecord": gettext_lazy("a medical record"),
    "casefiles.medicalversion": gettext_lazy("a version of a medical record"),
    "casefiles.medicaldisclosure": gettext_lazy("the disclosure of a medical record"),
    "casefiles.disclosure": gettext_lazy("a disclosure outside the team"),
    "casefiles.disclosurecontent": gettext_lazy("what was disclosed outside the team"),
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
    "accounts.user": gettext_lazy("an account"),
    "documents.attachment": gettext_lazy("an attached file"),
    "documents.localname": gettext_lazy("another name of a role or meeting"),
    "documents.knownsystem": gettext_lazy("a system"),
    "casefiles.riskline": gettext_lazy("a line of the risk inventory"),
    "audit.accesslogentry": gettext_lazy("the access log"),
    "accounts.municipality": gettext_lazy("a municipality"),
    "search.question": gettext_lazy("a question of their own"),
}
# What is done without a step of a machine.
DEEDS: dict[str, Text] = {
    "membership.grant": gettext_lazy("Give access"),
    "membership.extend": gettext_lazy("Extend access"),
    "membership.end": gettext_lazy("End access"),
    "membership.care": gettext_lazy("Change the care circle"),
    "occurrence.ask": gettext_lazy("Ask whether somebody occurs already"),
    "checklist.start": gettext_lazy("Start checklist"),
    "checklist.edit": gettext_lazy("Change checklist"),
    "checklist.remark": gettext_lazy("Propose for checklist"),
    "triage.weigh": gettext_lazy("Weigh criteria"),
    "referral_letter.make": gettext_lazy("Keep letter"),
    "report.check": gettext_lazy("Check report"),
    "report.narrow": gettext_lazy("Narrow the circle"),
    "medical.write": gettext_lazy("Record medical record"),
    "medical.edit": gettext_lazy("Change medical record"),
    "medical.disclose": gettext_lazy("Disclose medical record"),
    "medical.end": gettext_lazy("End disclosure"),
    "disclosure.record": gettext_lazy("Record disclosure"),
    "disclosure.correct": gettext_lazy("Correct disclosure"),
    "covenant.paper_page": gettext_lazy("Add signed page"),
    "covenant.refuse_page": gettext_lazy("Refuse page"),
    "covenant.remind": gettext_lazy("Send reminder"),
    "declaration.sign": gettext_lazy("Sign declaration"),
    "declaration.end": gettext_lazy("End declaration"),
    "seal.place": gettext_lazy("Seal"),
    "fallback.open": gettext_lazy("Ask somebody else to decide"),
    "restriction.set_aside": gettext_lazy("Set aside"),
    "retention.extend": gettext_lazy("Extend term"),
    "retention.hold": gettext_lazy("Place legal hold"),
    "retention.lift": gettext_lazy("Lift legal hold"),
    "destruction.take_out": gettext_lazy("Take off the list"),
    "case.destroy": gettext_lazy("Destroy"),
    "referral.destroy": gettext_lazy("Destroy"),
    "extract.write": gettext_lazy("Write anonymised referral"),
    "extract.name_readers": gettext_lazy("Name readers"),
    "pack.start": gettext_lazy("Start access pack"),
    "pack.mark": gettext_lazy("Leave something out"),
    "pack.unmark": gettext_lazy("Give this after all"),
    "pack.destroy": gettext_lazy("Destroy files"),
    "case.merge": gettext_lazy("Merge with another case"),
    "case.undo_merge": gettext_lazy("Undo merge"),
    "look_back.share": gettext_lazy("Record list"),
    "municipality.inhabitants": gettext_lazy("Save inhabitants"),
    "plan.start": gettext_lazy("Start plan"),
    "plan.edit": gettext_lazy("Change plan"),
    "plan.care": gettext_lazy("Write care section"),
    "plan.ask_writers": gettext_lazy("Ask writers"),
    "plan.consult": gettext_lazy("Ask opinions"),
    "plan.react": gettext_lazy("React to plan"),
    "plan.remark": gettext_lazy("Make remark"),
    "plan.handle_remark": gettext_lazy("Tick off remark"),
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
    "question.save": gettext_lazy("Save search"),
    "question.seen": gettext_lazy("Seen all"),
    "question.forget": gettext_lazy("Take away"),
    "question.forget_recent": gettext_lazy("Take away what was asked"),
}
# Pages that show several things at once, by the name of their address.
PAGES: dict[str, Text] = {
    "my_work": gettext_lazy("the page My work"),
    "my_cases": gettext_lazy("the list of cases"),
    "my_access": gettext_lazy("the page My details and access"),
    "oversight": gettext_lazy("the access log"),
    "emergencies": gettext_lazy("the list of emergency access"),
    "asking": gettext_lazy("who asked whether somebody occurs already"),
    "people": gettext_lazy("the list of people and roles"),
    "add_person": gettext_lazy("the form for a new account"),
    "casefiles:actions": gettext_lazy("the list of actions"),
    "casefiles:triage": gettext_lazy("the referrals to weigh"),
    "casefiles:referrals": gettext_lazy("the list of referrals"),
    "casefiles:write_referral": gettext_lazy("the form for a new referral"),
    "casefiles:retentions": gettext_lazy("the terms of keeping"),
    "documents:agreements": gettext_lazy("the list of agreements"),
    "documents:coverage": gettext_lazy("who may take which step"),
    "documents:declarations": gettext_lazy("the list of declarations"),
    "documents:record_declaration": gettext_lazy("the form for a declaration on paper"),
    "documents:names": gettext_lazy("the names of roles, meetings and systems"),
    "backroom:todo": gettext_lazy("what project leaders have to do"),
    "pages:news": gettext_lazy("the list of news"),
    "pages:explanations": gettext_lazy("the list of explanations"),
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
