"""Categories follow templates, and products answer them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_sort_products'),
        ('templates', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='category',
            name='template',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='templates.templateversion'),
        ),
        migrations.AddField(
            model_name='product',
            name='attributes',
            field=models.JSONField(default=dict, help_text='answers to the template by key'),
        ),
        migrations.AddField(
            model_name='product',
            name='template',
            field=models.ForeignKey(db_index=False, help_text='version that the attributes answer; none in a category without a template', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='templates.templateversion'),
        ),
    ]
