"""Letter templates, and the details of the house that stand in every letter."""

import accounts.keys
import django.db.models.deletion
import django_fsm
from django.db import migrations, models

from audit.triggers import forbid

ENDED = "('replaced', 'withdrawn')"


def make_the_house(apps, schema_editor):
    apps.get_model("documents", "HouseDetails").objects.create()



class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('documents', '0003_attachments'),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('only', models.BooleanField(default=True, editable=False, unique=True)),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='name of the safety house')),
                ('region', models.CharField(blank=True, max_length=160, verbose_name='name of the region')),
                ('address', models.TextField(blank=True, verbose_name='postal address')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone number')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('reachable', models.CharField(blank=True, max_length=200, verbose_name='when it can be reached')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='who answers questions about the process')),
                ('rights_contact', models.CharField(blank=True, max_length=200, verbose_name='contact point for rights requests')),
                ('rights_phone', models.CharField(blank=True, max_length=40, verbose_name='telephone number of that contact point')),
                ('rights_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address of that contact point')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('only', True)), name='there_is_one_house')],
            },
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ('purpose', models.CharField(choices=[('inclusion_director', 'inclusion: letter to the municipal director'), ('inclusion_care', 'inclusion: letter to the care case manager'), ('notice', 'notice to the person concerned'), ('consent', 'consent form'), ('outcome', 'outcome of a referral'), ('own', 'a letter of our own')], max_length=24, verbose_name='purpose')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('purpose', 'own'), _negated=True), fields=('purpose',), name='one_letter_template_a_purpose')],
            },
        ),
        migrations.CreateModel(
            name='LetterVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ('version_number', models.PositiveIntegerField()),
                ('fields', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', django_fsm.FSMField(choices=[('draft', 'draft'), ('in_use', 'in use'), ('replaced', 'replaced'), ('withdrawn', 'withdrawn')], default='draft', max_length=32, protected=True)),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.lettertemplate')),
            ],
            options={
                'ordering': ['template__title', '-version_number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_use', 'replaced', 'withdrawn'])), name='letter_state_is_known'), models.UniqueConstraint(fields=('template', 'version_number'), name='a_letter_version_once')],
            },
        ),
        migrations.RunPython(make_the_house, migrations.RunPython.noop),
        # A template never changes and never goes: every letter can be traced to the text that it was made from.
        forbid(
            "documents_letterversion",
            events=["UPDATE"],
            of=["template_id", "version_number", "file_id", "fields", "key", "created_at"],
        ),
        forbid(
            "documents_letterversion", events=["UPDATE"], when=f"OLD.state IN {ENDED} AND NEW.state <> OLD.state"
        ),
        forbid("documents_letterversion", events=["DELETE"]),
    ]
