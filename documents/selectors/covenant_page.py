"""What a page about one covenant shows: parties and signatures, place and period, annexes, text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from documents.body import from_json
from documents.days import today
from documents.models.covenant import GIVES_COVER, CovenantVersion, Standing
from documents.models.paper_signature import PaperSignature
from documents.models.party import Annex, AnnexPartner, Party
from documents.models.purpose import DataCategory
from documents.models.signature import Signature
from documents.selectors.signing import asked_on, reminded_on
from documents.word.blocks import Block

Text = str | Promise
# From the moment that signatories are asked until the covenant ends: others accede later (D-29).
SIGNING = (Standing.READY_TO_SIGN, Standing.PARTIALLY_SIGNED, Standing.NOT_YET_BEGUN, Standing.IN_FORCE)


class Signed(StrEnum):
    """How a party stands towards the text as it is now."""

    SIGNED = "signed"
    DECLINED = "declined"
    VOIDED = "voided"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class PartyView:
    """`signed_on`: of the signature, valid or voided, or of declining; `gives` and `receives` over all annexes."""

    party: Party
    signed: Signed
    signed_on: date | None
    reason: str
    gives: tuple[DataCategory, ...]
    receives: tuple[DataCategory, ...]
    waits_since: date | None = None
    waits_days: int = 0
    # The last page that the party signed on paper, on this very text.
    paper: PaperSignature | None = None


@dataclass(frozen=True)
class PartnerView:
    name: str
    gives: tuple[DataCategory, ...]
    receives: tuple[DataCategory, ...]


@dataclass(frozen=True)
class AnnexView:
    annex: Annex
    partners: tuple[PartnerView, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class CovenantPage:
    version: CovenantVersion
    standing: str
    standing_label: Text
    territory: tuple[str, ...]
    parties: tuple[PartyView, ...]
    annexes: tuple[AnnexView, ...]
    blocks: tuple[Block, ...]
    reminded_on: date | None = None

    @property
    def signed(self) -> int:
        return sum(view.signed == Signed.SIGNED for view in self.parties)

    @property
    def gives_cover(self) -> bool:
        """It opens sharing: its annexes say what of, and at its end it winds down."""
        return self.version.covenant.kind in GIVES_COVER

    @property
    def awaits_signatures(self) -> bool:
        """Signing is open, and somebody has not signed yet."""
        return self.standing in SIGNING and bool(self.to_sign)

    @property
    def to_sign(self) -> tuple[str, ...]:
        """Organisations whose signature is still to come."""
        return tuple(str(view.party.organisation) for view in self.parties if view.signed != Signed.SIGNED)


def covenant_page(version: CovenantVersion, *, on: date | None = None) -> CovenantPage:
    """The caller has found the version through `visible_to`."""
    day = on or today()
    current: Any = CovenantVersion.objects.with_standing(day).get(pk=version.pk)
    since = asked_on(version) if current.standing in SIGNING else None
    annexes = list(
        version.annexes.select_related("meeting_type").prefetch_related(
            "partners__organisation", "partners__gives", "partners__receives", "criteria", "deviations", "admissions"
        )
    )
    seats = [partner for annex in annexes for partner in annex.partners.all()]
    return CovenantPage(
        version=version,
        standing=current.standing,
        standing_label=Standing(current.standing).label,
        territory=tuple(place.name for place in version.territory.all()),
        parties=tuple(_waiting(view, since, day) for view in _parties(version, seats)),
        annexes=tuple(_annex(annex) for annex in annexes),
        blocks=from_json(version.body),
        reminded_on=reminded_on(version) if since else None,
    )


def signatures_at_stake(version: CovenantVersion) -> int:
    """How many signatures a change of the text would void: said before saving."""
    return version.signatures.filter(revision=version.revision, declined=False).count()


def _parties(version: CovenantVersion, partners: Iterable[AnnexPartner]) -> Iterable[PartyView]:
    latest: dict[int, Signature] = {}
    # Newest first; a signature on this very text goes before anything else.
    for signature in version.signatures.all():
        current = signature.revision == version.revision and not signature.declined
        if signature.organisation_id not in latest or current:
            latest[signature.organisation_id] = signature
    pages = version.paper_signatures.filter(revision=version.revision).select_related("uploaded_by", "answered_by")
    papers = {page.organisation_id: page for page in reversed(pages)}
    seats: dict[int, list[AnnexPartner]] = defaultdict(list)
    for partner in partners:
        seats[partner.organisation_id].append(partner)
    for party in version.parties.select_related("organisation", "signatory"):
        answer = latest.get(party.organisation_id)
        own = seats[party.organisation_id]
        yield PartyView(
            party=party,
            signed=_signed(answer, version),
            signed_on=timezone.localdate(answer.signed_at) if answer else None,
            reason=answer.reason if answer else "",
            gives=_categories(category for seat in own for category in seat.gives.all()),
            receives=_categories(category for seat in own for category in seat.receives.all()),
            paper=papers.get(party.organisation_id),
        )


def _waiting(view: PartyView, since: date | None, day: date) -> PartyView:
    """Since when a party is awaited that has neither signed nor declined, nor left."""
    if since is None or view.signed in {Signed.SIGNED, Signed.DECLINED} or view.party.left_on:
        return view
    return replace(view, waits_since=since, waits_days=(day - since).days)


def _signed(signature: Signature | None, version: CovenantVersion) -> Signed:
    if signature is None:
        return Signed.NOT_YET
    if signature.revision != version.revision:
        return Signed.NOT_YET if signature.declined else Signed.VOIDED
    return Signed.DECLINED if signature.declined else Signed.SIGNED


def _annex(annex: Annex) -> AnnexView:
    partners = (
        PartnerView(partner.organisation.name, tuple(partner.gives.all()), tuple(partner.receives.all()))
        for partner in annex.partners.all()
    )
    return AnnexView(annex, tuple(partners), from_json(annex.body))


def _categories(categories: Iterable[DataCategory]) -> tuple[DataCategory, ...]:
    return tuple(sorted(set(categories), key=lambda category: category.label))
