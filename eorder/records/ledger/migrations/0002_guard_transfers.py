"""Entries of a transfer must sum to zero, and what was booked stays booked."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

BALANCE = """
CREATE FUNCTION ledger_check_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(amount) FROM ledger_entry WHERE transfer_id = NEW.transfer_id) <> 0 THEN
        RAISE EXCEPTION 'Debit dan kredit transfer % tidak sama.', NEW.transfer_id USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balance AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_balance();
"""
UNBALANCE = "DROP TRIGGER ledger_entry_balance ON ledger_entry; DROP FUNCTION ledger_check_balance();"


class Migration(migrations.Migration):
    """The ledger's guards (M3)."""

    dependencies = [("ledger", "0001_initial"), ("journal", "0002_guard_events")]
    operations = [
        migrations.RunSQL(BALANCE, UNBALANCE),
        append_only("ledger_transfer"),
        append_only("ledger_entry"),
    ]
