"""An event's appointment is valid at its time; administrators have no business role."""

from django.db import migrations

VALID = """
ALTER TABLE journal_event ADD CONSTRAINT event_appointment_known
    FOREIGN KEY (appointment_id) REFERENCES workunits_appointment;
CREATE FUNCTION workunits_check_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.appointment_id IS NULL AND NEW.role NOT IN ('vendor', 'clock', 'installer') THEN
        RAISE EXCEPTION 'Tindakan % tanpa surat tugas.', NEW.name USING ERRCODE = '23514';
    END IF;
    IF NEW.appointment_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM workunits_appointment a WHERE a.id = NEW.appointment_id AND a.person_id = NEW.person_id
            AND a.role = NEW.role AND a.since <= NEW.at AND (a.until IS NULL OR NEW.at < a.until)) THEN
        RAISE EXCEPTION 'Surat tugas untuk % tidak berlaku pada waktu itu.', NEW.name USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_event_appointment AFTER INSERT ON journal_event
    FOR EACH ROW EXECUTE FUNCTION workunits_check_event();
"""
INVALID = """
DROP TRIGGER journal_event_appointment ON journal_event;
DROP FUNCTION workunits_check_event();
ALTER TABLE journal_event DROP CONSTRAINT event_appointment_known;
"""
APART = """
CREATE FUNCTION workunits_keep_admins_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM workunits_appointment a WHERE a.person_id = NEW.person_id AND a.id <> NEW.id
            AND (a.role = 'admin') <> (NEW.role = 'admin')
            AND tstzrange(a.since, a.until) && tstzrange(NEW.since, NEW.until)) THEN
        RAISE EXCEPTION 'Administrator teknis tidak boleh memegang jabatan pengadaan, dan sebaliknya.'
            USING ERRCODE = '23514', CONSTRAINT = 'appointment_admin_apart';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER appointment_admin_apart AFTER INSERT OR UPDATE ON workunits_appointment
    FOR EACH ROW EXECUTE FUNCTION workunits_keep_admins_apart();
"""
TOGETHER = """
DROP TRIGGER appointment_admin_apart ON workunits_appointment;
DROP FUNCTION workunits_keep_admins_apart();
"""


class Migration(migrations.Migration):
    """Guards of O2 and S6."""

    dependencies = [("workunits", "0001_initial"), ("identity", "0002_tie_events_to_accounts")]
    operations = [migrations.RunSQL(VALID, INVALID), migrations.RunSQL(APART, TOGETHER)]
