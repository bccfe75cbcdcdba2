"""What was signed or adopted stays as it was: content is frozen in the database itself; what happens to it later is not."""

from django.db import migrations

from audit.triggers import forbid
from documents.attachments.freezing import frozen_attachments, same_file

CONCLUDED = "('signed', 'terminated', 'replaced')"
DECIDED = "('adopted', 'superseded')"


def changed(*columns):
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"


def frozen_version(table, states, content, once):
    """The row itself: no content changes, no state goes back, nothing that is set once is set again."""
    unfreezes = f"NEW.state NOT IN {states}"
    again = [f"(OLD.{column} IS NOT NULL AND {changed(column)})" for column in once]
    rule = f"OLD.state IN {states} AND ({' OR '.join([changed(*content), unfreezes, *again])})"
    return [
        forbid(table, events=["UPDATE"], when=rule),
        forbid(table, events=["DELETE"], when=f"OLD.state IN {states}"),
    ]


def frozen_part(table, version, *, content=()):
    """Rows below a version. `version` says, for a row called {row}, that its version is frozen."""
    of_content = f" AND {changed(*content)}" if content else ""
    moved = f"({version.format(row='OLD')} OR {version.format(row='NEW')})"
    return [
        forbid(table, events=["INSERT"], when=version.format(row="NEW")),
        forbid(table, events=["UPDATE"], when=moved + of_content),
        forbid(table, events=["DELETE"], when=version.format(row="OLD")),
    ]


def below(states, version_table, column, *joins):
    """EXISTS over the way from a row's column up to its version; `joins` are (table, its column upwards)."""
    tables, link = [], f"{{row}}.{column}"
    conditions = []
    for place, (table, upwards) in enumerate(joins):
        tables.append(f"{table} t{place}")
        conditions.append(f"t{place}.id = {link}")
        link = f"t{place}.{upwards}"
    tables.append(f"{version_table} v")
    conditions += [f"v.id = {link}", f"v.state IN {states}"]
    return f"EXISTS (SELECT 1 FROM {', '.join(tables)} WHERE {' AND '.join(conditions)})"


def of_covenant(column, *joins):
    return below(CONCLUDED, "documents_covenantversion", column, *joins)


def of_matrix(column, *joins):
    return below(DECIDED, "documents_matrixversion", column, *joins)


ANNEX = ("documents_annex", "version_id")
PARTNER = ("documents_annexpartner", "annex_id")
SECTION = ("documents_matrixsection", "version_id")
ROW = ("documents_matrixrow", "section_id")
STATEMENT = ("documents_statement", "row_id")
SERIES_OF_COVENANT = f"EXISTS (SELECT 1 FROM documents_covenantversion v WHERE v.covenant_id = OLD.id AND v.state IN {CONCLUDED})"
SERIES_OF_MATRIX = f"EXISTS (SELECT 1 FROM documents_matrixversion v WHERE v.matrix_id = OLD.id AND v.state IN {DECIDED})"

ADOPTED_PROTOCOL = "('adopted', 'replaced', 'withdrawn')"
ENDED_LETTER = "('replaced', 'withdrawn')"
TABLE = ("documents_phasetable", "version_id")
PHASE = ("documents_phase", "table_id")
TASK = ("documents_phasetask", "phase_id")
SERIES_OF_PROTOCOL = (
    f"EXISTS (SELECT 1 FROM documents_protocolversion v WHERE v.protocol_id = OLD.id AND v.state IN {ADOPTED_PROTOCOL})"
)
# All of a declaration but its last day.
DECLARED = [
    "audience_id",
    "version_id",
    "revision",
    "user_id",
    "third_party",
    "signed_on",
    "recorded_by_id",
    "recorded_at",
]
# A signature on paper: what was uploaded, and the answer, which is given once.
UPLOADED = ["version_id", "organisation_id", "revision", "file_id", "uploaded_by_id", "uploaded_at"]
ANSWER = ["answered_at", "answered_by_id", "signature_id", "reason"]
PROPOSED_MAPPING = [
    "key",
    "meeting_type_id",
    "functions",
    "kinds",
    "functions_before",
    "kinds_before",
    "proposer_id",
    "organisation_id",
    "created_at",
]


class Migration(migrations.Migration):
    replaces = [("documents", "0011_triage")]
    dependencies = [("documents", "0001_tables")]
    operations = [
        *frozen_version(
            "documents_covenantversion",
            CONCLUDED,
            content=["covenant_id", "version_number", "starts_on", "ends_on", "winding_down_days", "body", "revision"],
            once=["signed_on", "begins_on", "original_id", "adopted_id"],
        ),
        forbid(
            "documents_covenant",
            events=["UPDATE"],
            when=f"{SERIES_OF_COVENANT} AND {changed('number', 'kind', 'title')}",
        ),
        *frozen_part(
            "documents_party",
            of_covenant("version_id"),
            content=["version_id", "organisation_id", "required", "signatory_id", "mandate"],
        ),
        *frozen_part("documents_annex", of_covenant("version_id")),
        *frozen_part("documents_annexpartner", of_covenant("annex_id", ANNEX)),
        *frozen_part("documents_annexpartner_gives", of_covenant("annexpartner_id", PARTNER, ANNEX)),
        *frozen_part("documents_annexpartner_receives", of_covenant("annexpartner_id", PARTNER, ANNEX)),
        *frozen_part("documents_covenantversion_territory", of_covenant("covenantversion_id")),
        forbid("documents_signature"),
        *frozen_version(
            "documents_matrixversion",
            DECIDED,
            content=["matrix_id", "version_number", "effective_at", "adopted_at", "proposer_id"],
            once=["original_id", "adopted_id"],
        ),
        forbid("documents_rolematrix", events=["UPDATE"], when=f"{SERIES_OF_MATRIX} AND {changed('number', 'title')}"),
        *frozen_part("documents_matrixsection", of_matrix("version_id")),
        *frozen_part("documents_matrixrow", of_matrix("section_id", SECTION)),
        *frozen_part("documents_statement", of_matrix("row_id", ROW, SECTION)),
        *frozen_part("documents_emptycell", of_matrix("row_id", ROW, SECTION)),
        *frozen_part("documents_binding", of_matrix("statement_id", STATEMENT, ROW, SECTION)),
        *frozen_part("documents_nobodystep", of_matrix("version_id")),
        *frozen_part("documents_acknowledgedgap", of_matrix("version_id")),
        *frozen_part("documents_matrixversion_municipalities", of_matrix("matrixversion_id")),
        *frozen_part("documents_matrixversion_meeting_types", of_matrix("matrixversion_id")),
        forbid("documents_adoptionvote", events=["UPDATE"]),
        forbid("documents_adoptionvote", events=["DELETE"], when=of_matrix("version_id").format(row="OLD")),
        forbid("documents_storedfile", events=["UPDATE"]),
        *frozen_part("documents_annexcriterion", of_covenant("annex_id", ANNEX)),
        *frozen_part("documents_annexdeviation", of_covenant("annex_id", ANNEX)),
        *frozen_part("documents_annexadmission", of_covenant("annex_id", ANNEX)),
        *frozen_part("documents_phasetable", of_matrix("version_id")),
        *frozen_part("documents_phaseactor", of_matrix("table_id", TABLE)),
        *frozen_part("documents_phase", of_matrix("table_id", TABLE)),
        *frozen_part("documents_phasetask", of_matrix("phase_id", PHASE, TABLE)),
        *frozen_part("documents_phasemark", of_matrix("task_id", TASK, PHASE, TABLE)),
        *frozen_version(
            "documents_protocolversion",
            ADOPTED_PROTOCOL,
            content=["protocol_id", "version_number", "body", "adopted_at"],
            once=["original_id", "adopted_id"],
        ),
        forbid("documents_protocol", events=["UPDATE"], when=f"{SERIES_OF_PROTOCOL} AND {changed('number', 'title')}"),
        forbid("documents_readingconfirmation"),
        same_file(),
        *frozen_attachments("documents_covenantversion", CONCLUDED),
        *frozen_attachments("documents_matrixversion", DECIDED),
        *frozen_attachments("documents_protocolversion", ADOPTED_PROTOCOL),
        # A template never changes and never goes: every letter can be traced to the text that it was made from.
        forbid(
            "documents_letterversion",
            events=["UPDATE"],
            of=["template_id", "version_number", "file_id", "fields", "key", "created_at"],
        ),
        forbid(
            "documents_letterversion",
            events=["UPDATE"],
            when=f"OLD.state IN {ENDED_LETTER} AND NEW.state <> OLD.state",
        ),
        forbid("documents_letterversion", events=["DELETE"]),
        forbid("documents_declaration", events=["UPDATE"], of=DECLARED),
        forbid("documents_declaration", events=["DELETE"]),
        forbid("documents_papersignature", events=["UPDATE"], of=UPLOADED),
        forbid("documents_papersignature", events=["UPDATE"], when="OLD.answered_at IS NOT NULL", of=ANSWER),
        forbid("documents_papersignature", events=["DELETE"]),
        # What was proposed never changes, and a decision on it is taken once.
        forbid("documents_functionmapping", events=["UPDATE"], of=PROPOSED_MAPPING),
        forbid(
            "documents_functionmapping",
            events=["UPDATE"],
            when="OLD.state <> 'proposed' AND NEW.state <> OLD.state",
            name="decided",
        ),
        forbid("documents_functionmapping", events=["DELETE"]),
    ]
