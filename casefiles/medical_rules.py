"""Who sees a medical record: the care circle of its source, and who is named in a disclosure record (D-20)."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.rules import SEALED, CaseItemRule, Held, case_token

# Held by who is named in a current disclosure record, of that one record: see `medical_source.py`.
MEDICAL = "medical"


class MedicalRule(CaseItemRule):
    """Nobody's function opens it: directing a case is no ground."""

    def tokens(self, thing: Any) -> frozenset[str]:
        found = super().tokens(thing)
        return found if thing.circle == SEALED else found | {case_token(thing.case_id, MEDICAL, thing.pk)}

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        told = [record_id for _case, record_id in held.get(MEDICAL, ())]
        return super().held_q(held, viewer) | Q(circle="care", pk__in=told)

    def lines(self, thing: Any) -> list[str]:
        source = {"organisation": thing.source_organisation}
        return [
            _("It is medical: for the care circle of %(organisation)s, and for whom a disclosure record names.")
            % source
        ]
