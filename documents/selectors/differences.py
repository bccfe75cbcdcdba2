"""What changed between two versions of one agreement, of whatever kind; the reader may see both."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from documents.body import from_json
from documents.models.binding import Binding
from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.party import Annex, AnnexPartner
from documents.selectors.block_changes import block_changes
from documents.selectors.step_changes import StepChange
from documents.selectors.text_changes import statement_changes
from workflows.steps import step_by_id

# By heading: what stands there, in words.
Facts = Mapping[str, str]


def differences(before: Any, after: Any) -> list[StepChange]:
    if isinstance(after, MatrixVersion):
        return [*statement_changes(before, after), *_fact_changes(_matrix_facts(before), _matrix_facts(after))]
    texts = block_changes(from_json(before.body), from_json(after.body))
    if not isinstance(after, CovenantVersion):
        return texts
    return [*_fact_changes(_covenant_facts(before), _covenant_facts(after)), *texts, *_annex_texts(before, after)]


def _fact_changes(old: Facts, new: Facts) -> list[StepChange]:
    found = []
    for heading in dict.fromkeys([*new, *old]):
        was, becomes = old.get(heading, ""), new.get(heading, "")
        if was != becomes:
            found.append(
                StepChange(heading, was, becomes, "changed" if was and becomes else "new" if becomes else "dropped")
            )
    return found


def _covenant_facts(version: CovenantVersion) -> Facts:
    parties = version.parties.select_related("organisation")
    facts = {
        _("Valid from"): _day(version.starts_on),
        _("Valid until"): _day(version.ends_on),
        _("Winding-down term in days"): str(version.winding_down_days),
        _("Territory"): ", ".join(place.name for place in version.territory.all()),
        _("Parties"): "\n".join(f"{party.organisation} ({party.mandate})" for party in parties),
    }
    annexes = version.annexes.prefetch_related("partners__organisation", "partners__gives", "partners__receives")
    for annex in annexes:
        facts |= _annex_facts(annex)
    return facts


def _annex_facts(annex: Annex) -> Facts:
    parts = {
        _("Purpose"): annex.purpose,
        _("Target group"): annex.target_group,
        _("Legal basis"): annex.legal_basis,
        _("Who takes part"): "\n".join(_partner(partner) for partner in annex.partners.all()),
    }
    return {f"{annex.title}, {label.lower()}": text for label, text in parts.items()}


def _partner(partner: AnnexPartner) -> str:
    gives = ", ".join(category.label for category in partner.gives.all()) or _("nothing")
    receives = ", ".join(category.label for category in partner.receives.all()) or _("nothing")
    words = {"organisation": partner.organisation, "gives": gives, "receives": receives}
    return _("%(organisation)s gives: %(gives)s; receives: %(receives)s") % words


def _annex_texts(before: CovenantVersion, after: CovenantVersion) -> Iterator[StepChange]:
    old = {annex.meeting_type_id: annex.body for annex in before.annexes.all()}
    for annex in after.annexes.all():
        yield from block_changes(from_json(old.get(annex.meeting_type_id, [])), from_json(annex.body))


def _matrix_facts(version: MatrixVersion) -> Facts:
    """Which steps each role may take by it: a binding may change while no word does."""
    facts: dict[str, dict[str, None]] = {}
    bindings = Binding.objects.filter(statement__row__section__version=version)
    for one in bindings.select_related("statement__row__section").order_by("statement__row__section__order", "step"):
        section = one.statement.row.section
        role = section.get_role_display() or section.name
        heading = capfirst(_("%(role)s, steps") % {"role": role})
        facts.setdefault(heading, {})[str(step_by_id(one.step).label)] = None
    nobody = {str(step_by_id(one.step).label): None for one in version.nobody_steps.all()}
    scope = [place.name for place in version.municipalities.all()] or [
        _("all municipalities without a matrix of their own")
    ]
    return {heading: "\n".join(steps) for heading, steps in facts.items()} | {
        _("Nobody may do this"): "\n".join(nobody),
        _("Territory"): ", ".join(scope),
    }


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else _("no day")
