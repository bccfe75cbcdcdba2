"""The agreements, pages, letters and files of the scene, each with a word of its own that may not leak."""

from django.db import models

from access.models import Audience
from accounts.models import Role, User
from documents.actions.choose_readers import choose_readers
from documents.actions.confirm_reading import ask_to_confirm
from documents.actions.phase_tables import save_phase_tables
from documents.actions.read_version import note_reading
from documents.actions.write_page import write_page
from documents.models import (
    Declaration,
    ExplanationPage,
    KnownSystem,
    MatrixRow,
    MatrixSection,
    MatrixVersion,
    NewsPage,
    RoleMatrix,
    Statement,
)
from documents.storage import store
from documents.word.blocks import Heading, Paragraph
from documents.word.phase_shapes import Phase, PhaseMark, PhaseTable, PhaseTask
from search.models import SynonymGroup
from tests.factories.attachments import attached
from tests.factories.cases import World, a_covenant, day, viewer_of
from tests.factories.documents import a_declaration_text, a_proposed_mapping, today
from tests.factories.letters import a_letter_in_use
from tests.factories.people import a_person, an_organisation
from tests.factories.protocols import a_draft_protocol, a_next_protocol, a_submitted_protocol, adopted, published_to
from tests.sweep.canary import canary


def agreements(world: World) -> dict[str, models.Model]:
    return {
        **_leaders_covenant(world),
        **_declaration(world),
        **_draft_matrix(world),
        **_pages(world),
        **_protocols(world),
        "mapping": a_proposed_mapping(leader=world.people["leader"]),
        "letter": a_letter_in_use(title=canary("letter"), leader=world.people["leader"]),
    }


def _leaders_covenant(world: World) -> dict[str, models.Model]:
    party = an_organisation()
    version = a_covenant(world.purpose, [party], world.municipality, title=canary("leaders_covenant"))
    version.audience.choose({"role:project_leader"})
    return {"leaders_covenant": version, "party": party, "purpose": world.purpose}


def _declaration(world: World) -> dict[str, models.Model]:
    """What the member signed, of a text that was shown to the member alone."""
    readers = {"role:project_leader", f"user:{world.people['member'].pk}"}
    text = a_declaration_text(title=canary("declaration_text"), audience=readers)
    audience = Audience.objects.create()
    audience.choose(readers)
    declaration = Declaration.objects.create(
        audience=audience,
        version=text,
        user=world.people["member"],
        signed_on=day(-5),
        recorded_by=world.people["leader"],
    )
    return {"declaration_text": text, "declaration": declaration}


def _draft_matrix(world: World) -> dict[str, models.Model]:
    audience = Audience.objects.create()
    audience.choose({"role:project_leader"})
    version = MatrixVersion.objects.create(
        matrix=RoleMatrix.objects.create(number="92-001", title=canary("draft_matrix")),
        version_number=1,
        audience=audience,
        proposer=world.people["leader"],
    )
    row = MatrixRow.objects.create(
        section=MatrixSection.objects.create(version=version, order=1, name="Gemeentelijk regisseur"), order=1
    )
    Statement.objects.create(row=row, column="task", order=1, text=canary("draft_matrix"))
    table = PhaseTable("Fasen", ("Lokaal",), (Phase("Fase 1", (PhaseTask(canary("draft_matrix"), (PhaseMark(0),)),)),))
    save_phase_tables(version, [table])
    file = store(canary("document_file").encode(), name="matrix.docx", audience=audience, by=world.people["leader"])
    return {
        "draft_matrix": version,
        "document_file": file,
        "system": KnownSystem.objects.create(name="Dossiersysteem"),
        "synonyms": SynonymGroup.objects.create(words="herrie\nlawaai"),
        "attachment": _attachment(version, world.people["leader"]),
    }


def _attachment(version: MatrixVersion, leader: User) -> models.Model:
    name = f"{canary('attachment_name')}.txt"
    return attached(version, canary("attachment"), leader=leader, name=name, description=canary("attachment"))


def _pages(world: World) -> dict[str, models.Model]:
    leader, stranger = viewer_of(world.people["leader"]), world.people["stranger"]
    covenant = a_covenant(world.purpose, [], world.municipality, title=canary("strangers_covenant"))
    covenant.audience.choose({f"user:{stranger.pk}"})
    named = [("callout", canary("house_page")), ("agreement", covenant.covenant.number)]
    pages = {
        "draft_page": write_page(NewsPage(title=canary("draft_page")), viewer=leader, publish=False),
        "house_page": write_page(NewsPage(title=canary("house_page"), body=named), viewer=leader),
        "next_page": write_page(NewsPage(title="Voor iedereen"), viewer=leader),
        "guide": write_page(ExplanationPage(title="Zo werkt het"), viewer=leader),
    }
    pages["next_page"].intro = canary("next_text")
    write_page(pages["next_page"], viewer=leader, publish=False)
    for name, token in (
        ("draft_page", "everyone"),
        ("house_page", f"org:{stranger.organisation_id}"),
        ("next_page", "everyone"),
        ("guide", "everyone"),
    ):
        choose_readers(pages[name], viewer=leader, expected_version=1, tokens=[token])
    return {**pages, "strangers_covenant": covenant}


def _protocols(world: World) -> dict[str, models.Model]:
    """The member once read the version that is not published to them any more, and is asked to confirm the new one."""
    leader, colleague = world.people["leader"], a_person(None, Role.PROJECT_LEADER)
    own = f"org:{world.people['member'].organisation_id}"
    old = adopted(a_submitted_protocol(leader, blocks=_text("old_protocol")), by=colleague)
    old = published_to(old, leader, own)
    note_reading(old, viewer=viewer_of(world.people["member"]))
    old = published_to(old, leader)
    new = a_next_protocol(old, leader, _text("protocol"), own, by=colleague)
    new = ask_to_confirm(new, viewer=viewer_of(leader), expected_version=new.version, due_on=today())
    assert new.adopted is not None
    return {
        "protocol": new,
        "old_protocol": type(old).objects.get(pk=old.pk),
        "protocol_file": new.adopted,
        "draft_protocol": a_draft_protocol(leader, title=canary("draft_protocol"), blocks=_text("draft_protocol")),
    }


def _text(name: str) -> tuple[Heading, Paragraph]:
    return Heading("Aannemen"), Paragraph(canary(name))
