"""Protocols, and what was read of agreements. An adopted protocol stays as it was; so does a confirmation of reading."""

import accounts.keys
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from audit.triggers import forbid
from documents.attachments.freezing import frozen_attachments

DECIDED = "('adopted', 'replaced', 'withdrawn')"
CONTENT = ("protocol_id", "version_number", "body", "adopted_at")
CHANGED = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in CONTENT)
# What is set once stays; no state goes back.
AGAIN = " OR ".join(
    f"(OLD.{column} IS NOT NULL AND OLD.{column} IS DISTINCT FROM NEW.{column})" for column in ("original_id", "adopted_id")
)
SERIES = f"EXISTS (SELECT 1 FROM documents_protocolversion v WHERE v.protocol_id = OLD.id AND v.state IN {DECIDED})"
RENAMED = "(OLD.number IS DISTINCT FROM NEW.number OR OLD.title IS DISTINCT FROM NEW.title)"


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('documents', '0006_pages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Protocol',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ('number', models.CharField(editable=False, max_length=16, unique=True, verbose_name='number')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
            ],
        ),
        migrations.CreateModel(
            name='ProtocolVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ('version_number', models.PositiveIntegerField()),
                ('body', models.JSONField(blank=True, default=list)),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='to be reviewed on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('adopted_at', models.DateTimeField(editable=False, null=True)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('state', django_fsm.FSMField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('adopted', 'adopted'), ('replaced', 'replaced'), ('withdrawn', 'withdrawn')], default='draft', max_length=32, protected=True)),
                ('adopted', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('original', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.protocol')),
            ],
            options={
                'ordering': ['protocol__number', '-version_number'],
                'indexes': [models.Index(fields=['state', 'review_on'], name='documents_protocol_review')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'adopted', 'replaced', 'withdrawn'])), name='protocol_state_is_known'), models.UniqueConstraint(fields=('protocol', 'version_number'), name='a_protocol_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('adopted', 'replaced', 'withdrawn')), _negated=True), models.Q(('adopted_at__isnull', False), ('review_on__isnull', False)), _connector='OR'), name='an_adopted_protocol_has_its_moment')],
            },
        ),
        migrations.CreateModel(
            name='ReadingConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('version_id', models.BigIntegerField()),
                ('confirmed_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'version_id', 'user'), name='a_reader_confirms_a_version_once')],
            },
        ),
        migrations.CreateModel(
            name='ReadingRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('version_id', models.BigIntegerField()),
                ('due_on', models.DateField(verbose_name='confirm by')),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'version_id'), name='reading_is_asked_once_a_version')],
            },
        ),
        migrations.CreateModel(
            name='ReadVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('series_id', models.BigIntegerField()),
                ('version_number', models.PositiveIntegerField()),
                ('read_at', models.DateTimeField()),
                ('before_number', models.PositiveIntegerField(null=True)),
                ('before_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'kind', 'series_id'), name='a_reader_once_in_a_series')],
            },
        ),
        forbid(
            "documents_protocolversion",
            events=["UPDATE"],
            when=f"OLD.state IN {DECIDED} AND ({CHANGED} OR {AGAIN} OR NEW.state NOT IN {DECIDED})",
        ),
        forbid("documents_protocolversion", events=["DELETE"], when=f"OLD.state IN {DECIDED}"),
        forbid("documents_protocol", events=["UPDATE"], when=f"{SERIES} AND {RENAMED}"),
        forbid("documents_readingconfirmation"),
        *frozen_attachments("documents_protocolversion", DECIDED),
    ]
