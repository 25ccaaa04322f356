"""An invoice may be checked again before it is paid, and a payment's taxes add up in the database too."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models


TAXES = """
CREATE FUNCTION payments_check_taxes() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (SELECT withheld FROM payments_payment WHERE id = NEW.id) <> (
        SELECT coalesce(sum(amount), 0) FROM payments_withholding WHERE payment_id = NEW.id) THEN
        RAISE EXCEPTION 'Rincian pajak pembayaran % tidak sama dengan jumlah yang dipotong.', NEW.external_ref
            USING ERRCODE = '23514', CONSTRAINT = 'payment_taxes_add_up';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_taxes_add_up AFTER INSERT ON payments_payment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_check_taxes();
"""
NO_TAXES = "DROP TRIGGER payment_taxes_add_up ON payments_payment; DROP FUNCTION payments_check_taxes();"


class Migration(migrations.Migration):
    """Guards of M4 and M10."""

    dependencies = [
        ('orders', '0004_hold_prices_to_their_day'),
        ('payments', '0002_guard_payments'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='invoice',
            name='invoice_amount_positive',
        ),
        migrations.RemoveConstraint(
            model_name='payment',
            name='payment_reference_once',
        ),
        migrations.RemoveConstraint(
            model_name='payment',
            name='payment_adds_up',
        ),
        migrations.RemoveConstraint(
            model_name='verification',
            name='verification_adds_up',
        ),
        migrations.RemoveConstraint(
            model_name='withholding',
            name='withholding_positive',
        ),
        migrations.AddField(
            model_name='verification',
            name='seq',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name='verification',
            name='invoice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verifications', related_query_name='verification', to='payments.invoice'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', 1000000000000000)), name='invoice_amount_in_range'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(models.F('government_id'), django.db.models.functions.text.Upper('provider'), models.F('external_ref'), name='payment_reference_once'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('withheld'))), ('gross__gt', 0), ('gross__lte', 1000000000000000), ('net__gte', 0), ('withheld__gte', 0)), name='payment_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='verification',
            constraint=models.UniqueConstraint(models.F('invoice'), models.F('seq'), name='verification_seq_once'),
        ),
        migrations.AddConstraint(
            model_name='verification',
            constraint=models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('withheld'))), ('gross__lte', 1000000000000000), ('net__gte', 0), ('withheld__gte', 0)), name='verification_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', 1000000000000000), ('base__gte', 0), ('base__lte', 1000000000000000)), name='withholding_amounts_in_range'),
        ),
        migrations.RunSQL(TAXES, NO_TAXES),
    ]
