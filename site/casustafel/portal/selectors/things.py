"""How a thing of each machine is named in a list of work: its page, its case, and one line about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Subquery
from django.db.models.expressions import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.selectors.history import HIDDEN_FROM_REFERRER
from casefiles.standing import day
from documents.models import MeetingType
from workflows.authority import Machine
from workflows.models import Transition
from workflows.refusals import Text

# What was done last, and by whom: where the step before says why this one waits.
LAST_STEPS = {
    "plan.submit": gettext_lazy("submitted by %(name)s"),
    "plan.send_back": gettext_lazy("sent back by %(name)s"),
}


@dataclass(frozen=True)
class Shape:
    """`related`: what its line and its holder need, so that a list takes one query."""

    url_name: str
    related: tuple[str, ...]
    about: Callable[[Any, Transition | None], Text]
    in_a_case: bool = False
    # Never a case that the row names, also not later.
    apart: bool = False


def _plan(plan: Any, moved: Transition | None) -> Text:
    if moved and moved.step in LAST_STEPS:
        return LAST_STEPS[moved.step] % {"name": moved.actor}
    return _("written by %(name)s") % {"name": plan.author}


def _deviation(deviation: Any, moved: Transition | None) -> Text:
    return _("proposed by %(name)s") % {"name": deviation.owner}


def _report(report: Any, moved: Transition | None) -> Text:
    return _("for %(name)s") % {"name": report.owner}


def _postponement(postponement: Any, moved: Transition | None) -> Text:
    return _("proposed by %(name)s") % {"name": postponement.author}


def _pack(pack: Any, moved: Transition | None) -> Text:
    return _("prepared by %(name)s") % {"name": pack.author}


def _request_answer(answer: Any, moved: Transition | None) -> Text:
    return _rights_request(answer.request, moved)


def _rights_request(request: Any, moved: Transition | None) -> Text:
    words = {"kind": request.get_kind_display(), "day": day(request.due_on)}
    return _("%(kind)s, answer at the latest on %(day)s") % words


def _referral(referral: Any, moved: Transition | None) -> Text:
    return f"{referral.organisation}, {referral.municipality}"


def _occurrence(occurrence: Any, moved: Transition | None) -> Text:
    return _("somebody with the same name and birth date was referred")


def _covenant(version: Any, moved: Transition | None) -> Text:
    return _("%(document)s, version %(number)s") % {"document": version.covenant, "number": version.version_number}


def _matrix(version: Any, moved: Transition | None) -> Text:
    return _("%(document)s, version %(number)s") % {"document": version.matrix, "number": version.version_number}


def _protocol(version: Any, moved: Transition | None) -> Text:
    return _("%(document)s, version %(number)s") % {"document": version.protocol, "number": version.version_number}


def _mapping(mapping: Any, moved: Transition | None) -> Text:
    return _("%(meeting)s, proposed by %(name)s") % {"meeting": mapping.meeting_type, "name": mapping.proposer}


def _seal(seal: Any, moved: Transition | None) -> Text:
    return _("sealed by %(name)s") % {"name": seal.sealed_by}


def _restriction(restriction: Any, moved: Transition | None) -> Text:
    return _("set aside by %(name)s") % {"name": restriction.set_aside_by}


def _destruction(made: Any, moved: Transition | None) -> Text:
    return str(made.municipality)


def _extract(extract: Any, moved: Transition | None) -> Text:
    return _("anonymised referral")


def _asked(item: Any, moved: Transition | None) -> Text:
    return _("asked by %(name)s") % {"name": item.owner}


def _emergency(access: Any, moved: Transition | None) -> Text:
    words = {"name": access.author, "municipality": access.case.municipality}
    return _("started by %(name)s, %(municipality)s") % words


SHAPES = {
    "seal": Shape("casefiles:seal", ("case__meeting_type", "sealed_by"), _seal, in_a_case=True),
    "restriction": Shape("casefiles:restriction", ("case__meeting_type", "set_aside_by"), _restriction, in_a_case=True),
    "destruction": Shape("casefiles:destructionlist", ("municipality",), _destruction, apart=True),
    # Not in a case: whoever reads it at the advisory table may not learn which case it is from.
    "extract": Shape("casefiles:extract", ("case__meeting_type",), _extract, apart=True),
    "invitation": Shape("casefiles:invitation", ("case__meeting_type", "owner"), _asked, in_a_case=True),
    "handover": Shape("casefiles:handover", ("case__meeting_type", "owner"), _asked, in_a_case=True),
    "scaling": Shape("casefiles:scaling", ("case__meeting_type", "owner"), _asked, in_a_case=True),
    "emergency": Shape(
        "casefiles:emergency",
        ("case__meeting_type", "case__municipality", "author"),
        _emergency,
        in_a_case=True,
    ),
    "plan": Shape("casefiles:plan_version", ("case__meeting_type", "author"), _plan, in_a_case=True),
    "deviation": Shape("casefiles:deviation", ("case__meeting_type", "owner"), _deviation, in_a_case=True),
    "report": Shape("casefiles:report", ("case__meeting_type", "owner"), _report, in_a_case=True),
    "postponement": Shape("casefiles:postponement", ("case__meeting_type", "author"), _postponement, in_a_case=True),
    "request_answer": Shape(
        "casefiles:request_answer", ("case__meeting_type", "request"), _request_answer, in_a_case=True
    ),
    "rights_request": Shape("casefiles:rights_request", ("municipality",), _rights_request, apart=True),
    "pack": Shape("casefiles:access_pack", ("case__meeting_type", "author"), _pack, in_a_case=True),
    "referral": Shape("casefiles:referral", ("meeting_type", "organisation", "municipality"), _referral),
    "occurrence": Shape("casefiles:occurrence", ("case__meeting_type",), _occurrence, in_a_case=True),
    "covenant": Shape("documents:covenant", ("covenant",), _covenant),
    "matrix": Shape("documents:matrix", ("matrix",), _matrix),
    "mapping": Shape("documents:mapping", ("meeting_type", "proposer"), _mapping),
    "protocol": Shape("documents:protocol", ("protocol",), _protocol),
}


def listed(viewer: Viewer, of: Machine) -> QuerySet[Any]:
    """What this viewer may see of one machine, with all that a list shows of it."""
    model: Any = of.model
    moves = Transition.objects.filter(noun=model._meta.label_lower, thing_id=OuterRef("pk"))
    # A step that leaves the state as it was (a signature, a vote) is not when the waiting began.
    last = moves.exclude(source=F("target")).exclude(step=HIDDEN_FROM_REFERRER).order_by("-id")
    things: QuerySet[Any] = model.objects.visible_to(viewer).select_related(*SHAPES[of.name].related)
    marked: QuerySet[Any] = things.annotate(last_move=Subquery(last.values("pk")[:1])).order_by()
    return marked


def moves_of(things: Iterable[Any]) -> dict[int, Transition]:
    """How these listed things came where they are, by the number that each carries as `last_move`."""
    numbers = {thing.last_move for thing in things} - {None}
    return Transition.objects.select_related("actor").in_bulk(numbers)


def url_of(of: Machine, thing: Any) -> str:
    return reverse(SHAPES[of.name].url_name, args=[thing.key])


def case_code(of: Machine, thing: Any) -> str:
    return str(thing.case.key) if SHAPES[of.name].in_a_case else ""


def meeting_type_of(of: Machine, thing: Any) -> MeetingType | None:
    """The purpose that says which role holds a function; agreements have none."""
    found: MeetingType | None = getattr(thing.case if SHAPES[of.name].in_a_case else thing, "meeting_type", None)
    return found
