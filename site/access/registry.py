"""Which nouns are protected, public or internal; a noun that is none of these fails the boot check."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.apps import apps
from django.db.models import Model

if TYPE_CHECKING:
    from access.rules import Rule

M = TypeVar("M", bound=type[Model])

# Tables of the framework and of Wagtail: no case data, no route of ours (design: two trust zones).
FRAMEWORK_APPS = frozenset(
    {
        "auth",
        "axes",
        "contenttypes",
        "sessions",
        "taggit",
        "wagtailadmin",
        "wagtailcore",
        "wagtaildocs",
        "wagtailembeds",
        "wagtailimages",
        "wagtailsearch",
        "wagtailusers",
    }
)

_registered: set[type[Model]] = set()
_rules: dict[type[Model], "Rule"] = {}


def protected(rule: "Rule") -> Callable[[M], M]:
    """This noun is seen through `visible_to(viewer)` and this rule only."""

    def register(model: M) -> M:
        _rules[model] = rule
        rule.model = model
        return _register(model)

    return register


def internal(why: str) -> Callable[[M], M]:
    """This noun has no route of its own and is never serialised by itself; `why` is for the reader."""
    return _register


def public(why: str) -> Callable[[M], M]:
    """Everyone who is signed in may see this noun; `why` is for the reader."""
    return _register


def rule_of(model: type[Model]) -> "Rule":
    """The rule of a protected noun; a KeyError for anything else, so that nothing passes by accident."""
    return _rules[model]


def protected_models() -> list[type[Model]]:
    return sorted(_rules, key=lambda model: model._meta.label)


def unregistered_models() -> list[type[Model]]:
    """Models that are neither protected, public nor internal; many-to-many tables follow their owner."""
    return [
        model
        for model in apps.get_models()
        if model not in _registered and model._meta.app_label not in FRAMEWORK_APPS and not model._meta.auto_created
    ]


def _register(model: M) -> M:
    _registered.add(model)
    return model
