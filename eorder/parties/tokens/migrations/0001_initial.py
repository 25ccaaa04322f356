"""Tokens of businesses."""

import django.db.models.deletion
import django.db.models.functions.datetime
import eorder.foundation.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('vendors', '0006_member_since'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('name', models.CharField(max_length=60)),
                ('scopes', models.JSONField(help_text='rights, as `Scope` names them')),
                ('digest', models.CharField(help_text='SHA-256 of the secret, which nobody keeps', max_length=64)),
                ('issued_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(help_text='exclusive')),
                ('revoked_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
            options={
                'indexes': [models.Index(fields=['vendor', '-issued_at'], name='token_of_vendor')],
                'constraints': [models.UniqueConstraint(models.F('digest'), name='token_digest_once'), models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='token_digest_sha256'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='token_has_name'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('issued_at'))), name='token_ends_after_issue')],
            },
        ),
    ]
