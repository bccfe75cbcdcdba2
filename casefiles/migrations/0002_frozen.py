"""What was recorded, shared or adopted stays as it was: the database itself refuses to change it."""

from django.db import migrations

from audit.triggers import forbid

TEXTS = (
    "analysis",
    "risk_factors",
    "protective_measures",
    "client_wishes",
    "police_section",
    "signalling_plan",
    "crisis_card",
)
DECIDED = ("quality_owner_id", "number", "adopted_on", "adopted_by_id", "content_hash", "content_scheme")
ACTION = (
    "who",
    "what",
    '"where"',
    '"when"',
    "how",
    "subgoal",
    "goal_id",
    "contribution",
    "due_on",
    "organisation_id",
    "person_id",
)
ADOPTED = "EXISTS (SELECT 1 FROM casefiles_planversion p WHERE p.id = {row}.plan_version_id AND p.content_hash <> '')"
WAS_ADOPTED, IS_ADOPTED = ADOPTED.format(row="OLD"), ADOPTED.format(row="NEW")
HASHED = "OLD.content_hash <> ''"
OF_A_FROZEN_WEIGHING = (
    "EXISTS (SELECT 1 FROM casefiles_triage t WHERE t.id = OLD.triage_id AND t.frozen_at IS NOT NULL)"
)
OF_A_SHARED_LIST = (
    "EXISTS (SELECT 1 FROM casefiles_lookback l WHERE l.id = OLD.look_back_id AND l.shared_at IS NOT NULL)"
)


class Migration(migrations.Migration):
    replaces = [("casefiles", "0009_ending")]
    dependencies = [("casefiles", "0001_tables")]
    operations = [
        forbid("casefiles_reportversion", events=["UPDATE"], of=["story", "scope", "valence", "number", "written_by_id"]),
        forbid("casefiles_clientversion", events=["UPDATE"], of=["number", "name", "birth_date", "written_by_id"]),
        forbid("casefiles_riskline", events=["UPDATE"], of=["kind", "domain", "text", "source_id"]),
        forbid(
            "casefiles_lookbackentry",
            events=["UPDATE"],
            of=["kind", '"on"', "place", "role", "description"],
            when=OF_A_SHARED_LIST,
        ),
        forbid(
            "casefiles_triage",
            events=["UPDATE"],
            of=["category_id", "source", "rule", "deviation", "frozen_at"],
            when="OLD.frozen_at IS NOT NULL",
        ),
        forbid(
            "casefiles_triageanswer",
            events=["UPDATE"],
            of=["answer", "reason", "question", "explanation", "number"],
            when=OF_A_FROZEN_WEIGHING,
        ),
        forbid("casefiles_referralletter", events=["UPDATE"], of=["path", "sha256", "kind", "addressee_id"]),
        forbid("casefiles_planversion", events=["UPDATE"], of=[*TEXTS, *DECIDED], when=HASHED),
        forbid("casefiles_planaction", events=["UPDATE"], of=ACTION, when=WAS_ADOPTED),
        forbid("casefiles_planaction", events=["DELETE"], when=WAS_ADOPTED),
        forbid("casefiles_plangoal", events=["UPDATE"], of=["text", '"order"'], when=WAS_ADOPTED),
        forbid("casefiles_plangoal", events=["DELETE"], when=WAS_ADOPTED),
        forbid("casefiles_plangoal", events=["INSERT"], when=IS_ADOPTED),
        forbid("casefiles_plancaresection", events=["UPDATE"], of=["text", "content_hash"], when=HASHED),
        forbid("casefiles_destructioncertificate"),
        forbid("casefiles_retentionextension", events=["UPDATE"]),
    ]
