"""Writing an anonymised referral, who reads it at the advisory table, and linking it to its case again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from accounts.models import Role, User
from audit.models import Action
from casefiles.models import Case, Extract, ExtractKey, ExtractState
from casefiles.models.extract import EXTRACT_PARTS, HOUSE
from casefiles.standing import DIRECTING, Mode, standings_in
from workflows.authority import machine
from workflows.claim import claim
from workflows.models import Transition, TransitionReason, contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import after

Pairs = Sequence[tuple[str, str]]


def may_write_extract(viewer: Viewer, case: Case) -> bool:
    """Who directs the case with a covenant in force."""
    return any(one.function in DIRECTING and one.mode == Mode.FULL for one in standings_in(viewer, case.pk))


def write_extract(case: Case, texts: Mapping[str, str], *, viewer: Viewer, pairs: Pairs = ()) -> Extract:
    """Start an extract. `pairs` says which name becomes which pseudonym; the text is kept with pseudonyms only."""
    with transaction.atomic():
        if not may_write_extract(viewer, case):
            raise StepRefused(_("An extract cannot be written"), [_up_to_directors()])
        extract = Extract.objects.create(
            case=case, written_by=viewer.user, created_at=viewer.at, **_pseudonymised(texts, pairs)
        )
        ExtractKey.objects.create(extract=extract, pairs=[list(pair) for pair in pairs])
        contributed(extract, viewer.user)
        note_change(viewer, extract, Action.CREATE, step="extract.write")
        return extract


def edit_extract(
    extract: Extract, texts: Mapping[str, str], *, viewer: Viewer, expected_version: int, pairs: Pairs = ()
) -> Extract:
    """Change a draft; the key grows and never shrinks."""
    with transaction.atomic():
        current = claim(extract, viewer=viewer, expected_version=expected_version)
        if not may_write_extract(viewer, current.case):
            raise StepRefused(_("This extract cannot be changed"), [_up_to_directors()])
        if current.state != ExtractState.DRAFT:
            raise StepRefused(_("This extract cannot be changed"), [Unmet(_("It is not a draft any more."))])
        key = current.pseudonyms
        key.pairs = [list(pair) for pair in dict([*map(tuple, key.pairs), *pairs]).items()]
        key.save(update_fields=["pairs"])
        for name, text in _pseudonymised(texts, [(one[0], one[1]) for one in key.pairs]).items():
            setattr(current, name, text)
        current.save(update_fields=list(EXTRACT_PARTS))
        contributed(current, viewer.user)
        note_change(viewer, current, Action.UPDATE, step="extract.write")
        return current


def name_readers(extract: Extract, *, viewer: Viewer, expected_version: int, readers: Iterable[User]) -> Extract:
    """Who at the advisory table reads it. A member of the team would know whom it is about."""
    with transaction.atomic():
        current, chosen = claim(extract, viewer=viewer, expected_version=expected_version), list(readers)
        refusals = []
        if not viewer.has_role(Role.PROCESS_DIRECTOR, municipality_id=current.case.municipality_id):
            label = Role.PROCESS_DIRECTOR.label
            refusals.append(Unmet(_("This is up to the process director of the house."), label, forbidden=True))
        if current.state not in (ExtractState.CHECKED, ExtractState.SUBMITTED):
            refusals.append(Unmet(_("Readers are named once it is checked, until there is an outcome.")))
        if refusals:
            raise StepRefused(_("Readers cannot be named now"), refusals)
        current.readers.set(chosen)
        note_change(viewer, current, Action.UPDATE, step="extract.name_readers")
        if current.state == ExtractState.SUBMITTED:
            notify(chosen)
        return current


@after("extract.offer")
def ask_second_person(extract: Extract, moved: Transition) -> None:
    notify(one for one in machine("extract").people("extract_writer", extract) if one != moved.actor)


@after("extract.confirm")
def tell_the_house(extract: Extract, moved: Transition) -> None:
    notify(machine("extract").people(HOUSE, extract))


@after("extract.submit")
def tell_readers(extract: Extract, moved: Transition) -> None:
    notify(extract.readers.all())


@after("extract.include", "extract.advise")
def keep_outcome(extract: Extract, moved: Transition) -> None:
    """The outcome is read with the extract; the reason of a step only by who sees its course."""
    extract.outcome = TransitionReason.objects.get(transition=moved).text
    extract.save(update_fields=["outcome"])
    notify(machine("extract").people("extract_writer", extract))


@after("extract.relink")
def readers_leave(extract: Extract, moved: Transition) -> None:
    """From now on it tells who it is: whoever read it at the table reads it no more."""
    extract.readers.clear()


def _pseudonymised(texts: Mapping[str, str], pairs: Pairs) -> dict[str, Any]:
    found = {name: texts.get(name, "") for name in EXTRACT_PARTS}
    # The longest first, so that "Jan de Vries" does not leave "de Vries" behind a pseudonym.
    for name, pseudonym in sorted(pairs, key=lambda pair: -len(pair[0])):
        found = {part: text.replace(name, pseudonym) for part, text in found.items()}
    return found


def _up_to_directors() -> Unmet:
    return Unmet(_("This is up to who directs the case."), who=_("the directors of the case"), forbidden=True)
