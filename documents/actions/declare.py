"""How a confidentiality declaration is signed by a person, recorded for one who signed on paper, and ended."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import find_or_404, note_change, note_look
from access.viewer import Viewer
from accounts.models import User
from audit.models import Action
from documents.actions.editing import must_make, refused, renewed
from documents.audiences import LEADERS, new_audience
from documents.days import today
from documents.models.covenant import CovenantVersion
from documents.models.declaration import Declaration
from documents.selectors.declarations import texts_in_force
from workflows.refusals import Stale


@dataclass(frozen=True)
class OnPaper:
    """Who signed, with an account or without; days inclusive."""

    signed_on: date
    valid_until: date | None = None
    user: User | None = None
    third_party: str = ""


@transaction.atomic
def declare(version: CovenantVersion, *, viewer: Viewer, revision: str) -> Declaration:
    """Sign this exact text for oneself, until its own last day. Raises Http404, Stale or StepRefused."""
    fresh = renewed(viewer)
    current = texts_in_force(fresh).filter(pk=version.pk).first()
    if current is None:
        raise Http404
    note_look(fresh, current)
    if current.revision != revision:
        raise Stale(current)
    own = Declaration.objects.valid(fresh.today).filter(user=fresh.user, version__covenant=current.covenant_id)
    if own.exists():
        raise refused(_("You signed this declaration already."))
    return _write(current, OnPaper(fresh.today, current.last_day, fresh.user), by=fresh)


@transaction.atomic
def record_declaration(version: CovenantVersion, *, viewer: Viewer, paper: OnPaper) -> Declaration:
    """What somebody signed on paper, recorded by the project leader."""
    fresh = renewed(viewer)
    must_make(fresh)
    current = texts_in_force(fresh).filter(pk=version.pk).first()
    if current is None:
        raise Http404
    if bool(paper.user) == bool(paper.third_party.strip()):
        raise refused(_("Name one person: with an account, or without."))
    if paper.signed_on > today() or (paper.valid_until and paper.valid_until < paper.signed_on):
        raise refused(_("It was signed today at the latest, and ends on that day or later."))
    return _write(current, paper, by=fresh)


@transaction.atomic
def end_declaration(declaration: Declaration, *, viewer: Viewer, opened_with: str, last_day: date) -> Declaration:
    """Give it another last day. `opened_with`: the last day that the form showed; Stale when it moved since."""
    fresh = renewed(viewer)
    must_make(fresh)
    current = find_or_404(fresh, Declaration.objects.select_for_update(), declaration.key)
    if opened_with != last_day_of(current):
        raise Stale(current)
    if last_day < current.signed_on:
        raise refused(_("It ends on the day on which it was signed at the earliest."))
    current.valid_until = last_day
    current.save(update_fields=["valid_until"])
    note_change(fresh, current, Action.UPDATE, step="declaration.end")
    return current


def last_day_of(declaration: Declaration) -> str:
    """As a form carries it."""
    return declaration.valid_until.isoformat() if declaration.valid_until else ""


def _write(version: CovenantVersion, paper: OnPaper, *, by: Viewer) -> Declaration:
    readers = [LEADERS, f"user:{paper.user.pk}"] if paper.user else [LEADERS]
    declaration = Declaration.objects.create(
        audience=new_audience(*readers),
        version=version,
        revision=version.revision,
        user=paper.user,
        third_party=paper.third_party.strip(),
        signed_on=paper.signed_on,
        valid_until=paper.valid_until,
        recorded_by=by.user,
    )
    note_change(by, declaration, Action.CREATE, step="declaration.sign")
    return declaration
