"""Which things does the demo region consist of? Frozen dataclasses that name every field of the TOML files.

Every `…_day` is a distance to the anchor day: minus is the past, plus the future. Dates never stand in a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Literal

from casustafel.demo.content.keys import CategoryKey, MeetingTypeKey, MunicipalityKey, OrganisationKey, PersonKey
from casustafel.demo.content.lists import Declared, KnownSystem, LocalName, PhaseTable
from casustafel.demo.content.texts import Attached, News, Page, Protocol

Circle = Literal["team", "directors", "care", "named"]
CaseState = Literal["intake", "information_round", "planning", "active", "scaled_up", "closing", "closed"]
EmptyCell = Literal["", "deliberate", "to_agree"]


@dataclass(frozen=True)
class Municipality:
    key: str
    name: str
    inhabitants: int | None = None


@dataclass(frozen=True)
class Organisation:
    key: str
    name: str
    kind: str


@dataclass(frozen=True)
class DatedRole:
    """Without municipality: for the whole region; without `to_day`: until further notice."""

    role: str
    from_day: int
    municipality: Annotated[str | None, "municipalities"] = None
    to_day: int | None = None


@dataclass(frozen=True)
class Person:
    login: str
    email: str
    name: str
    title: str
    organisation: OrganisationKey
    roles: tuple[DatedRole, ...]

    @property
    def key(self) -> str:
        return self.login


@dataclass(frozen=True)
class MeetingType:
    """`functions`: case function → role; `any` means that every role may hold it."""

    key: str
    name: str
    alias: str
    purpose: str
    frequency: str
    place: str
    functions: Mapping[str, str]


@dataclass(frozen=True)
class DataCategory:
    """`medical`: only in circle care, and in no annex (a covenant is never its ground)."""

    key: str
    label: str
    special: bool
    description: str
    medical: bool = False


@dataclass(frozen=True)
class Party:
    """Signed by a person of the region, or (no `signatory`) on paper by who the mandate names."""

    organisation: OrganisationKey
    required: bool
    mandate: str
    signatory: Annotated[str | None, "people"] = None
    from_day: int | None = None


@dataclass(frozen=True)
class Partner:
    organisation: OrganisationKey
    gives: tuple[CategoryKey, ...]
    receives: tuple[CategoryKey, ...]


@dataclass(frozen=True)
class Annex:
    meeting_type: MeetingTypeKey
    title: str
    purpose: str
    target_group: str
    legal_basis: str
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Block:
    """A heading or paragraph has `text`, a list has `items`."""

    kind: Literal["heading", "paragraph", "list"]
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Covenant:
    number: str
    title: str
    kind: str
    signed_day: int
    valid_from_day: int
    valid_until_day: int
    winding_down_days: int
    territory: tuple[MunicipalityKey, ...]
    parties: tuple[Party, ...]
    annexes: tuple[Annex, ...]
    blocks: tuple[Block, ...]
    audience: tuple[str, ...] = ("partners",)
    attachments: tuple[Attached, ...] = ()
    # Without these days it took six weeks to make.
    imported_day: int | None = None
    consulted_day: int | None = None
    ready_day: int | None = None


@dataclass(frozen=True)
class Statement:
    """`step`: id of the governed step that this statement is bound to, or empty."""

    text: str
    step: str = ""


@dataclass(frozen=True)
class Row:
    """A phase heading (`heading`, no cells), or three cells; `empty_…` says what an empty cell means."""

    heading: str = ""
    tasks: tuple[Statement, ...] = ()
    responsibilities: tuple[Statement, ...] = ()
    authorities: tuple[Statement, ...] = ()
    empty_tasks: EmptyCell = ""
    empty_responsibilities: EmptyCell = ""
    empty_authorities: EmptyCell = ""


@dataclass(frozen=True)
class Section:
    role: str
    function: str
    title: str
    aliases: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    number: str
    title: str
    version: int
    proposed_day: int
    adopted_day: int
    effective_day: int
    proposer: PersonKey
    adopters: tuple[PersonKey, ...]
    meeting_types: tuple[MeetingTypeKey, ...]
    municipalities: tuple[MunicipalityKey, ...]
    sections: tuple[Section, ...]
    phase_tables: tuple[PhaseTable, ...] = ()


@dataclass(frozen=True)
class Client:
    name: str
    birth_date: date


@dataclass(frozen=True)
class CaseStep:
    """The state that was reached; the first one is `intake`: the accepted referral."""

    state: CaseState
    day: int
    by: PersonKey
    reason: str


@dataclass(frozen=True)
class Member:
    """One grant, both days inclusive; a renewal is a second one. `expected`: how it stands on day 0 (D-1)."""

    person: PersonKey
    function: str
    circles: tuple[Literal["team", "directors", "care", "desk"], ...]
    from_day: int
    to_day: int
    expected: Literal["in_force", "winding_down", "ended", "past"]

    def holds_on(self, day: int) -> bool:
        return self.from_day <= day <= self.to_day


@dataclass(frozen=True)
class Edit:
    """A later version by the reporter: the whole text as it then reads."""

    day: int
    time: time
    text: str


@dataclass(frozen=True)
class Report:
    """The reporter owns it; the author typed it (the desk, when it was phoned in)."""

    day: int
    time: time
    channel: Literal["call", "voicemail", "direct"]
    scope: Literal["person", "environment"]
    valence: Literal["positive", "neutral", "concern"]
    reporter: PersonKey
    author: PersonKey
    circle: Circle
    category: CategoryKey
    text: str
    onward: bool = False
    named_people: tuple[PersonKey, ...] = ()
    named_organisations: tuple[OrganisationKey, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Signal:
    sign: str
    response: str


@dataclass(frozen=True)
class Remark:
    day: int
    person: PersonKey
    text: str


@dataclass(frozen=True)
class Action:
    """The seven answers; `subgoal` is a number (1: the plan's first), `due_day` is the date that goes with `when`."""

    who: str
    what: str
    where: str
    when: str
    due_day: int
    how: str
    subgoal: int
    contribution: str
    organisation: OrganisationKey
    person: PersonKey
    status: Literal["open", "done", "late"]
    remarks: tuple[Remark, ...]
    done_day: int | None = None


@dataclass(frozen=True)
class Reaction:
    """What somebody who was asked said of a plan in consultation; without words they agree."""

    day: int
    person: PersonKey
    part: str = ""
    text: str = ""


@dataclass(frozen=True)
class Proposal:
    """A deviation from the plan in force, approved on `approved_day` by who adopted the plan, or still waiting."""

    day: int
    person: PersonKey
    part: str
    proposal: str
    why: str
    approved_day: int | None = None


@dataclass(frozen=True)
class Plan:
    """One version. `reason`: why it deviates from the version before; `ended_day`: replaced or evaluated."""

    number: int
    state: Literal["draft", "in_consultation", "adopted", "replaced", "evaluated"]
    writer: PersonKey
    analysis: str
    risk_factors: tuple[str, ...]
    protective_measures: tuple[str, ...]
    client_wishes: str
    signalling: tuple[Signal, ...]
    subgoals: tuple[str, ...]
    actions: tuple[Action, ...]
    reason: str = ""
    evaluation: str = ""
    police_section: str = ""
    crisis_card: str = ""
    police_writer: Annotated[str | None, "people"] = None
    consulted: tuple[PersonKey, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    adopter: Annotated[str | None, "people"] = None
    submitted_day: int | None = None
    adopted_day: int | None = None
    ended_day: int | None = None


@dataclass(frozen=True)
class Case:
    """`key` is for this content only; the product gives a case its own random code."""

    key: str
    state: CaseState
    municipality: MunicipalityKey
    meeting_type: MeetingTypeKey
    client: Client
    referrer: PersonKey
    basis: Literal["fact", "gut_feeling"]
    question: str
    informed_day: int
    steps: tuple[CaseStep, ...]
    team: tuple[Member, ...]
    reports: tuple[Report, ...] = ()
    plans: tuple[Plan, ...] = ()

    def members_on(self, day: int) -> dict[str, Member]:
        return {member.person: member for member in self.team if member.holds_on(day)}


@dataclass(frozen=True)
class Region:
    name: str
    municipalities: tuple[Municipality, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    meeting_types: tuple[MeetingType, ...]
    categories: tuple[DataCategory, ...]
    covenants: tuple[Covenant, ...]
    matrix: Matrix
    protocols: tuple[Protocol, ...]
    cases: tuple[Case, ...]
    pages: tuple[Page, ...]
    news: tuple[News, ...] = ()
    declarations: tuple[Declared, ...] = ()
    local_names: tuple[LocalName, ...] = ()
    systems: tuple[KnownSystem, ...] = ()
    # Words and expressions that find each other.
    synonyms: tuple[tuple[str, ...], ...] = ()
