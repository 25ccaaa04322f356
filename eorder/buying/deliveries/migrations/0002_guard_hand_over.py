"""A hand-over needs evidence, and counts stay."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

EVIDENCE = """
CREATE FUNCTION deliveries_check_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM documents_document WHERE subject_id = NEW.order_id AND kind = 'delivery_photo') THEN
        RAISE EXCEPTION 'BAST memerlukan paling sedikit satu foto barang yang diterima.'
            USING ERRCODE = '23514', CONSTRAINT = 'hand_over_has_evidence';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hand_over_has_evidence AFTER INSERT ON deliveries_handover
    FOR EACH ROW EXECUTE FUNCTION deliveries_check_evidence();
"""
NO_EVIDENCE = "DROP TRIGGER hand_over_has_evidence ON deliveries_handover; DROP FUNCTION deliveries_check_evidence();"


class Migration(migrations.Migration):
    """Guard of O7."""

    dependencies = [("deliveries", "0001_initial"), ("documents", "0002_guard_documents")]
    operations = [migrations.RunSQL(EVIDENCE, NO_EVIDENCE), append_only("deliveries_receiptline")]
