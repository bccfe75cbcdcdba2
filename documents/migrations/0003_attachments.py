"""Files attached to agreements, kept as they were signed or adopted."""

import accounts.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from documents.attachments.freezing import frozen_attachments, same_file

CONCLUDED = "('signed', 'terminated', 'replaced')"
DECIDED = "('adopted', 'superseded')"

class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('documents', '0002_kept_as_decided'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        same_file(),
        *frozen_attachments("documents_covenantversion", CONCLUDED),
        *frozen_attachments("documents_matrixversion", DECIDED),
    ]
