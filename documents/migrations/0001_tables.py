"""Every table of agreements, as they were when the first releases were put together."""

import accounts.keys
import django.db.models.deletion
import django.utils.timezone
import documents.models.covenant
import documents.models.pages
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from audit.tables import NewTables


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_kept_as_decided'), ('documents', '0003_attachments'), ('documents', '0004_letters'), ('documents', '0005_role_matrices'), ('documents', '0006_pages'), ('documents', '0007_protocols'), ('documents', '0008_covenants'), ('documents', '0009_functions'), ('documents', '0010_names_of_documents'), ('documents', '0011_triage')]

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('accounts', '0004_inhabitants'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        NewTables([
            migrations.CreateModel(
                name='Covenant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('number', models.CharField(editable=False, max_length=16, unique=True, verbose_name='number')),
                    ('kind', models.CharField(choices=[('declaration_of_intent', 'declaration of intent'), ('safety_house_covenant', 'safety-house covenant'), ('municipal_covenant', 'municipal covenant'), ('sector_covenant', 'sector covenant'), ('data_processing_protocol', 'data-processing protocol'), ('confidentiality_declaration', 'confidentiality declaration'), ('guide', 'guide')], max_length=32, verbose_name='kind')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                ],
            ),
            migrations.CreateModel(
                name='CovenantDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(unique=True)),
                ],
            ),
            migrations.CreateModel(
                name='DataCategory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('identifier', models.SlugField(unique=True)),
                    ('label', models.CharField(max_length=120, verbose_name='name')),
                    ('special', models.BooleanField(default=False, verbose_name='special category')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                ],
                options={
                    'ordering': ['label'],
                },
            ),
            migrations.CreateModel(
                name='ExplanationIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ],
                options={
                    'verbose_name': 'explanations',
                },
                bases=(documents.models.pages.InTheHouse, 'wagtailcore.page'),
            ),
            migrations.CreateModel(
                name='HousePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('intro', models.CharField(blank=True, help_text='One or two sentences. They also stand in lists.', max_length=300, verbose_name='introduction')),
                    ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('list', 3), ('quote', 6), ('callout', 7), ('agreement', 8), ('link', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic'], 'icon': 'pilcrow', 'label': 'Paragraph'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Line', 'rows': 2}), 3: ('wagtail.blocks.ListBlock', (2,), {'icon': 'list-ul', 'label': 'List'}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Text'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('who', 5)]], {}), 7: ('wagtail.blocks.TextBlock', (), {'icon': 'warning', 'label': 'Pay attention', 'rows': 3}), 8: ('wagtail.blocks.RegexBlock', ('^\\d{1,3}-\\d{3}$',), {'error_messages': {'invalid': 'Write the number like this: 12-004.'}, 'help_text': 'Its number, such as 12-004. Who may not read the agreement does not see this line.', 'icon': 'doc-full', 'label': 'Link to an agreement'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'max_length': 120}), 10: ('wagtail.blocks.URLBlock', (), {'help_text': 'Begins with https://', 'label': 'Address'}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('url', 10)]], {})}, verbose_name='text')),
                ],
                options={
                    'abstract': False,
                },
                bases=(documents.models.pages.InTheHouse, 'wagtailcore.page'),
            ),
            migrations.CreateModel(
                name='KnownSystem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                    ('aliases', models.JSONField(blank=True, default=list, verbose_name='other names')),
                    ('purpose', models.CharField(blank=True, max_length=300, verbose_name='what it is for')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='MatrixSection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('role', models.CharField(blank=True, choices=[('project_leader', 'project leader'), ('municipal_director', 'municipal director'), ('ggz_case_coordinator', 'GGZ case coordinator'), ('process_director', 'process director of the safety house'), ('safety_broker', 'safety broker'), ('process_manager', 'process manager of the safety house'), ('care_case_manager', 'care case manager'), ('community_officer', 'community officer'), ('expert_by_experience', 'expert by experience'), ('back_office_worker', 'back-office worker'), ('partner', 'chain partner'), ('privacy_officer', 'privacy officer'), ('data_protection_officer', 'data protection officer'), ('signatory', 'signatory'), ('administrator', 'administrator')], max_length=32, verbose_name='role')),
                    ('aliases', models.JSONField(blank=True, default=list, verbose_name='other names')),
                ],
                options={
                    'ordering': ['order'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['', 'project_leader', 'municipal_director', 'ggz_case_coordinator', 'process_director', 'safety_broker', 'process_manager', 'care_case_manager', 'community_officer', 'expert_by_experience', 'back_office_worker', 'partner', 'privacy_officer', 'data_protection_officer', 'signatory', 'administrator'])), name='the_role_of_a_section_is_known')],
                },
            ),
            migrations.CreateModel(
                name='MeetingType',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                    ('alias', models.CharField(blank=True, max_length=160, verbose_name='regional name')),
                    ('functions', models.JSONField(blank=True, default=dict, verbose_name='functions')),
                    ('kinds', models.JSONField(blank=True, default=dict, verbose_name='kinds of organisations')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='NewsIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ],
                options={
                    'verbose_name': 'news',
                },
                bases=(documents.models.pages.InTheHouse, 'wagtailcore.page'),
            ),
            migrations.CreateModel(
                name='NumberSeries',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('project', models.PositiveIntegerField(unique=True)),
                    ('last', models.PositiveIntegerField(default=0)),
                ],
            ),
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
                name='RoleMatrix',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('number', models.CharField(editable=False, max_length=16, unique=True, verbose_name='number')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                ],
            ),
            migrations.CreateModel(
                name='TriageCategory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                    ('explanation', models.CharField(blank=True, max_length=300, verbose_name='explanation')),
                    ('in_use', models.BooleanField(default=True, verbose_name='in use')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='CovenantVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('version_number', models.PositiveIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('published_at', models.DateTimeField(editable=False, null=True)),
                    ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('winding_down_days', models.PositiveSmallIntegerField(default=documents.models.covenant.default_winding_down, verbose_name='winding-down term in days')),
                    ('body', models.JSONField(blank=True, default=list)),
                    ('revision', models.CharField(editable=False, max_length=64)),
                    ('signed_on', models.DateField(editable=False, null=True)),
                    ('begins_on', models.DateField(editable=False, null=True)),
                    ('stops_on', models.DateField(editable=False, null=True, verbose_name='last day')),
                    ('last_day', models.DateField(editable=False, null=True)),
                    ('readable_until', models.DateField(editable=False, null=True)),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('in_consultation', 'in consultation'), ('ready_to_sign', 'ready to sign'), ('signed', 'signed'), ('terminated', 'terminated'), ('replaced', 'replaced')], default='draft', max_length=32)),
                    ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                    ('covenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.covenant')),
                    ('territory', models.ManyToManyField(blank=True, related_name='+', to='accounts.municipality')),
                ],
                options={
                    'ordering': ['covenant__number', '-version_number'],
                    'indexes': [models.Index(fields=['begins_on', 'last_day'], name='documents_c_begins__0d71a0_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_consultation', 'ready_to_sign', 'signed', 'terminated', 'replaced'])), name='covenant_state_is_known'), models.UniqueConstraint(fields=('covenant', 'version_number'), name='a_covenant_version_once'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_covenant_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('signed', 'terminated', 'replaced')), _negated=True), models.Q(('begins_on__isnull', False), ('signed_on__isnull', False)), _connector='OR'), name='a_concluded_covenant_has_its_first_day')],
                },
            ),
            migrations.CreateModel(
                name='Annex',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('purpose', models.TextField(blank=True, verbose_name='purpose')),
                    ('target_group', models.TextField(blank=True, verbose_name='target group')),
                    ('legal_basis', models.TextField(blank=True, verbose_name='legal basis')),
                    ('body', models.JSONField(blank=True, default=list)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annexes', to='documents.covenantversion')),
                    ('meeting_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.meetingtype')),
                ],
                options={
                    'ordering': ['title'],
                    'constraints': [models.UniqueConstraint(fields=('version', 'meeting_type'), name='an_annex_per_meeting_type')],
                },
            ),
            migrations.CreateModel(
                name='ExplanationPage',
                fields=[
                    ('housepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='documents.housepage')),
                    ('place', models.PositiveSmallIntegerField(default=50, help_text='The lowest number stands first.', verbose_name='place in the list')),
                ],
                options={
                    'verbose_name': 'explanation',
                },
                bases=('documents.housepage',),
            ),
            migrations.CreateModel(
                name='HomePage',
                fields=[
                    ('housepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='documents.housepage')),
                ],
                options={
                    'verbose_name': 'welcome',
                },
                bases=('documents.housepage',),
            ),
            migrations.CreateModel(
                name='NewsPage',
                fields=[
                    ('housepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='documents.housepage')),
                    ('day', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ],
                options={
                    'verbose_name': 'news item',
                },
                bases=('documents.housepage',),
            ),
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
                name='MatrixRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('is_heading', models.BooleanField(default=False)),
                    ('heading', models.CharField(blank=True, max_length=300, verbose_name='heading')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='documents.matrixsection')),
                ],
                options={
                    'ordering': ['section__order', 'order'],
                    'constraints': [models.UniqueConstraint(fields=('section', 'order'), name='a_row_has_its_own_place')],
                },
            ),
            migrations.CreateModel(
                name='MatrixVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('version_number', models.PositiveIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('published_at', models.DateTimeField(editable=False, null=True)),
                    ('effective_at', models.DateTimeField(blank=True, null=True, verbose_name='takes effect')),
                    ('adopted_at', models.DateTimeField(editable=False, null=True)),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('proposed', 'proposed'), ('adopted', 'adopted'), ('superseded', 'superseded')], default='draft', max_length=32)),
                    ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                    ('municipalities', models.ManyToManyField(blank=True, related_name='+', to='accounts.municipality')),
                    ('proposer', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting_types', models.ManyToManyField(blank=True, related_name='+', to='documents.meetingtype')),
                    ('matrix', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.rolematrix')),
                ],
                options={
                    'ordering': ['matrix__number', '-version_number'],
                    'indexes': [models.Index(fields=['state', 'effective_at'], name='documents_m_state_59b019_idx')],
                    'constraints': [models.UniqueConstraint(fields=('matrix', 'version_number'), name='a_matrix_version_once')],
                },
            ),
            migrations.AddField(
                model_name='matrixsection',
                name='version',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='documents.matrixversion'),
            ),
            migrations.CreateModel(
                name='AdoptionVote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(verbose_name='at')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='documents.matrixversion')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('version', 'user'), name='a_person_votes_once')],
                },
            ),
            migrations.CreateModel(
                name='AcknowledgedGap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('gap', models.CharField(max_length=255)),
                    ('at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledged_gaps', to='documents.matrixversion')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('version', 'gap'), name='a_gap_is_acknowledged_once')],
                },
            ),
            migrations.CreateModel(
                name='LocalName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('name', models.CharField(max_length=160, verbose_name='name')),
                    ('role', models.CharField(blank=True, choices=[('project_leader', 'project leader'), ('municipal_director', 'municipal director'), ('ggz_case_coordinator', 'GGZ case coordinator'), ('process_director', 'process director of the safety house'), ('safety_broker', 'safety broker'), ('process_manager', 'process manager of the safety house'), ('care_case_manager', 'care case manager'), ('community_officer', 'community officer'), ('expert_by_experience', 'expert by experience'), ('back_office_worker', 'back-office worker'), ('partner', 'chain partner'), ('privacy_officer', 'privacy officer'), ('data_protection_officer', 'data protection officer'), ('signatory', 'signatory'), ('administrator', 'administrator')], max_length=32, verbose_name='role')),
                    ('document', models.CharField(blank=True, choices=[('covenant', 'covenant'), ('role_matrix', 'role matrix'), ('protocol', 'protocol'), ('plan_of_action', 'plan of action'), ('client_checklist', 'client checklist')], max_length=32, verbose_name='kind of document')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                    ('meeting_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='local_names', to='documents.meetingtype')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['', 'project_leader', 'municipal_director', 'ggz_case_coordinator', 'process_director', 'safety_broker', 'process_manager', 'care_case_manager', 'community_officer', 'expert_by_experience', 'back_office_worker', 'partner', 'privacy_officer', 'data_protection_officer', 'signatory', 'administrator'])), name='the_role_of_a_name_is_known'), models.CheckConstraint(condition=models.Q(('document__in', ['', 'covenant', 'role_matrix', 'protocol', 'plan_of_action', 'client_checklist'])), name='the_document_of_a_name_is_known'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('role', ''), _negated=True), ('document', ''), ('meeting_type__isnull', True)), models.Q(('document', ''), ('meeting_type__isnull', False), ('role', '')), models.Q(('meeting_type__isnull', True), ('role', ''), models.Q(('document', ''), _negated=True)), _connector='OR'), name='a_name_is_of_one_thing')],
                },
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
                    ('state', models.CharField(choices=[('proposed', 'proposed'), ('adopted', 'adopted'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='proposed', max_length=32)),
                    ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mappings', to='documents.meetingtype')),
                ],
                options={
                    'ordering': ['-created_at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'adopted', 'refused', 'withdrawn'])), name='mapping_state_is_known'), models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('meeting_type',), name='one_mapping_is_proposed_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='NobodyStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(max_length=64)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nobody_steps', to='documents.matrixversion')),
                ],
                options={
                    'ordering': ['step'],
                    'constraints': [models.UniqueConstraint(fields=('version', 'step'), name='nobody_is_chosen_once')],
                },
            ),
            migrations.CreateModel(
                name='Party',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('required', models.BooleanField(default=True, verbose_name='required')),
                    ('mandate', models.CharField(blank=True, max_length=200, verbose_name='mandate')),
                    ('left_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('signatory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='documents.covenantversion')),
                ],
                options={
                    'ordering': ['-required', 'organisation__name'],
                    'constraints': [models.UniqueConstraint(fields=('version', 'organisation'), name='a_party_once_in_a_covenant')],
                },
            ),
            migrations.CreateModel(
                name='PhaseTable',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phase_tables', to='documents.matrixversion')),
                ],
                options={
                    'ordering': ['order'],
                    'constraints': [models.UniqueConstraint(fields=('version', 'order'), name='a_phase_table_has_its_own_place')],
                },
            ),
            migrations.CreateModel(
                name='PhaseActor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('role', models.CharField(blank=True, choices=[('project_leader', 'project leader'), ('municipal_director', 'municipal director'), ('ggz_case_coordinator', 'GGZ case coordinator'), ('process_director', 'process director of the safety house'), ('safety_broker', 'safety broker'), ('process_manager', 'process manager of the safety house'), ('care_case_manager', 'care case manager'), ('community_officer', 'community officer'), ('expert_by_experience', 'expert by experience'), ('back_office_worker', 'back-office worker'), ('partner', 'chain partner'), ('privacy_officer', 'privacy officer'), ('data_protection_officer', 'data protection officer'), ('signatory', 'signatory'), ('administrator', 'administrator')], max_length=32, verbose_name='role')),
                    ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actors', to='documents.phasetable')),
                ],
                options={
                    'ordering': ['order'],
                    'constraints': [models.UniqueConstraint(fields=('table', 'order'), name='an_actor_has_its_own_place'), models.CheckConstraint(condition=models.Q(('role__in', ['', 'project_leader', 'municipal_director', 'ggz_case_coordinator', 'process_director', 'safety_broker', 'process_manager', 'care_case_manager', 'community_officer', 'expert_by_experience', 'back_office_worker', 'partner', 'privacy_officer', 'data_protection_officer', 'signatory', 'administrator'])), name='the_role_of_an_actor_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Phase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('name', models.CharField(blank=True, max_length=300, verbose_name='name')),
                    ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phases', to='documents.phasetable')),
                ],
                options={
                    'ordering': ['order'],
                    'constraints': [models.UniqueConstraint(fields=('table', 'order'), name='a_phase_has_its_own_place')],
                },
            ),
            migrations.CreateModel(
                name='PhaseTask',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('text', models.TextField(verbose_name='task')),
                    ('remark', models.TextField(blank=True, verbose_name='remark')),
                    ('phase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='documents.phase')),
                ],
                options={
                    'ordering': ['order'],
                    'constraints': [models.UniqueConstraint(fields=('phase', 'order'), name='a_task_has_its_own_place')],
                },
            ),
            migrations.CreateModel(
                name='PhaseMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('words', models.CharField(blank=True, max_length=300, verbose_name='in words')),
                    ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='documents.phaseactor')),
                    ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='documents.phasetask')),
                ],
                options={
                    'ordering': ['actor__order'],
                    'constraints': [models.UniqueConstraint(fields=('task', 'actor'), name='a_task_is_marked_once_per_actor')],
                },
            ),
            migrations.CreateModel(
                name='Readership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='readership', to='access.audience')),
                    ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='readership', to='documents.housepage')),
                ],
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
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision', models.CharField(max_length=64)),
                    ('signed_at', models.DateTimeField()),
                    ('declined', models.BooleanField(default=False)),
                    ('reason', models.TextField(blank=True)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='documents.covenantversion')),
                ],
                options={
                    'ordering': ['-signed_at', '-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('declined', False)), fields=('version', 'organisation', 'revision'), name='a_party_signs_a_revision_once')],
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
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('column', models.CharField(choices=[('task', 'task'), ('responsibility', 'responsibility'), ('authority', 'authority')], max_length=16)),
                    ('order', models.PositiveIntegerField()),
                    ('text', models.TextField(verbose_name='text')),
                    ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='documents.matrixrow')),
                ],
                options={
                    'ordering': ['order'],
                    'constraints': [models.UniqueConstraint(fields=('row', 'column', 'order'), name='a_statement_has_its_own_place'), models.CheckConstraint(condition=models.Q(('column__in', ['task', 'responsibility', 'authority'])), name='column_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Binding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(db_index=True, max_length=64)),
                    ('suggested', models.BooleanField(default=False)),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='documents.statement')),
                ],
                options={
                    'ordering': ['step'],
                    'constraints': [models.UniqueConstraint(fields=('statement', 'step'), name='a_statement_binds_a_step_once')],
                },
            ),
            migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('path', models.CharField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('content_type', models.CharField(default='application/vnd.openxmlformats-officedocument.wordprocessingml.document', max_length=120)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveBigIntegerField()),
                    ('stored_at', models.DateTimeField(auto_now_add=True)),
                    ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                    ('stored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='ProtocolVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('version_number', models.PositiveIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('published_at', models.DateTimeField(editable=False, null=True)),
                    ('body', models.JSONField(blank=True, default=list)),
                    ('review_on', models.DateField(blank=True, null=True, verbose_name='to be reviewed on')),
                    ('adopted_at', models.DateTimeField(editable=False, null=True)),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('adopted', 'adopted'), ('replaced', 'replaced'), ('withdrawn', 'withdrawn')], default='draft', max_length=32)),
                    ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                    ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.protocol')),
                    ('adopted', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                    ('original', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ],
                options={
                    'ordering': ['protocol__number', '-version_number'],
                    'indexes': [models.Index(fields=['state', 'review_on'], name='documents_protocol_review')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'adopted', 'replaced', 'withdrawn'])), name='protocol_state_is_known'), models.UniqueConstraint(fields=('protocol', 'version_number'), name='a_protocol_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('adopted', 'replaced', 'withdrawn')), _negated=True), models.Q(('adopted_at__isnull', False), ('review_on__isnull', False)), _connector='OR'), name='an_adopted_protocol_has_its_moment')],
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
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_signatures', to='documents.covenantversion')),
                    ('signature', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='documents.signature')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ],
                options={
                    'ordering': ['-uploaded_at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('uploaded_by')), _negated=True), _connector='OR'), name='a_page_is_confirmed_by_somebody_else'), models.CheckConstraint(condition=models.Q(('signature__isnull', True), ('answered_at__isnull', False), _connector='OR'), name='a_page_counts_once_it_is_confirmed')],
                },
            ),
            migrations.AddField(
                model_name='matrixversion',
                name='adopted',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
            ),
            migrations.AddField(
                model_name='matrixversion',
                name='original',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
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
                    ('state', models.CharField(choices=[('draft', 'draft'), ('in_use', 'in use'), ('replaced', 'replaced'), ('withdrawn', 'withdrawn')], default='draft', max_length=32)),
                    ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                    ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.lettertemplate')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ],
                options={
                    'ordering': ['template__title', '-version_number'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_use', 'replaced', 'withdrawn'])), name='letter_state_is_known'), models.UniqueConstraint(fields=('template', 'version_number'), name='a_letter_version_once')],
                },
            ),
            migrations.AddField(
                model_name='covenantversion',
                name='adopted',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
            ),
            migrations.AddField(
                model_name='covenantversion',
                name='original',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
            ),
            migrations.CreateModel(
                name='AnnexAdmission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rule', models.CharField(max_length=300, verbose_name='admission rule')),
                    ('annex', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='admissions', to='documents.annex')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('annex',), name='an_annex_has_one_admission_rule')],
                },
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
                name='Attachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=accounts.keys.random_key, editable=False, max_length=24, unique=True)),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word document'), ('odt', 'OpenDocument text'), ('txt', 'plain text'), ('eml', 'e-mail message'), ('png', 'picture (PNG)'), ('jpeg', 'picture (JPEG)')], max_length=8, verbose_name='kind')),
                    ('description', models.CharField(blank=True, max_length=300, verbose_name='description')),
                    ('path', models.CharField(db_index=True, max_length=80)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveBigIntegerField()),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                    ('text_state', models.CharField(choices=[('read', 'searchable'), ('partly', 'only a part is searchable'), ('empty', 'no text was found in it'), ('unreadable', 'its text could not be read'), ('none', 'a picture: not searchable')], max_length=12)),
                    ('text_problem', models.CharField(blank=True, max_length=24)),
                    ('parts', models.JSONField(default=list)),
                    ('owner_kind', models.CharField(max_length=16)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ],
                options={
                    'ordering': ['name', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('audience', 'sha256'), name='a_file_once_at_an_agreement'), models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'odt', 'txt', 'eml', 'png', 'jpeg'])), name='attachment_kind_is_known'), models.CheckConstraint(condition=models.Q(('text_state__in', ['read', 'partly', 'empty', 'unreadable', 'none'])), name='attachment_text_state_is_known')],
                },
            ),
            migrations.CreateModel(
                name='AnnexPartner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('annex', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='documents.annex')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ('gives', models.ManyToManyField(blank=True, related_name='+', to='documents.datacategory')),
                    ('receives', models.ManyToManyField(blank=True, related_name='+', to='documents.datacategory')),
                ],
                options={
                    'ordering': ['organisation__name'],
                    'constraints': [models.UniqueConstraint(fields=('annex', 'organisation'), name='a_partner_once_in_an_annex')],
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
                name='EmptyCell',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('column', models.CharField(choices=[('task', 'task'), ('responsibility', 'responsibility'), ('authority', 'authority')], max_length=16)),
                    ('mark', models.CharField(choices=[('deliberate', 'deliberately empty'), ('to_agree', 'still to be agreed')], max_length=16)),
                    ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='empty_cells', to='documents.matrixrow')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('row', 'column'), name='a_cell_is_marked_once'), models.CheckConstraint(condition=models.Q(('mark__in', ['deliberate', 'to_agree'])), name='empty_mark_is_known')],
                },
            ),
            migrations.AddConstraint(
                model_name='matrixsection',
                constraint=models.UniqueConstraint(fields=('version', 'order'), name='a_section_has_its_own_place'),
            ),
            migrations.AddConstraint(
                model_name='matrixversion',
                constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'adopted', 'superseded'])), name='matrix_state_is_known'),
            ),
            migrations.AddConstraint(
                model_name='matrixversion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('adopted', 'superseded')), _negated=True), models.Q(('adopted_at__isnull', False), ('effective_at__isnull', False)), _connector='OR'), name='an_adopted_matrix_has_its_moment'),
            ),
        ]),
    ]
