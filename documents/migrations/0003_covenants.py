"""What annexes ask and depart from, reminders, declarations, and signatures on paper; kept as they were decided."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models


# A module whose name begins with a number can be imported in this way only.
frozen = import_module("documents.migrations.0002_kept_as_decided")

KEPT = [
    *frozen.frozen_part("documents_annexcriterion", frozen.of_covenant("annex_id", frozen.ANNEX)),
    *frozen.frozen_part("documents_annexdeviation", frozen.of_covenant("annex_id", frozen.ANNEX)),
]


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_kept_as_decided'),
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
