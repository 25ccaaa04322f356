"""Decisions on appeals stand in the book of the queue, too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('joining', '0004_guard_decisions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='queuedecision',
            name='queue_decision_outcome_of_rung',
        ),
        migrations.AlterField(
            model_name='queuedecision',
            name='outcome',
            field=models.CharField(choices=[('accepted', 'Diterima'), ('returned', 'Dikembalikan'), ('passed', 'Lulus'), ('refused', 'Belum lulus'), ('upheld', 'Dikabulkan'), ('dismissed', 'Ditolak')], max_length=9),
        ),
        migrations.AlterField(
            model_name='queuedecision',
            name='rung',
            field=models.CharField(choices=[('check', 'Pemeriksaan pendaftaran'), ('curation', 'Kurasi produk'), ('appeal', 'Keberatan atas hasil kurasi')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='queuedecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['accepted', 'returned']), ('rung', 'check')), models.Q(('outcome__in', ['passed', 'refused']), ('rung', 'curation')), models.Q(('outcome__in', ['upheld', 'dismissed']), ('rung', 'appeal')), _connector='OR'), name='queue_decision_outcome_of_rung'),
        ),
    ]
