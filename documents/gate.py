"""Who may share in a case: D-1's table by date, for many triples of purpose, organisation and municipality at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

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


class _Membership(NamedTuple):
    """An organisation as party to one version: since when it is bound, and its own last day."""

    since: date
    left_on: date | None


class _Seat(NamedTuple):
    """An organisation as partner in an annex, with what the gate asks of the version around it and nothing more."""

    partner_id: int
    organisation_id: int
    meeting_type_id: int
    annex_title: str
    version_id: int
    version_number: int
    begins_on: date | None
    last_day: date | None
    readable_until: date | None
    number: str
    title: str


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
    seats = [seat.partner_id for _triple, seat, one in _candidates({triple}, Q(), on) if one.cover == Cover.IN_FORCE]
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
    for triple, _seat, covering in _candidates(triples, narrowed, on):
        found[triple].append(covering)
    return {triple: min(found[triple], key=_rank, default=NO_COVERING) for triple in triples}


def _rank(covering: Covering) -> tuple[int, int, int]:
    """In force before winding down before ended; then the one that lasts longest."""
    lasts = date.max if covering.last_day is None else covering.last_day
    return BEST_FIRST.index(covering.cover), -lasts.toordinal(), covering.covenant_version_id or 0


def _candidates(triples: set[Triple], narrowed: Q, on: date) -> Iterator[tuple[Triple, _Seat, Covering]]:
    if not triples:
        return
    seats = _seats(triples, narrowed)
    versions = {seat.version_id for seat in seats}
    memberships = _memberships(versions)
    territory = _territory(versions)
    of_meeting: dict[tuple[int, int], list[_Seat]] = defaultdict(list)
    for seat in seats:
        of_meeting[seat.meeting_type_id, seat.organisation_id].append(seat)
    for triple in triples:
        for seat in of_meeting[triple[:2]]:
            membership = memberships.get((seat.version_id, seat.organisation_id))
            if membership and triple[2] in territory[seat.version_id]:
                yield triple, seat, _covering(seat, membership, on)


def _seats(triples: set[Triple], narrowed: Q) -> list[_Seat]:
    """Those of these organisations in annexes of these meeting types, in covenants that were concluded."""
    rows = (
        AnnexPartner.objects.filter(
            annex__meeting_type__in={triple[0] for triple in triples},
            organisation__in={triple[1] for triple in triples},
            annex__version__begins_on__isnull=False,
            annex__version__covenant__kind__in=GIVES_COVER,
        )
        .filter(narrowed)
        .order_by()
        .values_list(
            "pk",
            "organisation_id",
            "annex__meeting_type_id",
            "annex__title",
            "annex__version_id",
            "annex__version__version_number",
            "annex__version__begins_on",
            "annex__version__last_day",
            "annex__version__readable_until",
            "annex__version__covenant__number",
            "annex__version__covenant__title",
        )
    )
    return [_Seat(*row) for row in rows]


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
    parties = Party.objects.filter(version__in=versions).annotate(signed_at=Subquery(signed_at)).order_by()
    return {
        (version, organisation): _Membership(timezone.localdate(signed), left_on)
        for version, organisation, left_on, signed in parties.values_list(
            "version_id", "organisation_id", "left_on", "signed_at"
        )
        if signed
    }


def _territory(versions: set[int]) -> dict[int, set[int]]:
    territory: dict[int, set[int]] = defaultdict(set)
    through = CovenantVersion.territory.through
    rows = through._default_manager.filter(covenantversion_id__in=versions)
    for version_id, municipality_id in rows.values_list("covenantversion_id", "municipality_id"):
        territory[version_id].add(municipality_id)
    return territory


def _covering(seat: _Seat, membership: _Membership, on: date) -> Covering:
    words = {"number": seat.number, "version": seat.version_number, "annex": seat.annex_title}
    covering = Covering(
        cover=_cover(seat, membership, on),
        covenant_version_id=seat.version_id,
        number=seat.number,
        version_number=seat.version_number,
        title=seat.title,
        annex_title=seat.annex_title,
        last_day=min((day for day in (seat.last_day, membership.left_on) if day), default=None),
        clause=_("covenant %(number)s version %(version)s, annex “%(annex)s”") % words,
    )
    return covering if covering.cover != Cover.NONE else NO_COVERING


def _cover(seat: _Seat, membership: _Membership, on: date) -> Cover:
    if seat.begins_on is None or on < max(seat.begins_on, membership.since):
        return Cover.NONE
    # A party that leaves is ended the day after its own last day: no winding down.
    if membership.left_on and on > membership.left_on:
        return Cover.ENDED
    if seat.last_day is None or on <= seat.last_day:
        return Cover.IN_FORCE
    return Cover.WINDING_DOWN if seat.readable_until and on <= seat.readable_until else Cover.ENDED
