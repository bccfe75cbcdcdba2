"""What a new house begins with: its own details, its own pages in the place of Wagtail's, and kinds of signals."""

import django.utils.timezone
from django.db import migrations

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


def details(apps, schema_editor):
    """Those that stand in every letter; empty until somebody fills them in."""
    apps.get_model("documents", "HouseDetails").objects.create()


def categories(apps, schema_editor):
    for name, explanation in CATEGORIES:
        apps.get_model("documents", "TriageCategory").objects.create(name=name, explanation=explanation)


def page(apps, model, *, path, slug, title, parent_url, children=0, **fields):
    """A live page without a revision, as Wagtail's own first migration makes them: no tree code in a migration."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="documents", model=model.lower()
    )
    return apps.get_model("documents", model).objects.create(
        path=path,
        depth=len(path) // 4,
        numchild=children,
        slug=slug,
        url_path=f"{parent_url}{slug}/",
        title=title,
        draft_title=title,
        content_type=kind,
        locale=apps.get_model("wagtailcore", "Locale").objects.get(),
        live=True,
        first_published_at=django.utils.timezone.now(),
        last_published_at=django.utils.timezone.now(),
        **fields,
    )


def lay_out(apps, schema_editor):
    """The house's own pages in the place of Wagtail's example: a welcome for all, and the two lists below it."""
    pages = apps.get_model("wagtailcore", "Page").objects
    root = pages.get(depth=1)
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    pages.filter(depth__gt=1).delete()
    path = f"{root.path}0001"
    home = page(
        apps, "HomePage", path=path, slug="welkom", title="Welkom bij Casustafel", parent_url="/", children=2, body=[]
    )
    page(apps, "NewsIndexPage", path=f"{path}0001", slug="nieuws", title="Nieuws", parent_url="/welkom/")
    page(apps, "ExplanationIndexPage", path=f"{path}0002", slug="uitleg", title="Uitleg", parent_url="/welkom/")
    pages.filter(pk=root.pk).update(numchild=1)
    audience = apps.get_model("access", "Audience").objects.create()
    for token in ("everyone", "role:project_leader"):
        apps.get_model("access", "AudienceToken").objects.create(audience=audience, token=token)
    apps.get_model("documents", "Readership").objects.create(page_id=home.pk, audience=audience)
    if schema_editor.connection.vendor == "postgresql":
        # Keys that are checked at the commit would stand in the way of the indexes that this migration makes last.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    replaces = [("documents", "0006_pages"), ("documents", "0011_triage")]
    dependencies = [
        ("access", "0001_initial"),
        ("documents", "0002_frozen"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop) for fill in (details, categories, lay_out)]
