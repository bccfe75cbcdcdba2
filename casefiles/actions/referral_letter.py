"""Making a letter on a decided referral, and keeping it for its readers."""

from collections.abc import Mapping

from django.db import transaction
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer, renew
from accounts.actions.notify import notify
from accounts.models import User
from audit.models import Action
from casefiles.letter_values import (
    NOT_APPLICABLE,
    asked_fields,
    care_case_manager,
    referral_values,
    template_in_use,
    unknown_fields,
)
from casefiles.models import LetterKind, Referral, ReferralLetter, ReferralState
from casefiles.models.referral import DECIDED
from casefiles.places import TRIAGE, place_token
from documents.actions.render_letter import render_letter
from documents.models import LetterVersion
from documents.storage import write_private
from workflows.refusals import StepRefused, Unmet


def may_make_letters(viewer: Viewer, referral: Referral) -> bool:
    """Who weighs there, once it is decided."""
    return referral.state in DECIDED and place_token(TRIAGE, referral.municipality_id) in viewer.grants


def kinds_for(referral: Referral) -> list[LetterKind]:
    """What the outcome brings: on inclusion also a letter to both who direct process and care."""
    inclusion = [LetterKind.DIRECTOR, LetterKind.CARE] if referral.state == ReferralState.ACCEPTED else []
    return [LetterKind.OUTCOME, *inclusion] if referral.state in DECIDED else []


def addressee_of(referral: Referral, kind: str) -> User | None:
    match kind:
        case LetterKind.DIRECTOR:
            return referral.process_direction
        case LetterKind.CARE:
            return care_case_manager(referral)
    return referral.referrer


def make_letter(referral: Referral, kind: LetterKind, *, viewer: Viewer, told: Mapping[str, str]) -> ReferralLetter:
    """Raises StepRefused without template or addressee, LetterRefused naming what the letter still needs."""
    fresh = renew(viewer)
    current = Referral.objects.visible_to(fresh).filter(pk=referral.pk).first()
    if current is None or not may_make_letters(fresh, current) or kind not in kinds_for(current):
        raise Http404
    template, addressee = template_in_use(kind, viewer=fresh), addressee_of(current, kind)
    if template is None or addressee is None:
        raise StepRefused(_("This letter cannot be made yet"), _missing(template, addressee, kind))
    known = referral_values(current, kind, addressee=addressee)
    # What stands in the words of another outcome must have a value too; what is asked stays a hole until it is told.
    asked = asked_fields(template, known, referral=current)
    others = dict.fromkeys(set(unknown_fields(template, known)) - set(asked), NOT_APPLICABLE)
    values = others | known | {name: text for name, text in told.items() if text}
    content = render_letter(template, viewer=fresh, values=values)
    with transaction.atomic():
        letter = ReferralLetter.objects.create(
            referral=current,
            kind=kind,
            addressee=addressee,
            template=template,
            made_at=fresh.at,
            made_by=fresh.user,
            name=f"{slugify(template.title)[:100]}-{fresh.today:%Y-%m-%d}.docx",
            **write_private(content),
        )
        note_change(fresh, letter, Action.CREATE, step="referral_letter.make")
        if kind == LetterKind.OUTCOME and addressee != fresh.user:
            notify([addressee], at=fresh.at)
    return letter


def _missing(template: LetterVersion | None, addressee: User | None, kind: str) -> list[Unmet]:
    found = []
    if template is None:
        text = _("No template is in use for: %(letter)s.") % {"letter": LetterKind(kind).label}
        found.append(Unmet(text, who=_("project leader")))
    if addressee is None:
        text = _("Nobody in the team holds care direction yet. Give a care case manager access first.")
        found.append(Unmet(text, who=_("process direction")))
    return found
