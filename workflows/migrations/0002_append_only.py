from django.db import migrations

from audit.triggers import forbid


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [forbid("workflows_transition")]
