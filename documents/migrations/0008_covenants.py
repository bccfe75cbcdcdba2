"""What annexes ask and depart from, reminders, declarations, and signatures on paper; kept as they were decided."""

from importlib import import_module

import accounts.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.triggers import forbid


# A module whose name begins with a number can be imported in this way only.
frozen = import_module("documents.migrations.0002_kept_as_decided")

# All but its last day.
DECLARED = [
    "audience_id",
    "version_id",
    "revision",
    "user_id",
    "third_party",
    "signed_on",
    "recorded_by_id",
    "recorded_at",
]
# All but the answer, which is given once.
ANSWER = ["answered_at", "answered_by_id", "signature_id", "reason"]
UPLOADED = ["version_id", "organisation_id", "revision", "file_id", "uploaded_by_id", "uploaded_at"]
KEPT = [
    *frozen.frozen_part("documents_annexcriterion", frozen.of_covenant("annex_id", frozen.ANNEX)),
    *frozen.frozen_part("documents_annexdeviation", frozen.of_covenant("annex_id", frozen.ANNEX)),
    forbid("documents_declaration", events=["UPDATE"], of=DECLARED),
    forbid("documents_declaration", events=["DELETE"]),
    forbid("documents_papersignature", events=["UPDATE"], of=UPLOADED),
    forbid("documents_papersignature", events=["UPDATE"], when="OLD.answered_at IS NOT NULL", of=ANSWER),
    forbid("documents_papersignature", events=["DELETE"]),
]


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('accounts', '0002_notice'),
        ('documents', '0007_protocols'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CovenantDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='AnnexCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('question', models.CharField(max_length=500, verbose_name='question')),
                ('explanation', models.TextField(blank=True, verbose_name='explanation')),
                ('annex', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='documents.annex')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('annex', 'order'), name='a_criterion_has_its_own_place')],
            },
        ),
        migrations.CreateModel(
            name='AnnexDeviation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('clause', models.CharField(max_length=500, verbose_name='departs from')),
                ('agreed', models.TextField(blank=True, verbose_name='what is agreed')),
                ('annex', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deviations', to='documents.annex')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('annex', 'order'), name='a_deviation_has_its_own_place')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                ('revision', models.CharField(max_length=64)),
                ('third_party', models.CharField(blank=True, max_length=200)),
                ('signed_on', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='documents.covenantversion')),
            ],
            options={
                'ordering': ['-signed_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('third_party', ''), ('user__isnull', False)), models.Q(('user__isnull', True), models.Q(('third_party', ''), _negated=True)), _connector='OR'), name='a_declaration_is_of_one_person'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('signed_on')), _connector='OR'), name='a_declaration_ends_after_it_was_signed')],
            },
        ),
        migrations.CreateModel(
            name='PaperSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('signature', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='documents.signature')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_signatures', to='documents.covenantversion')),
            ],
            options={
                'ordering': ['-uploaded_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('uploaded_by')), _negated=True), _connector='OR'), name='a_page_is_confirmed_by_somebody_else'), models.CheckConstraint(condition=models.Q(('signature__isnull', True), ('answered_at__isnull', False), _connector='OR'), name='a_page_counts_once_it_is_confirmed')],
            },
        ),
        migrations.CreateModel(
            name='SigningReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='documents.covenantversion')),
            ],
            options={
                'ordering': ['-on'],
                'constraints': [models.UniqueConstraint(fields=('version', 'on'), name='one_reminder_a_day')],
            },
        ),
        *KEPT,
    ]
