"""The sentence about used evidence lies where it is raised; a constraint that no form reads needs none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes no table."""

    dependencies = [("documents", "0002_guard_documents")]
    operations = [
        migrations.AlterConstraint(
            model_name="document",
            name="document_evidence_once",
            constraint=models.UniqueConstraint(
                models.F("government_id"),
                models.F("sha256"),
                condition=models.Q(("kind__in", ("delivery_photo", "attendance", "payment_proof", "tax_proof"))),
                name="document_evidence_once",
            ),
        )
    ]
