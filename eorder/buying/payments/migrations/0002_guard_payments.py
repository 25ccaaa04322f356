"""Payments follow acceptance, stay within it, and stay."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

WITHIN = """
CREATE FUNCTION payments_check_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE o record;
BEGIN
    SELECT state, accepted_value INTO o FROM orders_order WHERE id = NEW.order_id;
    IF o.state IN ('refused', 'lapsed', 'cancelled') THEN
        RAISE EXCEPTION 'Pesanan yang batal tidak dapat dibayar.'
            USING ERRCODE = '23514', CONSTRAINT = 'payment_of_standing_order';
    END IF;
    IF (SELECT sum(gross) FROM payments_payment WHERE order_id = NEW.order_id) > o.accepted_value THEN
        RAISE EXCEPTION 'Pembayaran melebihi nilai yang diterima.'
            USING ERRCODE = '23514', CONSTRAINT = 'payment_within_acceptance';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_within_acceptance AFTER INSERT ON payments_payment
    FOR EACH ROW EXECUTE FUNCTION payments_check_payment();
"""
ANYHOW = "DROP TRIGGER payment_within_acceptance ON payments_payment; DROP FUNCTION payments_check_payment();"


class Migration(migrations.Migration):
    """Guards of M9 and M14."""

    dependencies = [("payments", "0001_initial"), ("orders", "0002_guard_orders")]
    operations = [
        migrations.RunSQL(WITHIN, ANYHOW),
        *(append_only(f"payments_{name}") for name in ("verification", "payment", "withholding", "taxproof")),
    ]
