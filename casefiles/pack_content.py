"""What an access pack holds: every item of the case about the person, without what was marked, and who saw it."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import Count, Model, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer, resolve
from accounts.models import Organisation, Role
from audit.models import AccessLogEntry, Event
from casefiles.models import (
    AccessPack,
    Case,
    Circle,
    Client,
    Consent,
    InformationRoute,
    NoticePostponement,
    PlanVersion,
    Referral,
    Report,
    Restriction,
    RiskInventory,
    RiskLine,
    RoundAnswer,
    SharingAgreement,
    SubjectNotice,
)
from casefiles.models.access_pack import RemovalGround
from casefiles.models.medical import MEDICAL_NOUNS
from casefiles.models.plan import TEXT_PARTS
from casefiles.sealing import readable_to, thing_of, words_of
from casefiles.selectors.disclosures import disclosures, kinds_of, to_whom
from casefiles.selectors.ending import kind_of
from casefiles.selectors.person_rights import facts_of
from casefiles.standing import day

# What both directors read. Care and named circles are not theirs to give: their own people answer for those.
GIVEN = (Circle.TEAM, Circle.DIRECTORS)
RECORDS: dict[type[Model], Any] = {
    SubjectNotice: gettext_lazy("Informing the person"),
    NoticePostponement: gettext_lazy("Informing the person"),
    InformationRoute: gettext_lazy("Information route"),
    Consent: gettext_lazy("Consent"),
    SharingAgreement: gettext_lazy("Agreed with the person about sharing"),
}
ADOPTED = ("adopted", "evaluated", "replaced")
LOOKS = (Event.READ, Event.SEARCH, Event.DOWNLOAD, Event.EXPORT)


@dataclass(frozen=True)
class PackItem:
    """One thing of the case, as the person reads it; `told`: that something was given to somebody outside the team."""

    key: str
    heading: str
    source: str
    on: str
    text: str
    told: bool = False


@dataclass(frozen=True)
class PackContent:
    """`items`: as they stand; `given`: as they leave. `lost_passages`: marked, and not found in their item."""

    items: Sequence[PackItem]
    given: Sequence[PackItem]
    lost_passages: Sequence[str]
    digest: str


def pack_content(pack: AccessPack) -> PackContent:
    """With the rights that its maker has now."""
    items = list(_items(pack.case, resolve(pack.owner)))
    removals = list(pack.removals.all())
    marked = [(one.item_key, one.passage, one.ground) for one in removals]
    texts = {one.key: one.text for one in items}
    lost = [one.passage for one in removals if one.passage not in texts.get(one.item_key, "")]
    given = [_without(one, [mark for mark in marked if mark[0] == one.key]) for one in items]
    whole = json.dumps([[asdict(one) for one in items], sorted(marked)], ensure_ascii=False)
    return PackContent(items, given, lost, hashlib.sha256(whole.encode()).hexdigest())


def who_looked(case: Case) -> list[tuple[str, str, str, int]]:
    """Who looked: organisation, role, what, and how often; the names of colleagues are not needed for this.

    Medical records are their own institution's affair: a number that moved with them would tell that they exist.
    """
    rows = AccessLogEntry.objects.filter(cases__case_key=case.key, event__in=LOOKS).order_by()
    rows = rows.exclude(noun__in=MEDICAL_NOUNS)
    counted = rows.values_list("organisation_key", "roles", "event").annotate(number=Count("pk"))
    names = dict(Organisation.objects.values_list("key", "name"))
    return sorted(
        (names.get(key, _("unknown organisation")), _roles(roles), str(Event(event).label), number)
        for key, roles, event, number in counted
    )


def _items(case: Case, viewer: Viewer) -> Iterator[PackItem]:
    for client in _seen(Client, case, viewer):
        born = day(client.birth_date) if client.birth_date else _("not known")
        yield _item(client, _("Who it is about"), f"{client.name}\n{_('Date of birth')}: {born}")
    for model, heading in RECORDS.items():
        for one in _seen(model, case, viewer):
            facts = "\n".join(f"{fact.key}: {fact.value}" for fact in facts_of(one) if fact.value)
            yield _item(one, str(heading), f"{capfirst(one.get_state_display())}\n{facts}")
    for report in _seen(Report, case, viewer).exclude(state="withdrawn").prefetch_related("statements"):
        said = [_("You said of this: %(text)s") % {"text": one.text} for one in report.statements.all()]
        yield _item(report, _("Report"), "\n".join([report.story, *said]))
    for plan in _seen(PlanVersion, case, viewer).filter(state__in=ADOPTED).prefetch_related("statements"):
        said = [_("You said of this: %(text)s") % {"text": one.text} for one in plan.statements.all()]
        heading = _("Plan of action, version %(number)s") % {"number": plan.number}
        yield _item(plan, heading, "\n".join([_plan_text(plan), *said]))
    yield from _before_the_plan(case, viewer)
    referrals = Referral.objects.visible_to(viewer).filter(Q(case=case) | Q(joined_to=case))
    for one in referrals.filter(submitted_at__isnull=False).select_related("organisation").order_by("pk"):
        yield PackItem(
            one.key,
            _("Referral"),
            str(one.organisation),
            day(timezone.localdate(one.submitted_at)),
            _referral_text(one),
        )
    yield from _set_aside(case, viewer)
    yield from _told(case, viewer)


def _before_the_plan(case: Case, viewer: Viewer) -> Iterator[PackItem]:
    """What people typed stands in the text, never in the heading: only in the text can a passage be left out."""
    for answer in _seen(RoundAnswer, case, viewer).select_related("source_organisation", "task"):
        yield _item(answer, _("Answer that was given in the information round"), f"{answer.task.title}\n{answer.text}")
    for inventory in _seen(RiskInventory, case, viewer).prefetch_related("lines__source"):
        heading = _("Risk inventory version %(number)s") % {"number": inventory.number}
        yield _item(inventory, heading, "\n".join(map(_risk_text, inventory.lines.all())))


def _told(case: Case, viewer: Viewer) -> Iterator[PackItem]:
    """To whom outside the team something was given (D-32); what was corrected is told by the line in its place."""
    rows = disclosures(viewer, case).filter(corrected_by__isnull=True).select_related("content")
    for one in rows.order_by("given_on", "pk"):
        facts = [(_("Ground"), one.ground), (_("Kinds of data"), kinds_of(one)), (_("What"), one.content.description)]
        text = "\n".join(f"{key}: {value}" for key, value in facts if value)
        yield PackItem(one.key, to_whom(one), str(one.organisation), day(one.given_on), text, told=True)


def _set_aside(case: Case, viewer: Viewer) -> Iterator[PackItem]:
    """Set aside is kept: the right to know what is kept stays, and who decides on it reads it."""
    rows = Restriction.objects.visible_to(viewer).filter(case=case, state__in=Restriction.IN_FORCE)
    for one in rows.order_by("pk"):
        if not readable_to(viewer, one):
            continue
        thing = thing_of(one)
        words = "\n".join(f"{question}: {text}" for question, text in words_of(thing))
        note = _("Set aside since %(day)s: nobody uses it.") % {"day": day(timezone.localdate(one.created_at))}
        yield _item(thing, capfirst(kind_of(one.noun)), f"{note}\n{words}")


def _seen(model: Any, case: Case, viewer: Viewer) -> Any:
    rows = model.objects.visible_to(viewer).filter(case=case, circle__in=GIVEN, shared_at__isnull=False)
    return rows.select_related("source_organisation").order_by("shared_at", "pk")


def _item(thing: Any, heading: str, text: str) -> PackItem:
    on = day(timezone.localdate(thing.shared_at))
    return PackItem(thing.key, heading, str(thing.source_organisation), on, text.replace("\r\n", "\n"))


def _plan_text(plan: PlanVersion) -> str:
    texts = [getattr(plan, name) for name in TEXT_PARTS]
    actions = [" · ".join(getattr(one, name) for name in one.SEVEN) for one in plan.actions.all()]
    return "\n".join(text for text in [*texts, plan.evaluation, *actions] if text)


def _risk_text(line: RiskLine) -> str:
    about = f"{capfirst(line.get_domain_display())}, {line.get_kind_display()}"
    return f"{about}: {line.text} ({line.source})"


def _referral_text(referral: Referral) -> str:
    facts = (
        (_("Question"), referral.question),
        (_("Based on"), referral.get_basis_display()),
        (_("Already discussed elsewhere"), referral.discussed_elsewhere),
    )
    return "\n".join(f"{name}: {value}" for name, value in facts if value).replace("\r\n", "\n")


def _without(item: PackItem, marks: Sequence[tuple[str, str, str]]) -> PackItem:
    """Every place where a marked passage stands; where two overlap nothing of either stays."""
    grounds = [str(RemovalGround(ground).label) for _key, _passage, ground in marks]
    left_out = _("[left out: %(ground)s]") % {"ground": ", ".join(dict.fromkeys(grounds))}
    source = "" if RemovalGround.REPORTER in {ground for _key, _passage, ground in marks} else item.source
    if any(not passage for _key, passage, _ground in marks):
        return replace(item, source=source, text=left_out)
    hidden = {place for _key, passage, _ground in marks for place in _places(item.text, passage)}
    kept = (left_out if place - 1 not in hidden else "" for place in sorted(hidden))
    words = dict(zip(sorted(hidden), kept, strict=True))
    text = "".join(words.get(place, letter) for place, letter in enumerate(item.text))
    return replace(item, source=source, text=text)


def _places(text: str, passage: str) -> Iterator[int]:
    """The places of all letters of this passage, wherever it stands."""
    start = text.find(passage)
    while start >= 0:
        yield from range(start, start + len(passage))
        start = text.find(passage, start + 1)


def _roles(roles: str) -> str:
    return ", ".join(str(Role(role).label) for role in roles.split(",") if role in Role.values)
