"""A payment says which account of the seller it went to, and the database holds it to one that may be paid to (S7)."""

import django.db.models.deletion
from django.db import migrations, models

PATH = "SET search_path = pg_catalog, public, pg_temp"
MOVE = """
ALTER TABLE payments_payment DISABLE TRIGGER payments_payment_append_only;
UPDATE payments_payment p SET account_id = a.id
FROM orders_order o JOIN vendors_bankaccount a ON a.vendor_id = o.vendor_id AND a.seq = 1 WHERE o.id = p.order_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE payments_payment ENABLE TRIGGER payments_payment_append_only;
"""
TO_ACCOUNT = f"""
CREATE FUNCTION payments_check_account() RETURNS trigger LANGUAGE plpgsql {PATH} AS $$
DECLARE seller uuid; waiting interval;
BEGIN
    SELECT o.vendor_id, make_interval(hours => w.hours) INTO seller, waiting
    FROM orders_order o JOIN workunits_government g ON g.id = o.government_id
    JOIN banking_waitingtime w ON daterange(w.since, w.until, '[]') @> (NEW.paid_at AT TIME ZONE g.time_zone)::date
    WHERE o.id = NEW.order_id;
    -- The account in force; or that of a waiting time ago, to which money may have been sent before they changed.
    IF (NEW.account_id = banking_account_at(seller, NEW.paid_at)
        OR NEW.account_id = banking_account_at(seller, NEW.paid_at - waiting)) IS NOT TRUE THEN
        RAISE EXCEPTION 'Pembayaran ini bukan ke rekening penjual yang berlaku.'
            USING ERRCODE = '23514', CONSTRAINT = 'payment_to_account_in_force';
    END IF;
    IF EXISTS (
        SELECT FROM banking_accountchange c JOIN orders_duty d ON d.person_id = c.decided_by_id
        WHERE c.id = NEW.account_id AND d.order_id = NEW.order_id AND d.duty = 'bendahara') THEN
        RAISE EXCEPTION 'Yang membayar adalah yang memastikan rekeningnya.'
            USING ERRCODE = '23514', CONSTRAINT = 'payment_by_another_than_verified';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payment_to_account_in_force AFTER INSERT ON payments_payment
    FOR EACH ROW EXECUTE FUNCTION payments_check_account();
CREATE FUNCTION payments_check_stop() RETURNS trigger LANGUAGE plpgsql {PATH} AS $$
BEGIN
    IF EXISTS (SELECT FROM payments_payment WHERE account_id = NEW.id) THEN
        RAISE EXCEPTION 'Rekening ini sudah dibayar.'
            USING ERRCODE = '23514', CONSTRAINT = 'account_change_stopped_in_time';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER account_change_unpaid AFTER UPDATE ON banking_accountchange
    FOR EACH ROW WHEN (NEW.state = 'stopped') EXECUTE FUNCTION payments_check_stop();
"""
ANYWHERE = """
DROP TRIGGER account_change_unpaid ON banking_accountchange;
DROP FUNCTION payments_check_stop();
DROP TRIGGER payment_to_account_in_force ON payments_payment;
DROP FUNCTION payments_check_account();
"""


class Migration(migrations.Migration):
    """Payments made before went to the account that the seller was registered with: there was no other."""

    dependencies = [
        ("payments", "0003_check_an_invoice_again"),
        ("orders", "0007_let_prices_cool"),
        ("banking", "0001_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="account",
            field=models.ForeignKey(
                help_text="account of the seller that it went to", null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="vendors.bankaccount",
            ),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="payment",
            name="account",
            field=models.ForeignKey(
                help_text="account of the seller that it went to", on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="vendors.bankaccount",
            ),
        ),
        migrations.RunSQL(TO_ACCOUNT, ANYWHERE),
    ]
