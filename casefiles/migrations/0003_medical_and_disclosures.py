"""Medical records in their own circle and whom they were told; what was given outside the team."""

import accounts.keys
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from audit.tables import NewTables
from audit.triggers import forbid

TOLD = ["record_id", "person_id", "ground", "reasoning", "starts_on", "ends_on", "disclosed_by_id", "created_at"]


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_inhabitants'),
        ('casefiles', '0002_frozen'),
        ('documents', '0003_first_contents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        NewTables([
            migrations.CreateModel(
                name='Disclosure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('recipient_kind', models.CharField(choices=[('mayor', 'mayor'), ('safety_house', 'another safety house'), ('judiciary', 'prosecutor or court'), ('other', 'another person or office')], max_length=16)),
                    ('recipient', models.CharField(max_length=200)),
                    ('ground', models.TextField()),
                    ('given_on', models.DateField()),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='casefiles.case')),
                    ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='casefiles.disclosure')),
                    ('covenant_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.covenantversion')),
                    ('data_categories', models.ManyToManyField(related_name='+', to='documents.datacategory')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-given_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='DisclosureContent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('description', models.TextField(blank=True)),
                    ('why_corrected', models.TextField(blank=True)),
                    ('disclosure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='content', to='casefiles.disclosure')),
                    ('plans', models.ManyToManyField(blank=True, related_name='+', to='casefiles.planversion')),
                    ('reports', models.ManyToManyField(blank=True, related_name='+', to='casefiles.report')),
                ],
            ),
            migrations.CreateModel(
                name='MedicalRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('circle', models.CharField(choices=[('team', 'whole team'), ('directors', 'directors'), ('care', 'care circle'), ('named', 'named people and organisations')], default='team', max_length=16, verbose_name='who may see this')),
                    ('desk_reads', models.BooleanField(default=False)),
                    ('onward', models.BooleanField(default=False, verbose_name='may be passed on')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('shared_at', models.DateTimeField(editable=False, null=True)),
                    ('kind', models.CharField(choices=[('diagnosis', 'diagnosis'), ('treatment', 'treatment'), ('medication', 'medication as prescribed'), ('other', 'other, from the treatment record')], max_length=16, verbose_name='kind')),
                    ('text', models.TextField(verbose_name='medical record')),
                    ('number', models.PositiveIntegerField(default=1)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='casefiles.case')),
                    ('data_category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.datacategory', verbose_name='kind of data')),
                    ('named_organisations', models.ManyToManyField(blank=True, related_name='+', to='accounts.organisation')),
                    ('named_people', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('source_organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MedicalDisclosure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('ground', models.CharField(choices=[('consent', 'consent of the person'), ('statutory_duty', 'statutory duty'), ('conflict_of_duties', 'conflict of duties'), ('reporting_right', 'reporting right')], max_length=24, verbose_name='ground')),
                    ('reasoning', models.TextField(verbose_name='reasoning')),
                    ('starts_on', models.DateField(verbose_name='from')),
                    ('ends_on', models.DateField(verbose_name='until')),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('ended_at', models.DateTimeField(editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('disclosed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='casefiles.medicalrecord')),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='MedicalVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('circle', models.CharField(choices=[('team', 'whole team'), ('directors', 'directors'), ('care', 'care circle'), ('named', 'named people and organisations')], default='team', max_length=16, verbose_name='who may see this')),
                    ('desk_reads', models.BooleanField(default=False)),
                    ('onward', models.BooleanField(default=False, verbose_name='may be passed on')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('shared_at', models.DateTimeField(editable=False, null=True)),
                    ('kind', models.CharField(choices=[('diagnosis', 'diagnosis'), ('treatment', 'treatment'), ('medication', 'medication as prescribed'), ('other', 'other, from the treatment record')], max_length=16, verbose_name='kind')),
                    ('text', models.TextField(verbose_name='medical record')),
                    ('number', models.PositiveIntegerField()),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='casefiles.case')),
                    ('data_category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.datacategory', verbose_name='kind of data')),
                    ('named_organisations', models.ManyToManyField(blank=True, related_name='+', to='accounts.organisation')),
                    ('named_people', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='casefiles.medicalrecord')),
                    ('source_organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-number'],
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=models.CheckConstraint(condition=models.Q(('recipient_kind__in', ['mayor', 'safety_house', 'judiciary', 'other'])), name='recipient_kind_is_known'),
            ),
            migrations.AddIndex(
                model_name='medicalrecord',
                index=models.Index(fields=['case', 'circle', '-shared_at'], name='casefiles_m_case_id_720439_idx'),
            ),
            migrations.AddConstraint(
                model_name='medicalrecord',
                constraint=models.CheckConstraint(condition=models.Q(('circle__in', ('care', 'sealed'))), name='a_medical_record_is_for_care'),
            ),
            migrations.AddConstraint(
                model_name='medicalrecord',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['diagnosis', 'treatment', 'medication', 'other'])), name='medical_kind_is_known'),
            ),
            migrations.AddIndex(
                model_name='medicaldisclosure',
                index=models.Index(fields=['person', 'ends_on'], name='casefiles_m_person__d62b56_idx'),
            ),
            migrations.AddConstraint(
                model_name='medicaldisclosure',
                constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['consent', 'statutory_duty', 'conflict_of_duties', 'reporting_right'])), name='disclosure_ground_is_known'),
            ),
            migrations.AddConstraint(
                model_name='medicaldisclosure',
                constraint=models.CheckConstraint(condition=models.Q(('person', models.F('disclosed_by')), _negated=True), name='nobody_discloses_to_themselves'),
            ),
            migrations.AddConstraint(
                model_name='medicaldisclosure',
                constraint=models.CheckConstraint(condition=models.Q(('reasoning', ''), _negated=True), name='a_disclosure_is_reasoned'),
            ),
            migrations.AddIndex(
                model_name='medicalversion',
                index=models.Index(fields=['case', 'circle', '-shared_at'], name='casefiles_m_case_id_85133b_idx'),
            ),
            migrations.AddConstraint(
                model_name='medicalversion',
                constraint=models.CheckConstraint(condition=models.Q(('circle__in', ('care', 'sealed'))), name='a_medical_version_is_for_care'),
            ),
            migrations.AddConstraint(
                model_name='medicalversion',
                constraint=models.UniqueConstraint(fields=('record', 'number'), name='a_medical_version_number_once'),
            ),
        ]),
        forbid("casefiles_medicalversion", events=["UPDATE"], of=["text", "kind", "number", "written_by_id"]),
        forbid("casefiles_medicaldisclosure", events=["UPDATE"], of=TOLD),
        forbid("casefiles_medicaldisclosure", events=["DELETE"]),
        forbid("casefiles_disclosure"),
        forbid("casefiles_disclosurecontent"),
    ]
