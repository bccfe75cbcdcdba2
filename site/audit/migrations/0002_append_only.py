from django.db import migrations

from audit.triggers import forbid


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [forbid("audit_accesslogentry"), forbid("audit_accesslogcase")]
