"""Who the client is and who belongs to them, as far as the reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.dossier import may_direct, may_merge
from casefiles.models import Case, CaseLink, CaseMerge, Client, ClientVersion, Relation, Representative
from casefiles.models.case_link import INVERSE
from casefiles.rights_age import Exercises, exercises_rights
from casefiles.rules import DIRECTORS, TEAM, case_token
from casefiles.sealing import offers_seal
from casefiles.selectors import other_cases
from casefiles.selectors.confirm import Fact
from casefiles.selectors.place import Place, place_in
from casefiles.standing import day
from workflows.refusals import Text

WHO_EXERCISES: dict[Exercises, Text] = {
    Exercises.REPRESENTATIVE: gettext_lazy("The representative, for the person"),
    Exercises.BOTH: gettext_lazy("The person and the representative together"),
    Exercises.PERSON: gettext_lazy("The person"),
    Exercises.UNKNOWN: gettext_lazy("Not known without a date of birth"),
}


@dataclass(frozen=True)
class LinkRow:
    """A relative with a case of their own that the reader sees. `link` may be ended here by who made it possible."""

    link: CaseLink
    code: str
    relation: str
    may_end: bool
    may_seal: bool


@dataclass(frozen=True)
class ClientPage:
    """`in_team` false: the desk, which reads the name and nothing more."""

    facts: Sequence[Fact]
    in_team: bool
    representatives: Sequence[Representative]
    past: Sequence[Representative]
    links: Sequence[LinkRow]
    versions: Sequence[ClientVersion]
    merges: Sequence[CaseMerge]
    may_direct: bool
    may_merge: bool
    may_seal: bool


def client_page(case: Case, *, viewer: Viewer) -> ClientPage:
    identity, today = identity_for(case, viewer=viewer), viewer.today
    in_team = case_token(case.pk, TEAM) in viewer.grants
    people = list(Representative.objects.visible_to(viewer).filter(case=case).select_related("source_organisation"))
    versions = ClientVersion.objects.visible_to(viewer).filter(case=case).select_related("written_by")
    merges = other_cases.merges(viewer).filter(case=case, undone_at=None)
    return ClientPage(
        facts=_facts(identity, in_team, today),
        in_team=in_team,
        representatives=[one for one in people if one.ends_on is None or one.ends_on >= today],
        past=[one for one in people if one.ends_on is not None and one.ends_on < today],
        links=_links(case, viewer),
        versions=list(versions),
        merges=list(merges),
        may_direct=may_direct(viewer, case) is not None,
        may_merge=may_merge(viewer, case) is not None,
        may_seal=case_token(case.pk, DIRECTORS) in viewer.grants,
    )


def identity_for(case: Case, *, viewer: Viewer, place: Place | None = None) -> Client | ClientVersion | None:
    """As it is now; for a winding-down member as it was when they could still read (D-1)."""
    client = Client.objects.visible_to(viewer).filter(case=case).first()
    here = place or place_in(viewer, case)
    if here.until is None or client is None:
        return client
    earlier = ClientVersion.objects.visible_to(viewer).filter(case=case).first()
    return earlier or client


def _facts(identity: Client | ClientVersion | None, in_team: bool, today: date) -> list[Fact]:
    if identity is None:
        return []
    name = Fact(_("Name"), identity.name)
    if not in_team:
        return [name]
    born = identity.birth_date
    rights = Fact(_("Who exercises their rights"), WHO_EXERCISES[exercises_rights(born, on=today)])
    return [name, Fact(_("Date of birth"), day(born) if born else "", empty=_("Not known")), rights]


def _links(case: Case, viewer: Viewer) -> list[LinkRow]:
    """From this case to others and from others to this one; each for who sees both ends."""
    shown = other_cases.links(viewer)
    mine = may_direct(viewer, case) is not None
    rows = [
        LinkRow(
            one, one.other.key, relation_words(one.relation), mine and one.ends_on is None, offers_seal(viewer, one)
        )
        for one in shown.filter(case=case)
    ]
    # The other way round it is an item of the other case, and changed and sealed there.
    return rows + [
        LinkRow(one, one.case.key, relation_words(INVERSE.get(Relation(one.relation), one.relation)), False, False)
        for one in shown.filter(other=case)
    ]


def relation_words(relation: str) -> str:
    return capfirst(str(Relation(relation).label))


def merged_place(case: Case, *, viewer: Viewer) -> tuple[str, str] | None:
    """For a case that rests: a sentence, and the way to where it goes on for who sees that case."""
    if case.merged_into_id is None:
        return None
    kept = Case.objects.visible_to(viewer).filter(pk=case.merged_into_id).first()
    if kept is None:
        return _("This case was merged with another; the work goes on there. Ask who directs."), ""
    words = _("This case was merged with case %(code)s; the work goes on there.") % {"code": kept.key}
    return words, reverse("casefiles:case", args=[kept.key])
