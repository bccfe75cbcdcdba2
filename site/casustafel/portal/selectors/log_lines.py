"""Which lines of the access log a reader sees, and how each is written: keys become names, never case text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from access.registry import protected_models
from access.viewer import Viewer
from accounts.models import Organisation, User
from audit.models import AccessLogCase, AccessLogEntry
from casefiles.models import Case
from casustafel.portal.access import oversees, territory
from casustafel.portal.log_words import deed, roles_at_the_time
from documents.days import end_of


@dataclass(frozen=True)
class LogLine:
    """One line in words. `cases`: the codes of the cases that it touches."""

    at: datetime
    who: str
    organisation: str
    what: str
    on_behalf_of: str
    cases: Sequence[str]


@dataclass(frozen=True)
class Asked:
    """What a reader of the whole log chose; both days inclusive."""

    person: str = ""
    start: date | None = None
    end: date | None = None

    def as_details(self) -> dict[str, str]:
        chosen = {"person": self.person, "start": str(self.start or ""), "end": str(self.end or "")}
        return {name: value for name, value in chosen.items() if value}


def entries_of_case(viewer: Viewer, case: Case) -> QuerySet[AccessLogEntry]:
    """Who looked at this case. Its directors read no line about a thing that they may not see: that tells it exists."""
    entries = AccessLogEntry.objects.filter(cases__case_key=case.key)
    return entries if oversees(viewer, case) else entries.filter(_about_what_is_seen(viewer, case))


def entries_over_all(viewer: Viewer, asked: Asked) -> QuerySet[AccessLogEntry]:
    """The whole log, or the part that touches cases in the territory of the reader's role."""
    entries = AccessLogEntry.objects.all()
    if territory(viewer) is not None:
        entries = entries.filter(Exists(codes_overseen(viewer).filter(entry=OuterRef("pk"))))
    if asked.person:
        entries = entries.filter(Q(user_key=asked.person) | Q(on_behalf_of_key=asked.person))
    if asked.start:
        entries = entries.filter(at__gte=timezone.make_aware(datetime.combine(asked.start, time.min)))
    return entries.filter(at__lt=end_of(asked.end)) if asked.end else entries


def codes_overseen(viewer: Viewer) -> QuerySet[AccessLogCase]:
    """Which cases a reader of the whole log is told of."""
    places = territory(viewer)
    if places is None:
        return AccessLogCase.objects.all()
    return AccessLogCase.objects.filter(case_key__in=Case.objects.filter(municipality__in=places).values("key"))


def lines_of_log(entries: Iterable[AccessLogEntry], *, codes: QuerySet[AccessLogCase] | None = None) -> list[LogLine]:
    """The page's lines, in two queries for all names; `codes` says which cases may be named beside them."""
    shown = list(entries)
    people = _names(User, [key for one in shown for key in (one.user_key, one.on_behalf_of_key)])
    organisations = _names(Organisation, [one.organisation_key for one in shown])
    touched = {} if codes is None else _by_entry(codes.filter(entry__in=[one.pk for one in shown]))
    return [
        LogLine(
            at=one.at,
            who=_who(one, people),
            organisation=organisations.get(one.organisation_key, ""),
            what=deed(one),
            on_behalf_of=people.get(one.on_behalf_of_key, ""),
            cases=touched.get(one.pk, ()),
        )
        for one in shown
    ]


def _about_what_is_seen(viewer: Viewer, case: Case) -> Q:
    condition = Q()
    for model in protected_models():
        if model._meta.app_label == Case._meta.app_label and model is not Case:
            seen = model._default_manager.visible_to(viewer).values("key")  # type: ignore[attr-defined]
            condition &= ~Q(noun=model._meta.label_lower) | Q(object_key__in=seen)
    return condition


def _who(entry: AccessLogEntry, people: Mapping[str, str]) -> str:
    if not entry.user_key:
        return _("a command on the machine itself") if entry.method == "command" else _("not signed in")
    name = people.get(entry.user_key, entry.user_key)
    return f"{name} ({roles_at_the_time(entry)})" if entry.roles else name


def _names(model: type[User] | type[Organisation], keys: Iterable[str]) -> dict[str, str]:
    rows = model._default_manager.filter(key__in=set(keys) - {""})
    return dict(rows.values_list("key", "name"))


def _by_entry(codes: QuerySet[AccessLogCase]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for entry_id, code in codes.order_by("case_key").values_list("entry_id", "case_key"):
        found.setdefault(entry_id, []).append(code)
    return found
