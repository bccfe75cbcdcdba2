import django.db.models.deletion
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models
from accounts.keys import random_key
from audit.triggers import forbid, permit

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
ACTION = ("who", "what", '"where"', '"when"', "how", "subgoal", "goal_id", "contribution", "due_on", "organisation_id", "person_id")
ADOPTED = "EXISTS (SELECT 1 FROM casefiles_planversion p WHERE p.id = {row}.plan_version_id AND p.content_hash <> '')"
WAS_ADOPTED, IS_ADOPTED = ADOPTED.format(row="OLD"), ADOPTED.format(row="NEW")


def goals_from_words(apps, schema_editor):
    """Every subgoal that an action names becomes a record of its version, in the order in which they are named."""
    goals = apps.get_model("casefiles", "PlanGoal")
    actions = apps.get_model("casefiles", "PlanAction")
    for action in actions.objects.exclude(subgoal="").order_by("plan_version_id", "order", "pk"):
        order = goals.objects.filter(plan_version_id=action.plan_version_id).count() + 1
        defaults = {"key": random_key(), "order": order}
        goal, _made = goals.objects.get_or_create(
            plan_version_id=action.plan_version_id, text=action.subgoal, defaults=defaults
        )
        actions.objects.filter(pk=action.pk).update(goal=goal)
    if schema_editor.connection.vendor == "postgresql":
        # No table is changed while checks of its rows are pending.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notice"),
        ("casefiles", "0005_dossier"),
        ("documents", "0008_covenants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        permit("casefiles_planversion", "no_update_of_analysis"),
        permit("casefiles_planaction", "no_update_of_who", "no_delete"),
        migrations.AddField(
            model_name="planaction",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="planversion",
            name="content_scheme",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="planversion",
            name="crisis_card",
            field=models.TextField(blank=True, verbose_name="crisis card"),
        ),
        migrations.AddField(
            model_name="planversion",
            name="police_section",
            field=models.TextField(blank=True, verbose_name="police section"),
        ),
        migrations.AddField(
            model_name="planversion",
            name="quality_owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quality owner",
            ),
        ),
        migrations.CreateModel(
            name="PlanGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=random_key, editable=False, max_length=24, unique=True)),
                ("order", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=300, verbose_name="subgoal")),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="casefiles.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GoalEvaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=random_key, editable=False, max_length=24, unique=True)),
                ("reached", models.TextField(blank=True, verbose_name="what was reached")),
                ("not_reached", models.TextField(blank=True, verbose_name="what was not reached")),
                ("next", models.TextField(blank=True, verbose_name="what comes next")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "goal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluation", to="casefiles.plangoal"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="planaction",
            name="goal",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="casefiles.plangoal"
            ),
        ),
        migrations.CreateModel(
            name="PlanRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=random_key, editable=False, max_length=24, unique=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("quality_owner", "quality owner"),
                            ("analysis", "analysis of problems and opportunities"),
                            ("risk_factors", "risk factors"),
                            ("protective_measures", "protective and de-escalating measures"),
                            ("client_wishes", "goals and wishes of the client"),
                            ("police_section", "police section"),
                            ("goals", "subgoals"),
                            ("actions", "actions"),
                            ("signalling_plan", "signalling plan"),
                            ("crisis_card", "crisis card"),
                        ],
                        max_length=24,
                    ),
                ),
                ("text", models.TextField(verbose_name="remark")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("handled_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="casefiles.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanCareSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=random_key, editable=False, max_length=24, unique=True)),
                (
                    "circle",
                    models.CharField(
                        choices=[
                            ("team", "whole team"),
                            ("directors", "directors"),
                            ("care", "care circle"),
                            ("named", "named people and organisations"),
                        ],
                        default="team",
                        max_length=16,
                        verbose_name="who may see this",
                    ),
                ),
                ("desk_reads", models.BooleanField(default=False)),
                ("onward", models.BooleanField(default=False, verbose_name="may be passed on")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("shared_at", models.DateTimeField(editable=False, null=True)),
                ("text", models.TextField(blank=True, verbose_name="care section")),
                ("version", models.PositiveIntegerField(default=1)),
                ("content_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casefiles.case")),
                (
                    "data_category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.datacategory",
                        verbose_name="kind of data",
                    ),
                ),
                (
                    "named_organisations",
                    models.ManyToManyField(blank=True, related_name="+", to="accounts.organisation"),
                ),
                ("named_people", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="care_sections",
                        to="casefiles.planversion",
                    ),
                ),
                (
                    "source_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["case", "circle", "-shared_at"], name="casefiles_p_case_id_1a5f06_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("plan_version", "source_organisation"), name="a_care_section_once"),
                    models.CheckConstraint(condition=models.Q(("circle", "care")), name="a_care_section_is_for_care"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanConsultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=random_key, editable=False, max_length=24, unique=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[("", "no answer yet"), ("agrees", "agrees"), ("remarks", "has remarks")],
                        default="",
                        max_length=16,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="casefiles.planversion",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("plan_version", "person"), name="consulted_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanDeviation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.CharField(default=random_key, editable=False, max_length=24, unique=True)),
                (
                    "circle",
                    models.CharField(
                        choices=[
                            ("team", "whole team"),
                            ("directors", "directors"),
                            ("care", "care circle"),
                            ("named", "named people and organisations"),
                        ],
                        default="team",
                        max_length=16,
                        verbose_name="who may see this",
                    ),
                ),
                ("desk_reads", models.BooleanField(default=False)),
                ("onward", models.BooleanField(default=False, verbose_name="may be passed on")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("shared_at", models.DateTimeField(editable=False, null=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("quality_owner", "quality owner"),
                            ("analysis", "analysis of problems and opportunities"),
                            ("risk_factors", "risk factors"),
                            ("protective_measures", "protective and de-escalating measures"),
                            ("client_wishes", "goals and wishes of the client"),
                            ("police_section", "police section"),
                            ("goals", "subgoals"),
                            ("actions", "actions"),
                            ("signalling_plan", "signalling plan"),
                            ("crisis_card", "crisis card"),
                        ],
                        max_length=24,
                        verbose_name="which part",
                    ),
                ),
                ("proposal", models.TextField(verbose_name="what must change")),
                ("why", models.TextField(verbose_name="why")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "being written"),
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("withdrawn", "taken back"),
                        ],
                        default="draft",
                        max_length=32,
                        protected=True,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="casefiles.case")),
                (
                    "data_category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.datacategory",
                        verbose_name="kind of data",
                    ),
                ),
                (
                    "named_organisations",
                    models.ManyToManyField(blank=True, related_name="+", to="accounts.organisation"),
                ),
                ("named_people", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deviations",
                        to="casefiles.planversion",
                    ),
                ),
                (
                    "source_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "taken_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takes_up",
                        to="casefiles.planversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["case", "circle", "-shared_at"], name="casefiles_p_case_id_08f018_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "proposed", "approved", "declined", "withdrawn"])),
                        name="deviation_state_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=random_key, editable=False, max_length=24, unique=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("quality_owner", "quality owner"),
                            ("analysis", "analysis of problems and opportunities"),
                            ("risk_factors", "risk factors"),
                            ("protective_measures", "protective and de-escalating measures"),
                            ("client_wishes", "goals and wishes of the client"),
                            ("police_section", "police section"),
                            ("goals", "subgoals"),
                            ("actions", "actions"),
                            ("signalling_plan", "signalling plan"),
                            ("crisis_card", "crisis card"),
                        ],
                        max_length=24,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("done", models.BooleanField(default=False, verbose_name="this part is ready")),
                (
                    "plan_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="casefiles.planversion"
                    ),
                ),
                ("writers", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("plan_version", "part"), name="a_plan_part_once")],
            },
        ),
        migrations.AlterField(
            model_name="planaction",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.AlterField(
            model_name="planaction",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.RunPython(goals_from_words, migrations.RunPython.noop),
        forbid("casefiles_planversion", events=["UPDATE"], of=[*TEXTS, *DECIDED], when="OLD.content_hash <> ''"),
        forbid("casefiles_planaction", events=["UPDATE"], of=ACTION, when=WAS_ADOPTED),
        forbid("casefiles_planaction", events=["DELETE"], when=WAS_ADOPTED),
        forbid("casefiles_plangoal", events=["UPDATE"], of=["text", '"order"'], when=WAS_ADOPTED),
        forbid("casefiles_plangoal", events=["DELETE"], when=WAS_ADOPTED),
        forbid("casefiles_plangoal", events=["INSERT"], when=IS_ADOPTED),
        forbid(
            "casefiles_plancaresection", events=["UPDATE"], of=["text", "content_hash"], when="OLD.content_hash <> ''"
        ),
    ]
