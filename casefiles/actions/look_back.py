"""Reading in a list of the police, checking its doubtful rows, sharing it, and writing an analysis beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import Organisation, OrganisationKind
from audit.models import Action
from casefiles.dossier import COORDINATES, may_analyse, may_read_in, not_yours, shared_by, sharing_refusals
from casefiles.look_back_rows import Row
from casefiles.models import Case, Circle, LookBack, LookBackAnalysis, LookBackEntry
from casefiles.standing import Standing
from documents.models import DataCategory
from search.outbox import changed
from workflows.claim import claim
from workflows.refusals import Stale, StepRefused, Unmet


@dataclass(frozen=True)
class ListFacts:
    """Whose list it is, over which period, of which kind of data, and for whom."""

    source: Organisation
    from_day: date
    until_day: date
    data_category: DataCategory | None
    circle: str = Circle.TEAM
    onward: bool = False


@dataclass(frozen=True)
class Check:
    """What the checker says of one doubtful row: the day on which it was, or that it is left out."""

    on: date | None = None
    leave_out: bool = False


def read_in(case: Case, rows: Sequence[Row], facts: ListFacts, *, viewer: Viewer) -> LookBack:
    """A list that nobody but its reader sees, until it is checked and shared."""
    with transaction.atomic():
        standing = _must_read_in(case, viewer)
        found = LookBack(
            **shared_by(viewer, case) | {"source_organisation": facts.source, "shared_at": None},
            from_day=facts.from_day,
            until_day=facts.until_day,
            data_category=facts.data_category,
            circle=facts.circle,
            onward=facts.onward,
        )
        refusals = [*_source_refusals(facts.source), *sharing_refusals(found, viewer=viewer)]
        if refusals:
            raise StepRefused(_("This list cannot be read in"), refusals)
        found.save()
        LookBackEntry.objects.bulk_create([LookBackEntry(look_back=found, **asdict(row)) for row in rows])
        note_change(viewer, found, Action.CREATE, on_behalf_of_key=standing.on_behalf_of_key)
        return found


def share_list(look_back: LookBack, checks: Mapping[str, Check], *, viewer: Viewer, expected_version: int) -> LookBack:
    """`checks` by the key of the doubtful row; from here on the list stays as it is."""
    with transaction.atomic():
        current = claim(look_back, viewer=viewer, expected_version=expected_version)
        standing = _must_read_in(current.case, viewer)
        refusals = [] if current.shared_at is None else [Unmet(_("This list is shared already."))]
        refusals += sharing_refusals(current, viewer=viewer)
        undated = [row.row for row in _settle(current, checks) if row.on is None]
        if undated:
            rows = ", ".join(map(str, sorted(undated)))
            refusals.append(Unmet(_("These rows have no date yet: %(rows)s.") % {"rows": rows}))
        if refusals:
            raise StepRefused(_("This list cannot be shared yet"), refusals)
        current.shared_at = viewer.at
        current.save(update_fields=["shared_at"])
        note_change(viewer, current, Action.UPDATE, step="look_back.share", on_behalf_of_key=standing.on_behalf_of_key)
        changed("look_back", current.key)
        return current


def drop_list(look_back: LookBack, *, viewer: Viewer, expected_version: int) -> None:
    """A list that was not shared: nothing of it stays."""
    with transaction.atomic():
        current = claim(look_back, viewer=viewer, expected_version=expected_version)
        if current.shared_at is not None:
            raise StepRefused(_("This list cannot be taken away"), [Unmet(_("This list is shared already."))])
        note_change(viewer, current, Action.DELETE)
        current.delete()


def write_analysis(look_back: LookBack, text: str, *, viewer: Viewer, expected_version: int) -> LookBackAnalysis:
    """Case direction's own words, for the same circle as the list; `expected_version` 0: there is none yet."""
    with transaction.atomic():
        # The list is the lock: two first analyses at once would both find none.
        LookBack.objects.select_for_update().get(pk=look_back.pk)
        standing = may_analyse(viewer, look_back)
        if standing is None:
            raise not_yours(look_back.case, _("This analysis cannot be written now"), *COORDINATES)
        found = LookBackAnalysis.objects.filter(look_back=look_back).first()
        if found is None:
            found = LookBackAnalysis(**shared_by(viewer, look_back.case), look_back=look_back, circle=look_back.circle)
        elif found.version != expected_version:
            raise Stale(found)
        else:
            found.version += 1
        found.text, found.shared_at = text, viewer.at
        found.save()
        note_change(viewer, found, Action.UPDATE, on_behalf_of_key=standing.on_behalf_of_key)
        changed("analysis", found.key, narrowed=True)
        return found


def _settle(look_back: LookBack, checks: Mapping[str, Check]) -> list[LookBackEntry]:
    """The doubtful rows that stay, with what the checker said of them."""
    doubtful = list(look_back.entries.exclude(doubt=""))
    left_out = [row.pk for row in doubtful if checks.get(row.key, Check()).leave_out]
    look_back.entries.filter(pk__in=left_out).delete()
    kept = [row for row in doubtful if row.pk not in left_out]
    for row in kept:
        row.on = checks.get(row.key, Check()).on or row.on
        row.doubt = ""
    LookBackEntry.objects.bulk_update(kept, ["on", "doubt"])
    return kept


def _source_refusals(source: Organisation) -> list[Unmet]:
    if source.kind == OrganisationKind.POLICE:
        return []
    return [Unmet(_("A list of the police comes from an organisation of the police."))]


def _must_read_in(case: Case, viewer: Viewer) -> Standing:
    if standing := may_read_in(viewer, case):
        return standing
    raise not_yours(case, _("This list cannot be read in"))
