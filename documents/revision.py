"""Which exact text a signature binds to: one hash over everything that a covenant version agrees."""

import hashlib
import json
from typing import Any

from documents.models.attachment import Attachment
from documents.models.attachment import content_of as content_of_attachments

# Dates of leaving, signatures and states are no content: they follow from the text, they do not change it (D-29).


def revision_of(version: Any) -> str:
    """The hash of a covenant version's content as it stands in the database."""
    return digest(content_of(version))


def digest(content: Any) -> str:
    """SHA-256 in hexadecimal over content in one canonical form: the same content gives the same hash."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def content_of(version: Any) -> dict[str, Any]:
    """Everything that is agreed, by public keys and in a fixed order."""
    return {
        "number": version.covenant.number,
        "kind": version.covenant.kind,
        "title": version.covenant.title,
        "version": version.version_number,
        "period": [version.starts_on, version.ends_on, version.winding_down_days],
        "body": version.body,
        "territory": sorted(version.territory.values_list("key", flat=True)),
        "parties": _parties(version),
        "annexes": _annexes(version),
        **_attachments(version),
    }


def _attachments(version: Any) -> dict[str, Any]:
    """A signatory signs what is attached as well. Without attachments the hash is that of before there were any."""
    attached = Attachment.objects.filter(audience=version.audience_id).listed()
    found = content_of_attachments(attached)
    return {"attachments": found} if found else {}


def _parties(version: Any) -> list[list[Any]]:
    rows = version.parties.values_list("organisation__key", "required", "signatory__key", "mandate")
    return sorted([list(row) for row in rows], key=lambda row: str(row[0]))


def _annexes(version: Any) -> list[dict[str, Any]]:
    annexes = version.annexes.select_related("meeting_type").prefetch_related(
        "partners__organisation", "partners__gives", "partners__receives", "criteria", "deviations", "admissions"
    )
    return [
        {
            "meeting_type": annex.meeting_type.key,
            "text": [annex.title, annex.purpose, annex.target_group, annex.legal_basis, annex.body],
            "partners": sorted(_partner(partner) for partner in annex.partners.all()),
            **_said({"criteria": _criteria(annex), "deviations": _deviations(annex), "admission": _admission(annex)}),
        }
        for annex in sorted(annexes, key=lambda annex: str(annex.meeting_type.key))
    ]


def _said(parts: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What is there: a text that was signed before annexes had these parts keeps its hash."""
    return {name: rows for name, rows in parts.items() if rows}


def _criteria(annex: Any) -> list[list[str]]:
    return [[one.question, one.explanation] for one in annex.criteria.all()]


def _admission(annex: Any) -> list[str]:
    return [annex.admission] if annex.admission else []


def _deviations(annex: Any) -> list[list[str]]:
    return [[one.clause, one.agreed] for one in annex.deviations.all()]


def _partner(partner: Any) -> list[Any]:
    gives = sorted(category.identifier for category in partner.gives.all())
    receives = sorted(category.identifier for category in partner.receives.all())
    return [partner.organisation.key, gives, receives]
