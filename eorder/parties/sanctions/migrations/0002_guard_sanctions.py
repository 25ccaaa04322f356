"""A decided sanction stands; two of a kind never overlap; whoever decided does not answer the appeal (ADR 22)."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

GUARD = """
CREATE FUNCTION sanctions_keep() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE kept sanctions_sanction;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.decided_at IS NOT NULL THEN
        kept := NEW;
        kept.state := OLD.state;
        kept.ends_at := OLD.ends_at;
        IF kept IS DISTINCT FROM OLD OR NEW.ends_at > OLD.ends_at THEN
            RAISE EXCEPTION 'Sanksi yang sudah ditetapkan tidak diubah; ia hanya dapat berakhir lebih awal.'
                USING ERRCODE = '23514', CONSTRAINT = 'sanction_stands';
        END IF;
    END IF;
    IF NEW.starts_at IS NULL THEN
        RETURN NEW;
    END IF;
    -- Orders that are being placed with this seller hold its row (orders_check_vendor): they end first, and whoever
    -- comes later waits here and then sees the sanction.
    PERFORM FROM vendors_vendor WHERE id = NEW.vendor_id FOR UPDATE;
    IF NEW.kind <> 'national' AND NEW.starts_at < NEW.ends_at AND EXISTS (
        SELECT FROM sanctions_sanction s WHERE s.vendor_id = NEW.vendor_id AND s.kind = NEW.kind AND s.id <> NEW.id
            AND s.starts_at < s.ends_at AND s.starts_at < NEW.ends_at AND NEW.starts_at < s.ends_at) THEN
        RAISE EXCEPTION 'Penjual ini sudah dikenai sanksi sejenis pada salah satu hari itu.'
            USING ERRCODE = '23514', CONSTRAINT = 'sanction_no_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sanction_kept BEFORE INSERT OR UPDATE ON sanctions_sanction
    FOR EACH ROW EXECUTE FUNCTION sanctions_keep();
CREATE TRIGGER sanction_never_deleted BEFORE DELETE ON sanctions_sanction
    FOR EACH ROW EXECUTE FUNCTION records_refuse_change();
CREATE TRIGGER sanction_never_truncated BEFORE TRUNCATE ON sanctions_sanction
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse_change();
CREATE FUNCTION sanctions_answer_apart() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM sanctions_sanction s WHERE s.id = NEW.sanction_id
            AND NEW.decided_by_id IN (s.decided_by_id, s.proposed_by_id)) THEN
        RAISE EXCEPTION 'Keberatan diputuskan orang lain daripada yang mengusulkan atau menetapkan.'
            USING ERRCODE = '23514', CONSTRAINT = 'answer_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answer_by_another BEFORE INSERT ON sanctions_appealanswer
    FOR EACH ROW EXECUTE FUNCTION sanctions_answer_apart();
"""
UNGUARD = """
DROP TRIGGER answer_by_another ON sanctions_appealanswer;
DROP FUNCTION sanctions_answer_apart();
DROP TRIGGER sanction_kept ON sanctions_sanction;
DROP TRIGGER sanction_never_deleted ON sanctions_sanction;
DROP TRIGGER sanction_never_truncated ON sanctions_sanction;
DROP FUNCTION sanctions_keep();
"""
UNTIL = """
CREATE FUNCTION sanctions_until(seller uuid, moment timestamptz) RETURNS date LANGUAGE sql STABLE
    SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT max(until) FROM sanctions_sanction
        WHERE vendor_id = seller AND starts_at <= moment AND moment < ends_at $$;
"""


class Migration(migrations.Migration):
    """`sanctions_until` gives the last day of what a seller is under at a moment, and nothing where it is under none."""

    dependencies = [("sanctions", "0001_sanctions"), ("journal", "0002_guard_events")]
    operations = [
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(UNTIL, "DROP FUNCTION sanctions_until(uuid, timestamptz);"),
        append_only("sanctions_appeal"),
        append_only("sanctions_appealanswer"),
        append_only("sanctions_likeness"),
    ]
