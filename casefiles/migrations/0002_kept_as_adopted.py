from django.db import migrations

from audit.triggers import forbid

TEXTS = ("analysis", "risk_factors", "protective_measures", "client_wishes", "signalling_plan")
ACTION = ("who", "what", '"where"', '"when"', "how", "subgoal", "contribution", "due_on")
OF_AN_ADOPTED_PLAN = (
    "EXISTS (SELECT 1 FROM casefiles_planversion p WHERE p.id = OLD.plan_version_id AND p.content_hash <> '')"
)


class Migration(migrations.Migration):
    dependencies = [("casefiles", "0001_initial")]
    operations = [
        forbid("casefiles_reportversion", events=["UPDATE"], of=["story", "scope", "valence", "number", "written_by_id"]),
        forbid(
            "casefiles_planversion",
            events=["UPDATE"],
            of=[*TEXTS, "number", "adopted_on", "adopted_by_id", "content_hash"],
            when="OLD.content_hash <> ''",
        ),
        forbid("casefiles_planaction", events=["UPDATE"], of=ACTION, when=OF_AN_ADOPTED_PLAN),
        forbid("casefiles_planaction", events=["DELETE"], when=OF_AN_ADOPTED_PLAN),
    ]
