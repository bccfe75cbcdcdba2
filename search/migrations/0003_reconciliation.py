"""What the last comparison of index and database found."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_synonyms'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('documents', models.PositiveBigIntegerField()),
                ('missing', models.PositiveBigIntegerField()),
                ('surplus', models.PositiveBigIntegerField()),
                ('outdated', models.PositiveBigIntegerField()),
            ],
        ),
    ]
