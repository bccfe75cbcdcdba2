"""Phase × actor tables, frozen with the rest of their matrix; names of roles, meetings and systems as data."""

from importlib import import_module

import accounts.keys
import django.db.models.deletion
from django.db import migrations, models

# A module whose name begins with a number can be imported in this way only.
frozen = import_module("documents.migrations.0002_kept_as_decided")
TABLE = ("documents_phasetable", "version_id")
PHASE = ("documents_phase", "table_id")
TASK = ("documents_phasetask", "phase_id")
FROZEN = [
    *frozen.frozen_part("documents_phasetable", frozen.of_matrix("version_id")),
    *frozen.frozen_part("documents_phaseactor", frozen.of_matrix("table_id", TABLE)),
    *frozen.frozen_part("documents_phase", frozen.of_matrix("table_id", TABLE)),
    *frozen.frozen_part("documents_phasetask", frozen.of_matrix("phase_id", PHASE, TABLE)),
    *frozen.frozen_part("documents_phasemark", frozen.of_matrix("task_id", TASK, PHASE, TABLE)),
]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notice"),
        ("documents", "0004_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownSystem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="other names")),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="what it is for")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="datacategory",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="meetingtype",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.CreateModel(
            name="PhaseTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phase_tables",
                        to="documents.matrixversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="PhaseActor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("project_leader", "project leader"),
                            ("municipal_director", "municipal director"),
                            ("ggz_case_coordinator", "GGZ case coordinator"),
                            ("process_director", "process director of the safety house"),
                            ("safety_broker", "safety broker"),
                            ("process_manager", "process manager of the safety house"),
                            ("care_case_manager", "care case manager"),
                            ("community_officer", "community officer"),
                            ("expert_by_experience", "expert by experience"),
                            ("back_office_worker", "back-office worker"),
                            ("partner", "chain partner"),
                            ("privacy_officer", "privacy officer"),
                            ("data_protection_officer", "data protection officer"),
                            ("signatory", "signatory"),
                            ("administrator", "administrator"),
                        ],
                        max_length=32,
                        verbose_name="role",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actors", to="documents.phasetable"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=300, verbose_name="name")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="phases", to="documents.phasetable"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="PhaseTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                ("text", models.TextField(verbose_name="task")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="documents.phase"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="PhaseMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="in words")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="documents.phaseactor"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="documents.phasetask"
                    ),
                ),
            ],
            options={
                "ordering": ["actor__order"],
            },
        ),
        migrations.CreateModel(
            name="LocalName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("project_leader", "project leader"),
                            ("municipal_director", "municipal director"),
                            ("ggz_case_coordinator", "GGZ case coordinator"),
                            ("process_director", "process director of the safety house"),
                            ("safety_broker", "safety broker"),
                            ("process_manager", "process manager of the safety house"),
                            ("care_case_manager", "care case manager"),
                            ("community_officer", "community officer"),
                            ("expert_by_experience", "expert by experience"),
                            ("back_office_worker", "back-office worker"),
                            ("partner", "chain partner"),
                            ("privacy_officer", "privacy officer"),
                            ("data_protection_officer", "data protection officer"),
                            ("signatory", "signatory"),
                            ("administrator", "administrator"),
                        ],
                        max_length=32,
                        verbose_name="role",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "meeting_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_names",
                        to="documents.meetingtype",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "",
                                    "project_leader",
                                    "municipal_director",
                                    "ggz_case_coordinator",
                                    "process_director",
                                    "safety_broker",
                                    "process_manager",
                                    "care_case_manager",
                                    "community_officer",
                                    "expert_by_experience",
                                    "back_office_worker",
                                    "partner",
                                    "privacy_officer",
                                    "data_protection_officer",
                                    "signatory",
                                    "administrator",
                                ],
                            )
                        ),
                        name="the_role_of_a_name_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("meeting_type__isnull", False), ("role", "")),
                            models.Q(models.Q(("role", ""), _negated=True), ("meeting_type__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_name_is_of_a_role_or_of_a_meeting",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="phasetable",
            constraint=models.UniqueConstraint(fields=("version", "order"), name="a_phase_table_has_its_own_place"),
        ),
        migrations.AddConstraint(
            model_name="phaseactor",
            constraint=models.UniqueConstraint(fields=("table", "order"), name="an_actor_has_its_own_place"),
        ),
        migrations.AddConstraint(
            model_name="phaseactor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "",
                            "project_leader",
                            "municipal_director",
                            "ggz_case_coordinator",
                            "process_director",
                            "safety_broker",
                            "process_manager",
                            "care_case_manager",
                            "community_officer",
                            "expert_by_experience",
                            "back_office_worker",
                            "partner",
                            "privacy_officer",
                            "data_protection_officer",
                            "signatory",
                            "administrator",
                        ],
                    )
                ),
                name="the_role_of_an_actor_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(fields=("table", "order"), name="a_phase_has_its_own_place"),
        ),
        migrations.AddConstraint(
            model_name="phasetask",
            constraint=models.UniqueConstraint(fields=("phase", "order"), name="a_task_has_its_own_place"),
        ),
        migrations.AddConstraint(
            model_name="phasemark",
            constraint=models.UniqueConstraint(fields=("task", "actor"), name="a_task_is_marked_once_per_actor"),
        ),
        *FROZEN,
    ]
