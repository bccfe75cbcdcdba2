"""How commands find people and things by what an operator types; each failure is one clear line."""

from django.core.management.base import CommandError
from django.db.models import Model
from django.utils.translation import gettext as _

from access.registry import protected_models
from access.viewer import Viewer, resolve
from accounts.models import User
from casefiles.models import Case


def viewer_by_email(email: str) -> Viewer:
    """The viewer for this person; raises CommandError."""
    user = User.objects.select_related("organisation").filter(email__iexact=email.strip()).first()
    if user is None:
        raise CommandError(_("Unknown person: %(email)s") % {"email": email})
    return resolve(user)


def thing_by_key(key: str) -> Model:
    """The protected thing with this public key, whatever its noun; raises CommandError."""
    for model in protected_models():
        if any(field.name == "key" for field in model._meta.get_fields()):
            thing = model._default_manager.filter(key=key).first()
            if thing is not None:
                return thing
    raise CommandError(_("Unknown key: %(key)s") % {"key": key})


def case_by_key(key: str) -> Case:
    """The case with this code; raises CommandError."""
    case = Case.objects.select_related("municipality", "meeting_type").filter(key__iexact=key.strip()).first()
    if case is None:
        raise CommandError(_("Unknown case: %(key)s") % {"key": key})
    return case
