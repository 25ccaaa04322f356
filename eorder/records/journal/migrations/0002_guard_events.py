"""Number and link events, and refuse any change of what was recorded."""

from django.db import migrations

from eorder.records.journal.append_only import append_only

LINK = """
CREATE FUNCTION journal_link_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before record;
BEGIN
    SELECT seq, hash, recorded_at INTO before FROM journal_event
        WHERE subject_id = NEW.subject_id ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(before.seq, 0) + 1;
    NEW.prev_hash := coalesce(before.hash, repeat('0', 64));
    NEW.recorded_at := greatest(clock_timestamp(), before.recorded_at);
    NEW.hash := journal_event_hash(NEW);
    RETURN NEW;
END $$;
CREATE FUNCTION journal_event_hash(e journal_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws(E'\\n', e.prev_hash, e.seq, e.id, e.government_id, e.name,
        e.subject_kind, e.subject_id, e.account_id, e.person_id, coalesce(e.appointment_id::text, '-'), e.role,
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        e.command_id, e.public, e.private_digest), 'UTF8')), 'hex')
$$;
CREATE TRIGGER journal_event_link BEFORE INSERT ON journal_event
    FOR EACH ROW EXECUTE FUNCTION journal_link_event();
CREATE FUNCTION records_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Catatan di % tidak dapat diubah atau dihapus.', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
"""
UNLINK = """
DROP TRIGGER journal_event_link ON journal_event;
DROP FUNCTION journal_link_event();
DROP FUNCTION journal_event_hash(journal_event);
DROP FUNCTION records_refuse_change();
"""
class Migration(migrations.Migration):
    """The journal's own guards."""

    dependencies = [("journal", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [
        migrations.RunSQL(LINK, UNLINK),
        *(append_only(f"journal_{name}") for name in ("command", "event", "release", "outbox")),
    ]
