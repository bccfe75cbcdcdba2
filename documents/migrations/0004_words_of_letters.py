"""The words of a letter template are kept beside its file, so that it can be found by them."""

from django.db import migrations, models

from audit.triggers import forbid


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_first_contents")]

    operations = [
        # Without a default: SQLite would make the table anew, and lose what keeps a template as it was.
        migrations.AddField("letterversion", "words", models.TextField(editable=False, null=True)),
        forbid(
            "documents_letterversion",
            events=["UPDATE"],
            when="OLD.words IS NOT NULL",
            of=["words"],
        ),
    ]
