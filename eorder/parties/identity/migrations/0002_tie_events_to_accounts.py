"""Every event has an account and a natural person; the clock has its own."""

from django.db import migrations

from eorder.parties.identity.actor import SYSTEM_ID

CLOCK = f"""
INSERT INTO identity_person (id, name) VALUES ('{SYSTEM_ID}', 'Jam sistem');
INSERT INTO identity_account (id, person_id, kind, email, password, is_active)
    VALUES ('{SYSTEM_ID}', '{SYSTEM_ID}', 'system', 'clock@invalid', '!', false);
"""
TIE = """
ALTER TABLE journal_event ADD CONSTRAINT event_account_known FOREIGN KEY (account_id) REFERENCES identity_account;
ALTER TABLE journal_event ADD CONSTRAINT event_person_known FOREIGN KEY (person_id) REFERENCES identity_person;
"""
UNTIE = """
ALTER TABLE journal_event DROP CONSTRAINT event_account_known, DROP CONSTRAINT event_person_known;
"""


class Migration(migrations.Migration):
    """Ties the journal to identity (O2)."""

    dependencies = [("identity", "0001_initial"), ("journal", "0002_guard_events")]
    operations = [
        migrations.RunSQL(CLOCK, f"DELETE FROM identity_account WHERE id = '{SYSTEM_ID}'"),
        migrations.RunSQL(TIE, UNTIE),
    ]
