"""A kind of document has other names too, as a role and a meeting have."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_notice'),
        ('documents', '0009_functions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='localname',
            name='a_name_is_of_a_role_or_of_a_meeting',
        ),
        migrations.AddField(
            model_name='localname',
            name='document',
            field=models.CharField(blank=True, choices=[('covenant', 'covenant'), ('role_matrix', 'role matrix'), ('protocol', 'protocol'), ('plan_of_action', 'plan of action'), ('client_checklist', 'client checklist')], max_length=32, verbose_name='kind of document'),
        ),
        migrations.AddConstraint(
            model_name='localname',
            constraint=models.CheckConstraint(condition=models.Q(('document__in', ['', 'covenant', 'role_matrix', 'protocol', 'plan_of_action', 'client_checklist'])), name='the_document_of_a_name_is_known'),
        ),
        migrations.AddConstraint(
            model_name='localname',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('role', ''), _negated=True), ('document', ''), ('meeting_type__isnull', True)), models.Q(('document', ''), ('meeting_type__isnull', False), ('role', '')), models.Q(('meeting_type__isnull', True), ('role', ''), models.Q(('document', ''), _negated=True)), _connector='OR'), name='a_name_is_of_one_thing'),
        ),
    ]
