"""Which rows belong to a case, a referral or an item? Found from the models themselves: no noun is forgotten."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model

from casefiles.models import Case, Referral, RequestAnswer, RightsRequest

# Databases limit how many values one statement may hold.
CHUNK = 500
Pks = set[Any]


@dataclass
class Belongings:
    """`rows`: what goes, by model; `loosened`: what stays and only pointed at it, by foreign key."""

    rows: dict[type[Model], Pks] = field(default_factory=lambda: defaultdict(set))
    loosened: dict[tuple[type[Model], str], Pks] = field(default_factory=lambda: defaultdict(set))

    def models(self) -> list[type[Model]]:
        return [*self.rows, *{model for model, _name in self.loosened if model not in self.rows}]

    def objects(self, model: type[Model]) -> Iterator[Any]:
        for chunk in chunks(self.rows.get(model, ())):
            yield from model._base_manager.filter(pk__in=chunk)


def belongings(root: Model) -> Belongings:
    """Everything that points at it, directly or through others. What has another case as its home stays."""
    found = Belongings()
    found.rows[type(root)].add(root.pk)
    waiting: list[tuple[type[Model], Pks]] = [(type(root), {root.pk})]
    while waiting:
        model, pks = waiting.pop()
        for child, foreign_key in pointing_at(model):
            if fresh := _belonging(child, foreign_key, pks, found):
                found.rows[child] |= fresh
                waiting.append((child, fresh))
    if answers := found.rows.get(RequestAnswer):
        found.rows[RightsRequest] |= _answered_by_these_alone(answers)
    return found


def _answered_by_these_alone(answers: Pks) -> Pks:
    """A request at the contact point is of every case of its person: it goes with the last that answered it."""
    requests: Pks = set()
    for chunk in chunks(answers):
        requests |= set(RequestAnswer.objects.filter(pk__in=chunk).values_list("request_id", flat=True))
    others = RequestAnswer.objects.filter(request__in=requests).values_list("request_id", "pk")
    return requests - {request for request, pk in others if pk not in answers}


def pointing_at(model: type[Model]) -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Each (model, foreign key) that refers to this one; many-to-many tables as well."""
    for one in model._meta.get_fields(include_hidden=True):
        if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one):
            yield one.related_model, one.field  # type: ignore[union-attr, misc]


def reachable() -> set[type[Model]]:
    """Every model with a path to a case or a referral."""
    seen: set[type[Model]] = {Case, Referral}
    waiting = list(seen)
    while waiting:
        for child, _foreign_key in pointing_at(waiting.pop()):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return seen


def chunks(pks: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = sorted(pks)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def _belonging(child: type[Model], foreign_key: "Field[Any, Any]", pks: Pks, found: Belongings) -> Pks:
    belonging: Pks = set()
    home = _home(child)
    for chunk in chunks(pks):
        rows = child._base_manager.filter(**{f"{foreign_key.name}__in": chunk})
        if home is None or home == foreign_key.name or not foreign_key.null:
            belonging |= set(rows.values_list("pk", flat=True))
            continue
        for pk, home_id in rows.values_list("pk", home):
            if home_id in found.rows.get(Case, ()):
                belonging.add(pk)
            else:
                found.loosened[child, foreign_key.name].add(pk)
    return belonging - found.rows.get(child, set())


def _home(model: type[Model]) -> str | None:
    """The field that says whose a row is: a case's own number, or its `case`."""
    if model is Case:
        return "pk"
    fields = {one.name: one for one in model._meta.concrete_fields}
    return "case" if "case" in fields and fields["case"].related_model is Case else None
