import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tongxin', '0013_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='proceeding',
            name='on_behalf',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='proceeding',
            name='stands',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='proceeding',
            name='stands_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workflow', models.CharField(max_length=40)),
                ('series', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('about', models.TextField(blank=True)),
                ('source', models.CharField(max_length=20)),
                ('opened_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='tongxin.organisation')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='tongxin.committee')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='proceeding',
            name='topic',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='tongxin.topic'),
        ),
        migrations.CreateModel(
            name='PaperFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField()),
                ('taken_off_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='tongxin.proceeding')),
                ('taken_off_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_off_at', None)), fields=('proceeding', 'sha256'), name='paper_file_once')],
            },
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['committee', 'workflow', 'series'], name='topic_of_session'),
        ),
    ]
