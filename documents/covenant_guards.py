"""What must hold before a covenant moves on: each guard names everything that is missing, and who can mend it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from documents.days import today
from workflows.refusals import Unmet

LEADER_NAME = gettext_lazy("project leader")


def has_parties(thing: Any, viewer: Viewer) -> Unmet | None:
    if thing.parties.exists():
        return None
    return _leader(_("Name the parties."))


def has_required_parties(thing: Any, viewer: Viewer) -> Unmet | None:
    if thing.parties.filter(required=True).exists():
        return None
    return _leader(_("Name at least one party without whom the covenant does not begin."))


def every_party_has_a_signatory(thing: Any, viewer: Viewer) -> Unmet | None:
    """A mandate without an account is of who signs on paper; its words name that person (D-28)."""
    without = thing.parties.filter(mandate="")
    return _listed(_("Name who signs, and with what mandate, for: %s."), without)


def has_a_first_day(thing: Any, viewer: Viewer) -> Unmet | None:
    return None if thing.starts_on else _leader(_("Choose the day on which it begins."))


def has_territory(thing: Any, viewer: Viewer) -> Unmet | None:
    if thing.territory.exists():
        return None
    return _leader(_("Choose the municipalities in which it holds."))


def annexes_say_why(thing: Any, viewer: Viewer) -> Unmet | None:
    silent = thing.annexes.filter(Q(purpose="") | Q(legal_basis=""))
    return _listed(_("Write down purpose and legal basis in: %s."), silent)


def annexes_have_partners(thing: Any, viewer: Viewer) -> Unmet | None:
    return _listed(_("Name who takes part in: %s."), thing.annexes.annotate(n=Count("partners")).filter(n=0))


def partners_are_parties(thing: Any, viewer: Viewer) -> Unmet | None:
    parties = thing.parties.values("organisation_id")
    strangers = [
        f"{partner.organisation} ({annex})"
        for annex in thing.annexes.all()
        for partner in annex.partners.exclude(organisation_id__in=parties).select_related("organisation")
    ]
    return _listed(_("Only parties can take part in an annex. No party is: %s."), strangers)


COMPLETE = (
    has_required_parties,
    every_party_has_a_signatory,
    has_a_first_day,
    has_territory,
    annexes_say_why,
    annexes_have_partners,
    partners_are_parties,
)


def not_signed_yet(thing: Any, viewer: Viewer) -> Unmet | None:
    """Of the parties for whom this person signs, at least one is still unsigned and has not left."""
    own = thing.parties.filter(signatory=viewer.user, left_on__isnull=True)
    unsigned = own.exclude(pk__in=own.signed().values("pk"))
    if not own.exists() or unsigned.exists():
        return None
    return Unmet(_("You have signed this text already."), forbidden=True)


def has_not_ended(thing: Any, viewer: Viewer) -> Unmet | None:
    if thing.last_day is None or thing.last_day >= today():
        return None
    return Unmet(_("It ended on %(day)s.") % {"day": date_format(thing.last_day, "j F Y")})


def required_parties_unsigned(version: Any) -> list[Any]:
    """The parties without whom the covenant does not begin, and who have not signed the text as it is now."""
    required = version.parties.filter(required=True)
    return list(required.exclude(pk__in=required.signed().values("pk")).select_related("organisation", "signatory"))


def required_parties_have_signed(thing: Any, viewer: Viewer) -> Unmet | None:
    missing = required_parties_unsigned(thing)
    if not missing:
        return None
    names = get_text_list([str(party.organisation) for party in missing], _("and"))
    signatories = get_text_list(sorted({str(party.signatory or party.mandate) for party in missing}), _("and"))
    return Unmet(_("Not signed yet by: %(names)s.") % {"names": names}, who=signatories)


def has_a_last_day_to_come(thing: Any, viewer: Viewer) -> Unmet | None:
    earliest = max(today(), thing.begins_on or today())
    if thing.stops_on and thing.stops_on >= earliest:
        return None
    return _leader(_("Choose a last day: %(day)s at the earliest.") % {"day": date_format(earliest, "j F Y")})


def has_a_successor(thing: Any, viewer: Viewer) -> Unmet | None:
    later = thing.covenant.versions.filter(version_number__gt=thing.version_number, begins_on__isnull=False)
    return None if later.exists() else Unmet(_("No later version of it was concluded."), who=LEADER_NAME)


def _listed(sentence: str, things: Iterable[Any]) -> Unmet | None:
    names = [str(thing) for thing in things]
    return _leader(sentence % get_text_list(names, _("and"))) if names else None


def _leader(text: str) -> Unmet:
    return Unmet(text, who=LEADER_NAME)
