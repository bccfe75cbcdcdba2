"""What is missing when no covenant covers an organisation, and who can mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from accounts.models import Municipality, Organisation
from documents.models.covenant import GIVES_COVER, CovenantVersion
from documents.models.party import Annex, Party
from documents.models.purpose import MeetingType
from workflows.refusals import Unmet

PROJECT_LEADER = gettext_lazy("project leader")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing in one covenant."""

    text: str
    who: str | Promise = PROJECT_LEADER


def missing(triple: tuple[int, int, int], *, on: date, viewer: Viewer | None) -> Unmet:
    """What stands between this organisation and cover, in the covenant that comes closest.

    Only covenants that were concluded, or that the viewer may see, are named.
    """
    meeting_type, organisation, municipality = _nouns(triple)
    heading = _("No valid covenant for %(organisation)s in %(municipality)s.") % {
        "organisation": organisation,
        "municipality": municipality,
    }
    closest = _closest(triple, on, viewer)
    if closest is None:
        detail = _("No covenant has an annex for “%(meeting)s”.") % {"meeting": meeting_type}
        return Unmet(f"{heading} {detail}", who=PROJECT_LEADER)
    version, gaps = closest
    who = gaps[0].who if len(gaps) == 1 else PROJECT_LEADER
    text = " ".join([heading, *(gap.text for gap in gaps)])
    if viewer is None or not CovenantVersion.objects.visible_to(viewer).filter(pk=version.pk).exists():
        return Unmet(text, who=who)
    return Unmet(text, who=who, url=version.get_absolute_url(), url_label=_("To the covenant"))


def _nouns(triple: tuple[int, int, int]) -> tuple[MeetingType, Organisation, Municipality]:
    return (
        MeetingType.objects.get(pk=triple[0]),
        Organisation.objects.get(pk=triple[1]),
        Municipality.objects.get(pk=triple[2]),
    )


def _closest(triple: tuple[int, int, int], on: date, viewer: Viewer | None) -> tuple[CovenantVersion, list[Gap]] | None:
    annexes = Annex.objects.filter(meeting_type=triple[0], version__in=_nameable(viewer))
    found = [(annex.version, list(_gaps(annex, triple, on))) for annex in annexes.select_related("version__covenant")]
    # Fewest things missing; of several, the one that began last.
    return min(found, key=lambda pair: (len(pair[1]), -(pair[0].begins_on or date.max).toordinal()), default=None)


def _nameable(viewer: Viewer | None) -> QuerySet[CovenantVersion]:
    versions = CovenantVersion.objects.filter(covenant__kind__in=GIVES_COVER)
    concluded = Q(begins_on__isnull=False)
    if viewer is None:
        return versions.filter(concluded)
    return versions.filter(concluded | Q(pk__in=CovenantVersion.objects.visible_to(viewer).values("pk")))


def _gaps(annex: Annex, triple: tuple[int, int, int], on: date) -> Iterator[Gap]:
    version = annex.version
    covenant = {"covenant": version.covenant.number}
    party = version.parties.filter(organisation=triple[1]).select_related("signatory").first()
    if party is None:
        yield Gap(_("They are no party to covenant %(covenant)s.") % covenant)
    elif not annex.partners.filter(organisation=triple[1]).exists():
        yield Gap(_("Annex “%(annex)s” does not name them.") % {"annex": annex.title})
    if not version.territory.filter(pk=triple[2]).exists():
        yield Gap(_("Covenant %(covenant)s does not hold in that municipality.") % covenant)
    if party is not None:
        yield from _unsigned(party, covenant)
    yield from _by_date(version, party, on)


def _unsigned(party: Party, covenant: dict[str, str]) -> Iterator[Gap]:
    if not Party.objects.signed().filter(pk=party.pk).exists():
        text = _("Covenant %(covenant)s has not been signed by them yet.") % covenant
        yield Gap(text, who=str(party.signatory) if party.signatory else PROJECT_LEADER)


def _by_date(version: CovenantVersion, party: Party | None, on: date) -> Iterator[Gap]:
    covenant = version.covenant.number
    left = party.left_on if party else None
    if version.begins_on is None:
        yield Gap(_("Covenant %(covenant)s has not been concluded yet.") % {"covenant": covenant})
    elif version.begins_on > on:
        yield Gap(_("Covenant %(covenant)s begins on %(day)s.") % _dated(covenant, version.begins_on))
    elif version.last_day and version.last_day < on:
        yield Gap(_("Covenant %(covenant)s ended on %(day)s.") % _dated(covenant, version.last_day))
    elif left and left < on:
        yield Gap(_("They left covenant %(covenant)s on %(day)s.") % _dated(covenant, left))


def _dated(covenant: str, day: date) -> dict[str, str]:
    return {"covenant": covenant, "day": date_format(day, "j F Y")}
