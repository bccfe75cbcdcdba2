"""Is there something of every kind among the agreements of the demo region: phases, files, declarations, names?"""

import pytest
from django.utils import timezone

from documents.models import Attachment, Declaration, KnownSystem, LocalName, MatrixVersion
from documents.phase_paper import as_word, phase_tables_of
from documents.selectors.declarations import declarations_page
from documents.selectors.mentions import Mentions
from tests.portal.test_demo_content import DATED, MEDICAL_WORDS, REGION
from tests.portal.test_demo_region import demo, region, viewer

__all__ = ["demo", "region"]
DECLARATION = next(one for one in REGION.covenants if one.kind == "confidentiality_declaration")


def test_the_phase_table_has_phases_a_local_block_and_tasks_that_nobody_owns() -> None:
    (table,) = REGION.matrix.phase_tables
    tasks = [task for phase in table.phases for task in phase.tasks]
    assert (len(table.phases), table.phases[-1].name) == (4, "Lokaal")
    assert sum(not task.marks for task in tasks) == 2
    assert any(len(task.marks) > 1 for task in tasks)
    assert {mark.actor for task in tasks for mark in task.marks} == set(table.actors)


def test_what_is_attached_and_what_is_promised_names_no_day_and_no_illness() -> None:
    attached = [file for owner in (*REGION.covenants, *REGION.protocols) for file in owner.attachments]
    words = [line for file in attached for line in (file.name, file.description, *file.lines)]
    words += [text for block in DECLARATION.blocks for text in (block.text, *block.items)]
    assert {file.name.rpartition(".")[2] for file in attached} == {"docx", "pdf"}
    assert not [word for word in words if DATED.search(word) or MEDICAL_WORDS.search(word)]


@pytest.mark.usefixtures("region")
def test_the_phase_table_of_the_word_file_is_the_one_that_is_read() -> None:
    version = MatrixVersion.objects.get(version_number=1)
    (saved,), (written,) = [as_word(one) for one in phase_tables_of(version)], REGION.matrix.phase_tables
    assert saved.actors == written.actors
    assert [(phase.name, len(phase.tasks)) for phase in saved.phases] == [
        (phase.name, len(phase.tasks)) for phase in written.phases
    ]
    assert [len(task.marks) for task in saved.tasks] == [
        len(task.marks) for phase in written.phases for task in phase.tasks
    ]


@pytest.mark.usefixtures("region")
def test_attached_files_are_read_and_a_partner_sees_those_of_its_own_agreements() -> None:
    names = {file.name for owner in (*REGION.covenants, *REGION.protocols) for file in owner.attachments}
    assert set(Attachment.objects.values_list("name", flat=True)) == names
    assert set(Attachment.objects.values_list("text_state", flat=True)) == {"read"}
    seen = set(Attachment.objects.visible_to(viewer("bart")).values_list("name", flat=True))
    assert seen == {file.name for one in REGION.covenants for file in one.attachments}


@pytest.mark.usefixtures("region")
def test_declarations_are_signed_waiting_and_expired() -> None:
    assert [one.signed_in_person for one in declarations_page(viewer("ellen")).own] == [True]
    assert [one.covenant.number for one in declarations_page(viewer("kim")).to_sign] == [DECLARATION.number]
    assert declarations_page(viewer("ellen")).to_sign == declarations_page(viewer("sanne")).to_sign == ()
    expired = Declaration.objects.filter(valid_until__lt=timezone.localdate())
    assert [bool(one.third_party) for one in expired] == [True]


@pytest.mark.usefixtures("region")
def test_statements_lead_to_what_the_region_calls_its_roles_meetings_and_systems() -> None:
    version = MatrixVersion.objects.get(version_number=1)
    assert LocalName.objects.count() == len(REGION.local_names)
    assert KnownSystem.objects.count() == len(REGION.systems)
    mentions = Mentions(version)
    parts = mentions.parts("Houdt de sleutel buiten Casustafel en buiten het zaaksysteem.")
    assert [part.text for part in parts if part.url] == ["Casustafel", "zaaksysteem"]
