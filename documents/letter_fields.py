"""Which fields may stand in a letter template? One list: its name in the template, what it holds, an example.

Names are Dutch, like the template in which a person types them. Examples are invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
# A text, a yes or no, or rows of texts.
Value = str | bool | Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Column:
    """A text in each row of a list."""

    name: str
    label: Text


@dataclass(frozen=True)
class LetterField:
    """`columns`: only of a list, which a template goes through with `{% for … in … %}`."""

    name: str
    label: Text
    example: Value
    columns: tuple[Column, ...] = ()

    @property
    def is_list(self) -> bool:
        return bool(self.columns)

    @property
    def is_yes_or_no(self) -> bool:
        return isinstance(self.example, bool)

    @property
    def column_names(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns)


@dataclass(frozen=True)
class FieldGroup:
    name: str
    label: Text
    fields: tuple[LetterField, ...]


def _group(name: str, label: Text, *fields: LetterField) -> FieldGroup:
    return FieldGroup(name, label, fields)


F = LetterField
MEETING_COLUMNS = (Column("naam", _("name of the meeting")), Column("regionale_naam", _("name in this region")))
NAME_COLUMN = (Column("naam", _("name")),)

GROUPS: tuple[FieldGroup, ...] = (
    _group(
        "brief",
        _("The letter itself"),
        F("brief.datum", _("date of the letter"), "22 november 2026"),
        F("brief.kenmerk", _("reference of the letter"), "K7P-3MX"),
    ),
    _group(
        "huis",
        _("The house"),
        F("huis.naam", _("name of the safety house"), "Zorg- en Veiligheidshuis Vaartland"),
        F("huis.adres", _("postal address, on several lines"), "Postbus 1000\n1000 AA Veldersloot"),
        F("huis.plaats", _("place"), "Veldersloot"),
        F("huis.telefoon", _("telephone number"), "088 000 00 00"),
        F("huis.email", _("e-mail address"), "info@veiligheidshuis.example"),
        F("huis.bereikbaar", _("when it can be reached"), "maandag tot en met donderdag van 10.00 tot 17.00 uur"),
        F("huis.contactpersoon", _("who answers questions about the process"), "R. Verbeek, procesmanager"),
        F("huis.contactpunt_rechten", _("contact point for rights requests"), "Contactpunt privacy"),
        F("huis.telefoon_rechten", _("telephone number of that contact point"), "088 000 00 01"),
        F("huis.email_rechten", _("e-mail address of that contact point"), "privacy@veiligheidshuis.example"),
    ),
    _group(
        "regio",
        _("The region"),
        F("regio.naam", _("name of the region"), "Regio Vaartland"),
        F("regio.gemeenten", _("its municipalities, in one sentence"), "Veldersloot, Zandermeer en Rietmonde"),
        F("regio.overlegnamen", _("names of its meetings, in one sentence"), "GGZ-veiligheidsoverleg en adviestafel"),
        F(
            "regio.overleggen",
            _("its meetings, one by one"),
            (
                {"naam": "GGZ-veiligheidsoverleg", "regionale_naam": "Tafel Zorg en Veiligheid"},
                {"naam": "Adviestafel", "regionale_naam": ""},
            ),
            MEETING_COLUMNS,
        ),
    ),
    _group(
        "overleg",
        _("The meeting of this case"),
        F("overleg.naam", _("name of the meeting"), "GGZ-veiligheidsoverleg"),
        F("overleg.doel", _("purpose of the meeting"), "voorkomen dat gedrag escaleert"),
        F("overleg.grondslag", _("legal basis, as the covenant names it"), "artikel 3 van bijlage 1 bij het convenant"),
        F(
            "overleg.deelnemers",
            _("organisations at the table"),
            ({"naam": "Gemeente Veldersloot"}, {"naam": "Politie Vaartland"}, {"naam": "GGZ Lindevaart"}),
            NAME_COLUMN,
        ),
    ),
    _group(
        "persoon",
        _("The person concerned"),
        F("persoon.naam", _("name"), "J. de Vries"),
        F("persoon.geboortedatum", _("date of birth"), "3 maart 1990"),
        F("persoon.adres", _("postal address, on several lines"), "Lindelaan 1\n1000 AB Veldersloot"),
        F("persoon.vertegenwoordiger", _("representative, if there is one"), "M. de Vries"),
    ),
    _group(
        "casus",
        _("The case"),
        F("casus.code", _("code of the case"), "K7P-3MX"),
        F("casus.gemeente", _("responsible municipality"), "Veldersloot"),
        F("casus.aangemeld_op", _("date of the referral"), "2 november 2026"),
        F("casus.aangemeld_door", _("organisation that referred"), "Wonen Noord"),
        F("casus.opgenomen_op", _("date of inclusion"), "16 november 2026"),
        F("casus.procesregie", _("municipal director"), "S. Bakker"),
        F("casus.procesregie_contact", _("how to reach the municipal director"), "088 000 00 02"),
        F("casus.casusregie", _("case coordinator GGZ"), "I. Post"),
        F("casus.casusregie_contact", _("how to reach the case coordinator GGZ"), "088 000 00 03"),
        F("casus.casemanager", _("care case manager"), "M. Aydin"),
        F("casus.casemanager_contact", _("how to reach the care case manager"), "088 000 00 04"),
        F("casus.eerste_overleg_op", _("date of the first meeting"), "30 november 2026"),
    ),
    _group(
        "uitkomst",
        _("Outcome of a referral"),
        F("uitkomst.aangenomen", _("accepted"), True),
        F("uitkomst.overgedragen", _("handed over to somebody else"), False),
        F("uitkomst.advies", _("advice given"), False),
        F("uitkomst.besloten_op", _("date of the decision"), "9 november 2026"),
        F("uitkomst.overgedragen_aan", _("who it was handed over to"), "het sociaal wijkteam"),
        F("uitkomst.toelichting", _("explanation of the decision"), "Er zijn meer ketens nodig."),
    ),
    _group(
        "ontvanger",
        _("Who the letter is for"),
        F("ontvanger.naam", _("name"), "S. Bakker"),
        F("ontvanger.functie", _("function"), "gemeentelijk regisseur"),
        F("ontvanger.organisatie", _("organisation"), "Gemeente Veldersloot"),
    ),
    _group(
        "afzender",
        _("Who sends the letter"),
        F("afzender.naam", _("name"), "R. Verbeek"),
        F("afzender.functie", _("function"), "procesmanager veiligheidshuis"),
        F("afzender.organisatie", _("organisation"), "Zorg- en Veiligheidshuis Vaartland"),
    ),
)

FIELDS: Mapping[str, LetterField] = {field.name: field for group in GROUPS for field in group.fields}
EXAMPLES: Mapping[str, Value] = {field.name: field.example for field in FIELDS.values()}
