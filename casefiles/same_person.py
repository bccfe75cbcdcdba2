"""Whether a name and a birth date are exactly those of a client (D-30): no likeness, no guess."""

import unicodedata
from datetime import date

from casefiles.models import Case, Client


def as_compared(name: str) -> str:
    """Capitals and spaces apart: people type those as it comes."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def cases_about(name: str, birth_date: date | None) -> list[Case]:
    """Open cases of a client with exactly this name and birth date; without a birth date nobody is the same."""
    if birth_date is None:
        return []
    clients = Client.objects.filter(birth_date=birth_date, case__in=Case.objects.open()).select_related("case")
    wanted = as_compared(name)
    return [client.case for client in clients if as_compared(client.name) == wanted]
