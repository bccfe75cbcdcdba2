"""Who may share in a case: D-1's table by date, for many triples of purpose, organisation and municipality at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.cover_gaps import missing
from documents.models.covenant import GIVES_COVER, CovenantVersion
from documents.models.party import AnnexPartner, Party
from documents.models.signature import Signature
from workflows.refusals import Unmet

# Meeting type, organisation, municipality: primary keys.
Triple = tuple[int, int, int]


class Cover(StrEnum):
    """How a covenant covers an organisation on one day, best first."""

    IN_FORCE = "in_force"
    WINDING_DOWN = "winding_down"
    ENDED = "ended"
    NONE = "none"


BEST_FIRST = tuple(Cover)


@dataclass(frozen=True)
class Covering:
    """The covenant that covers, with its clause; without one (`Cover.NONE`) everything else is empty.

    `last_day` is the last day in force for this organisation, inclusive; none while no end is known.
    """

    cover: Cover
    covenant_version_id: int | None = None
    number: str = ""
    version_number: int = 0
    title: str = ""
    annex_title: str = ""
    last_day: date | None = None
    clause: str = ""


NO_COVERING = Covering(Cover.NONE)


@dataclass(frozen=True)
class _Membership:
    """An organisation as party to one version: since when it is bound, and its own last day."""

    since: date
    left_on: date | None


def coverings(triples: Iterable[Triple], *, on: date) -> dict[Triple, Covering]:
    """The best covering of each triple on this day (D-17: one suffices), in three queries for any number of triples."""
    return _best(set(triples), Q(), on)


def sole_cover(version: CovenantVersion, triples: Iterable[Triple], *, on: date, after: date) -> set[Triple]:
    """What this version covers on this day, and no other covenant would on the day after it ended."""
    asked = set(triples)
    own = _best(asked, Q(annex__version=version), on)
    others = _best(asked, ~Q(annex__version=version), after)
    return {one for one in asked if own[one].cover == Cover.IN_FORCE and others[one].cover != Cover.IN_FORCE}


def may_give(triple: Triple, category_id: int, *, on: date) -> Covering | None:
    """The covenant in force under which this organisation gives this kind of data (D-18), or none."""
    covering = _best({triple}, Q(gives=category_id), on)[triple]
    return covering if covering.cover == Cover.IN_FORCE else None


def given_by(triple: Triple, *, on: date) -> set[int]:
    """Every kind of data of which `may_give` says yes, by primary key, in four queries for any number of kinds."""
    seats = [partner.pk for _triple, partner, one in _candidates({triple}, Q(), on) if one.cover == Cover.IN_FORCE]
    given = AnnexPartner.gives.through._default_manager.filter(annexpartner_id__in=seats)
    return set(given.values_list("datacategory_id", flat=True))


def missing_cover(triple: Triple, *, on: date, viewer: Viewer | None = None) -> Unmet:
    """What is missing, and who can mend it; with a viewer also where, as far as they may see the covenant."""
    return missing(triple, on=on, viewer=viewer)


def parties_in_force(on: date) -> QuerySet[Any]:
    """Primary keys of the organisations that are party to a covenant in force: who `partners` are."""
    parties = Party.objects.in_force(on).filter(version__covenant__kind__in=GIVES_COVER)
    return parties.values_list("organisation_id", flat=True).distinct()


def _best(triples: set[Triple], narrowed: Q, on: date) -> dict[Triple, Covering]:
    found: dict[Triple, list[Covering]] = defaultdict(list)
    for triple, _partner, covering in _candidates(triples, narrowed, on):
        found[triple].append(covering)
    return {triple: min(found[triple], key=_rank, default=NO_COVERING) for triple in triples}


def _rank(covering: Covering) -> tuple[int, int, int]:
    """In force before winding down before ended; then the one that lasts longest."""
    lasts = date.max if covering.last_day is None else covering.last_day
    return BEST_FIRST.index(covering.cover), -lasts.toordinal(), covering.covenant_version_id or 0


def _candidates(triples: set[Triple], narrowed: Q, on: date) -> Iterator[tuple[Triple, AnnexPartner, Covering]]:
    if not triples:
        return
    partners = list(_partners(triples, narrowed))
    versions = {partner.annex.version_id for partner in partners}
    memberships = _memberships(versions)
    territory = _territory(versions)
    by_seat: dict[tuple[int, int], list[AnnexPartner]] = defaultdict(list)
    for partner in partners:
        by_seat[partner.annex.meeting_type_id, partner.organisation_id].append(partner)
    for triple in triples:
        for partner in by_seat[triple[:2]]:
            membership = memberships.get((partner.annex.version_id, partner.organisation_id))
            if membership and triple[2] in territory[partner.annex.version_id]:
                yield triple, partner, _covering(partner, membership, on)


def _partners(triples: set[Triple], narrowed: Q) -> QuerySet[AnnexPartner]:
    """The seats that these organisations have in annexes of these meeting types, in covenants that were concluded."""
    return (
        AnnexPartner.objects.filter(
            annex__meeting_type__in={triple[0] for triple in triples},
            organisation__in={triple[1] for triple in triples},
            annex__version__begins_on__isnull=False,
            annex__version__covenant__kind__in=GIVES_COVER,
        )
        .filter(narrowed)
        .select_related("annex__version__covenant")
    )


def _memberships(versions: set[int]) -> dict[tuple[int, int], _Membership]:
    signed_at = (
        Signature.objects.filter(
            version=OuterRef("version"),
            organisation=OuterRef("organisation"),
            revision=OuterRef("version__revision"),
            declined=False,
        )
        .order_by("signed_at")
        .values("signed_at")[:1]
    )
    parties: Any = Party.objects.filter(version__in=versions).annotate(signed_at=Subquery(signed_at))
    return {
        (party.version_id, party.organisation_id): _Membership(timezone.localdate(party.signed_at), party.left_on)
        for party in parties
        if party.signed_at
    }


def _territory(versions: set[int]) -> dict[int, set[int]]:
    territory: dict[int, set[int]] = defaultdict(set)
    through = CovenantVersion.territory.through
    rows = through._default_manager.filter(covenantversion_id__in=versions)
    for version_id, municipality_id in rows.values_list("covenantversion_id", "municipality_id"):
        territory[version_id].add(municipality_id)
    return territory


def _covering(partner: AnnexPartner, membership: _Membership, on: date) -> Covering:
    version = partner.annex.version
    covenant = version.covenant
    words = {"number": covenant.number, "version": version.version_number, "annex": partner.annex.title}
    covering = Covering(
        cover=_cover(version, membership, on),
        covenant_version_id=version.pk,
        number=covenant.number,
        version_number=version.version_number,
        title=covenant.title,
        annex_title=partner.annex.title,
        last_day=min((day for day in (version.last_day, membership.left_on) if day), default=None),
        clause=_("covenant %(number)s version %(version)s, annex “%(annex)s”") % words,
    )
    return covering if covering.cover != Cover.NONE else NO_COVERING


def _cover(version: CovenantVersion, membership: _Membership, on: date) -> Cover:
    if version.begins_on is None or on < max(version.begins_on, membership.since):
        return Cover.NONE
    # A party that leaves is ended the day after its own last day: no winding down.
    if membership.left_on and on > membership.left_on:
        return Cover.ENDED
    if version.last_day is None or on <= version.last_day:
        return Cover.IN_FORCE
    return Cover.WINDING_DOWN if version.readable_until and on <= version.readable_until else Cover.ENDED
