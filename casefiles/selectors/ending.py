"""What a step of a seal, a destruction list or an extract concerns, as facts."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casefiles.models import DestructionList, Extract, Restriction, Seal
from casefiles.selectors.confirm import Fact
from casefiles.standing import day
from workflows.refusals import Text

KINDS: dict[str, Text] = {
    "casefiles.report": gettext_lazy("report"),
    "casefiles.planversion": gettext_lazy("plan of action"),
    "casefiles.plandeviation": gettext_lazy("deviation from the plan"),
    "casefiles.roundtask": gettext_lazy("question of the information round, with its answers"),
    "casefiles.lookback": gettext_lazy("list of the police, with its analysis"),
    "casefiles.riskinventory": gettext_lazy("risk inventory"),
    "casefiles.representative": gettext_lazy("representative"),
    "casefiles.medicalrecord": gettext_lazy("medical record"),
    "casefiles.caselink": gettext_lazy("link with the case of a relative"),
}


def kind_of(noun: str) -> str:
    """What kind of item this is, in words. A test holds every kind that can be sealed to a name here."""
    return str(KINDS[noun])


def ending_facts(thing: Any) -> list[Fact]:
    match thing:
        case Seal():
            return [
                Fact(_("Case"), thing.case.key),
                Fact(_("Why it may not be here"), capfirst(thing.get_ground_display())),
                Fact(_("Explanation"), thing.explanation, empty=_("No explanation was given")),
                Fact(_("Source"), str(thing.source_organisation)),
                Fact(_("Sealed by"), str(thing.sealed_by)),
                Fact(_("Sealed on"), day(thing.created_at.date())),
            ]
        case Restriction():
            return [
                Fact(_("Case"), thing.case.key),
                Fact(_("Why it is set aside"), str(thing.get_ground_display())),
                Fact(_("Explanation"), thing.explanation, empty=_("No explanation was given")),
                Fact(_("Source"), str(thing.source_organisation)),
                Fact(_("Set aside by"), str(thing.set_aside_by)),
                Fact(_("Set aside on"), day(thing.created_at.date())),
                *([Fact(_("The person was told on"), day(thing.told_on))] if thing.told_on else []),
            ]
        case DestructionList():
            return [
                Fact(_("Municipality"), str(thing.municipality)),
                Fact(_("Made on"), day(thing.made_on)),
                Fact(_("Lines"), str(thing.entries.filter(taken_out=False).count())),
            ]
        case Extract():
            return [Fact(_("Question to the advisory table"), thing.question)]
    return []
