"""How the criteria of an annex hang together, and the kinds of signals that triage tells apart."""

from importlib import import_module

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import accounts.keys

# A module whose name begins with a number can be imported in this way only.
frozen = import_module("documents.migrations.0002_kept_as_decided")
# What the house begins with: the tables that the region has. A project leader changes the list.
CATEGORIES = (
    ("GGZ en veiligheid", "Onbegrepen gedrag met risico voor de persoon of de omgeving."),
    ("Veelpleger of Top-X", "Steeds terugkerende strafbare feiten of ernstige overlast."),
    ("Jeugd met risico", "Een jongere die dreigt af te glijden, of een gezin waarin dat speelt."),
    ("Extremisme en polarisatie", "Zorgen over radicalisering of oplopende spanning tussen groepen."),
    ("Nazorg na detentie of opname", "Iemand komt vrij of gaat met ontslag en zonder afspraken gaat het mis."),
    ("Complexe zorg en overlast", "Meer problemen tegelijk, of een gebied of netwerk om de persoon heen."),
    ("Anders", ""),
)


def first_categories(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    category = apps.get_model("documents", "TriageCategory")
    for name, explanation in CATEGORIES:
        category.objects.create(name=name, explanation=explanation)


class Migration(migrations.Migration):
    dependencies = [("documents", "0010_names_of_documents")]
    operations = [
        migrations.CreateModel(
            name="TriageCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("explanation", models.CharField(blank=True, max_length=300, verbose_name="explanation")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.CreateModel(
            name="AnnexAdmission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=300, verbose_name="admission rule")),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="admissions", to="documents.annex"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("annex",), name="an_annex_has_one_admission_rule")]
            },
        ),
        *frozen.frozen_part("documents_annexadmission", frozen.of_covenant("annex_id", frozen.ANNEX)),
        migrations.RunPython(first_categories, migrations.RunPython.noop),
    ]
