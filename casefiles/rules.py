"""Who sees what in a case: every noun's tokens, of one thing and as a filter."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from access.numbers import Numbers, numbers
from access.rules import Rule
from access.viewer import Viewer

TEAM, DIRECTORS, DESK, CARE, ORG, USER, OWN = "team", "directors", "desk", "care:org", "org", "user", "own"
# Who was asked to decide in place of others (D-27): the thing that they decide on, and the question itself.
DECIDE, DECIDER = "decide", "decider"
OWNED_CIRCLES = ("directors", "named")
# No choice of anybody: where sealed items are, which nobody reads (D-22). Set by `actions/seal.py` only.
SEALED = "sealed"
Held = Mapping[str, Sequence[tuple[int, int | None]]]


def case_token(case_id: int, kind: str, value: int | None = None) -> str:
    """A case-scoped token; nothing of a case carries any other kind, so that nothing survives a removal."""
    return f"case:{case_id}:{kind}" if value is None else f"case:{case_id}:{kind}:{value}"


def decide_kind(model: Any) -> str:
    """The kind of token that opens one thing of this model to who must decide on it."""
    return f"{DECIDE}:{model._meta.model_name}"


def parse(token: str) -> tuple[int, str, int | None] | None:
    """The case, kind and value of a case-scoped token; none for any other token."""
    prefix, _colon, rest = token.partition(":")
    if prefix != "case":
        return None
    case_id, _colon, kind = rest.partition(":")
    name, _colon, value = kind.rpartition(":")
    return (int(case_id), name, int(value)) if value.isdigit() else (int(case_id), kind, None)


def held_by_kind(tokens: Iterable[str]) -> Held:
    """Case tokens grouped by kind: kind → (case, value)."""
    return _by_kind(frozenset(tokens))


@lru_cache(maxsize=64)
def _by_kind(tokens: frozenset[str]) -> Held:
    """Read once for the some fifty questions of a page: somebody with hundreds of cases holds thousands of tokens."""
    held: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for token in tokens:
        if parsed := parse(token):
            held[parsed[1]].append((parsed[0], parsed[2]))
    return {kind: tuple(places) for kind, places in held.items()}


def cases(held: Held, kind: str) -> list[int]:
    return [case_id for case_id, _value in held.get(kind, ())]


def in_cases(held: Held, *kinds: str) -> Numbers | Collection[int]:
    """The cases of these kinds, for a condition."""
    return numbers([case_id for kind in kinds for case_id in cases(held, kind)])


class CaseScopedRule(Rule):
    """Shared by all nouns of a case: a filter per reach of the viewer's tokens (unlimited, or until a moment: D-1)."""

    since_field = "shared_at"
    case_path = "case"

    def q(self, viewer: Viewer) -> Q:
        condition = Q(pk__in=[])
        for until, tokens in viewer.tokens_by_reach.items():
            held = held_by_kind(tokens)
            if held:
                reach = Q() if until is None else Q(**{f"{self.since_field}__lte": until})
                condition |= self.held_q(held, viewer) & reach
        return condition

    @abstractmethod
    def held_q(self, held: Held, viewer: Viewer) -> Q:
        """The things that these tokens open, their reach apart."""

    def since(self, thing: Any) -> datetime | None:
        value = thing
        for part in self.since_field.split("__"):
            value = getattr(value, part)
        moment: datetime | None = value
        return moment

    def case_key(self, thing: Any) -> str:
        return str(thing.case.key)


class CaseRule(CaseScopedRule):
    """The case itself: code, municipality, state. For the team, and for the desk that serves it."""

    since_field = "opened_at"

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({case_token(thing.pk, TEAM), case_token(thing.pk, DESK)})

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        return Q(pk__in=in_cases(held, TEAM, DESK))

    def case_key(self, thing: Any) -> str:
        return str(thing.key)


class TeamRule(CaseScopedRule):
    """What the whole team sees and nobody else: who is in it."""

    since_field = "created_at"

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({case_token(thing.case_id, TEAM)})

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        return Q(case_id__in=in_cases(held, TEAM))


class CaseItemRule(CaseScopedRule):
    """A case item: its circle once it is shared; before that its author and owner alone."""

    def __init__(self, path: str = "", *, since: str = "", to_decide: bool = True) -> None:
        """`path` leads from a child to the item that carries the circle, such as `plan_version__`.

        `since` names the child's own moment of sharing, where that is later than its parent's. `to_decide`: who must
        decide on the item by a fallback reads this child as well.
        """
        self.path, self.to_decide = path, to_decide
        self.since_field = since or f"{path}shared_at"

    @cached_property
    def decided_as(self) -> str:
        """The kind of token by which a fallback opens the item; nothing where no fallback decides on it."""
        decided = self.to_decide and getattr(self.item_model, "HAS_FALLBACK", False)
        return decide_kind(self.item_model) if decided else ""

    @property
    def item_model(self) -> Any:
        """The model that carries the circle: this noun's own, or its parent's."""
        model: Any = self.model
        for part in filter(None, self.path.split("__")):
            model = model._meta.get_field(part).related_model
        return model

    def item(self, thing: Any) -> Any:
        for part in filter(None, self.path.split("__")):
            thing = getattr(thing, part)
        return thing

    def tokens(self, thing: Any) -> frozenset[str]:
        item = self.item(thing)
        tokens = _circle_tokens(item) if item.shared_at else _own_tokens(item)
        if self.decided_as and item.shared_at and item.circle != SEALED:
            tokens = tokens | {case_token(item.case_id, self.decided_as, item.pk)}
        return frozenset(tokens | ({case_token(item.case_id, DESK)} if item.desk_reads else set()))

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        p = self.path
        shared = (
            Q(**{f"{p}circle": "team", f"{p}case_id__in": in_cases(held, TEAM)})
            | Q(**{f"{p}circle": "directors", f"{p}case_id__in": in_cases(held, DIRECTORS)})
            | self._own_narrow_q(held)
            | self._care_q(held)
            | self._named_q(held)
            | self._decide_q(held)
        ) & Q(**{f"{p}shared_at__isnull": False})
        me = Q(**{f"{p}author_id": viewer.user.pk}) | Q(**{f"{p}owner_id": viewer.user.pk})
        own = me & Q(**{f"{p}shared_at__isnull": True, f"{p}case_id__in": in_cases(held, OWN)})
        return shared | own | Q(**{f"{p}desk_reads": True, f"{p}case_id__in": in_cases(held, DESK)})

    def _own_narrow_q(self, held: Held) -> Q:
        """A report stays its reporter's, who may correct it (D-24), also in a circle without themselves."""
        p = self.path
        condition = Q(pk__in=[])
        for owner_id, case_ids in by_value(held.get(USER, [])).items():
            condition |= Q(
                **{
                    f"{p}circle__in": OWNED_CIRCLES,
                    f"{p}owner_id": owner_id,
                    f"{p}case_id__in": case_ids,
                }
            )
        return condition

    def _care_q(self, held: Held) -> Q:
        """Medical data: the source institution's own members in the care circle (D-20)."""
        condition = Q(pk__in=[])
        for organisation_id, case_ids in by_value(held.get(CARE, [])).items():
            condition |= Q(
                **{
                    f"{self.path}circle": "care",
                    f"{self.path}source_organisation_id": organisation_id,
                    f"{self.path}case_id__in": case_ids,
                }
            )
        return condition

    def _decide_q(self, held: Held) -> Q:
        p, things = self.path, [value for _case, value in held.get(self.decided_as, ())] if self.decided_as else []
        return Q(**{f"{p}pk__in": things}) & ~Q(**{f"{p}circle": SEALED}) if things else Q(pk__in=[])

    def _named_q(self, held: Held) -> Q:
        p = self.path
        condition = Q(pk__in=[])
        for kind, field in ((ORG, "named_organisations"), (USER, "named_people")):
            for value, case_ids in by_value(held.get(kind, [])).items():
                # A subquery, because a join would show an item once for each name on it.
                named = self.item_model._base_manager.filter(**{field: value}).values("pk")
                condition |= Q(**{f"{p}circle": "named", f"{p}case_id__in": case_ids, f"{p}pk__in": named})
        return condition

    def case_key(self, thing: Any) -> str:
        return str(self.item(thing).case.key)

    def lines(self, thing: Any) -> list[str]:
        item = self.item(thing)
        if item.shared_at is None:
            return [_("It is a draft: only its writer and owner see it.")]
        return [_("It is for the circle “%(circle)s”.") % {"circle": item.get_circle_display()}]


class DirectorsRule(CaseItemRule):
    """Of the directors alone, always shared: who made it and directs no more sees it no more."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({case_token(self.item(thing).case_id, DIRECTORS)})

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        return Q(**{f"{self.path}case_id__in": in_cases(held, DIRECTORS)})


def _circle_tokens(item: Any) -> set[str]:
    match item.circle:
        case "sealed":
            return set()
        case "team":
            return {case_token(item.case_id, TEAM)}
        case "directors":
            return {case_token(item.case_id, DIRECTORS), case_token(item.case_id, USER, item.owner_id)}
        case "care":
            return {case_token(item.case_id, CARE, item.source_organisation_id)}
    organisations = {case_token(item.case_id, ORG, one.pk) for one in item.named_organisations.all()}
    people = {item.owner_id, *(one.pk for one in item.named_people.all())}
    return organisations | {case_token(item.case_id, USER, pk) for pk in people}


def _own_tokens(item: Any) -> set[str]:
    return {case_token(item.case_id, OWN, item.author_id), case_token(item.case_id, OWN, item.owner_id)}


def by_value(pairs: Iterable[tuple[int, int | None]]) -> dict[int, Numbers | Collection[int]]:
    """The cases of each value, for a condition."""
    grouped: dict[int, list[int]] = defaultdict(list)
    for case_id, value in pairs:
        if value is not None:
            grouped[value].append(case_id)
    return {value: numbers(case_ids) for value, case_ids in grouped.items()}
