"""Functions of a meeting by kind of organisation, and other functions as they are proposed and decided on."""

import accounts.keys
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from audit.triggers import forbid

CONTENT = [
    "key",
    "meeting_type_id",
    "functions",
    "kinds",
    "functions_before",
    "kinds_before",
    "proposer_id",
    "organisation_id",
    "created_at",
]


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('accounts', '0002_notice'),
        ('documents', '0008_covenants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='meetingtype',
            name='kinds',
            field=models.JSONField(blank=True, default=dict, verbose_name='kinds of organisations'),
        ),
        migrations.CreateModel(
            name='FunctionMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ('functions', models.JSONField(default=dict, verbose_name='functions')),
                ('kinds', models.JSONField(default=dict, verbose_name='kinds of organisations')),
                ('functions_before', models.JSONField(default=dict)),
                ('kinds_before', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('state', django_fsm.FSMField(choices=[('proposed', 'proposed'), ('adopted', 'adopted'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='proposed', max_length=32, protected=True)),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('meeting_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mappings', to='documents.meetingtype')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'adopted', 'refused', 'withdrawn'])), name='mapping_state_is_known'), models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('meeting_type',), name='one_mapping_is_proposed_at_a_time')],
            },
        ),
        # What was proposed never changes, and a decision on it is taken once.
        forbid("documents_functionmapping", events=["UPDATE"], of=CONTENT),
        forbid(
            "documents_functionmapping",
            events=["UPDATE"],
            when="OLD.state <> 'proposed' AND NEW.state <> OLD.state",
            name="decided",
        ),
        forbid("documents_functionmapping", events=["DELETE"]),
    ]
