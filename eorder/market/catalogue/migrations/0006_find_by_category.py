"""The list of a category reads its products in order from one index."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The new index takes the place of the one on the category alone."""

    dependencies = [("catalogue", "0005_answer_templates")]
    operations = [
        migrations.AddIndex(
            model_name="product", index=models.Index("category", "state", "id", name="product_by_category")
        ),
        migrations.AlterField(
            model_name="product",
            name="category",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="products",
                to="catalogue.category",
            ),
        ),
    ]
