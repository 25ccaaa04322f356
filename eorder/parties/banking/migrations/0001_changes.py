"""Changes of bank accounts: two persons, a waiting time, and no account that nobody verified (S7)."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import eorder.foundation.ids
import eorder.parties.banking.states

S = eorder.parties.banking.states.ChangeState
PATH = "SET search_path = pg_catalog, public, pg_temp"
GUARDS = f"""
-- The account that a business is paid to at a moment: the latest one whose waiting time is over and that was not stopped.
CREATE FUNCTION banking_account_at(seller uuid, moment timestamptz) RETURNS uuid LANGUAGE sql STABLE {PATH} AS $$
    SELECT a.id FROM vendors_bankaccount a
    WHERE a.vendor_id = seller AND a.payable_from <= moment AND NOT EXISTS (
        SELECT FROM banking_accountchange c WHERE c.id = a.id AND c.state = 'stopped')
    ORDER BY a.seq DESC LIMIT 1
$$;
CREATE FUNCTION banking_check_account() RETURNS trigger LANGUAGE plpgsql {PATH} AS $$
DECLARE c record;
BEGIN
    IF NEW.seq <> (SELECT count(*) FROM vendors_bankaccount WHERE vendor_id = NEW.vendor_id) THEN
        RAISE EXCEPTION 'Rekening ke-% usaha ini melompati nomor.', NEW.seq
            USING ERRCODE = '23514', CONSTRAINT = 'bank_account_in_order';
    END IF;
    IF NEW.seq = 1 THEN
        RETURN NULL;
    END IF;
    SELECT * INTO c FROM banking_accountchange WHERE id = NEW.id;
    IF NOT FOUND OR c.state <> 'verified' OR (c.vendor_id, c.bank_name, c.number, c.holder, c.decided_at)
        <> (NEW.vendor_id, NEW.bank_name, NEW.number, NEW.holder, NEW.since) THEN
        RAISE EXCEPTION 'Rekening ini tidak dipastikan oleh orang kedua.'
            USING ERRCODE = '23514', CONSTRAINT = 'bank_account_verified';
    END IF;
    IF NEW.payable_from < NEW.since + make_interval(hours => (
        SELECT w.hours FROM banking_waitingtime w JOIN workunits_government g ON g.id = NEW.government_id
        WHERE daterange(w.since, w.until, '[]') @> (NEW.since AT TIME ZONE g.time_zone)::date)) THEN
        RAISE EXCEPTION 'Rekening baru belum melewati masa tunggu.'
            USING ERRCODE = '23514', CONSTRAINT = 'bank_account_waits';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER bank_account_verified AFTER INSERT ON vendors_bankaccount
    FOR EACH ROW EXECUTE FUNCTION banking_check_account();
CREATE FUNCTION banking_check_change() RETURNS trigger LANGUAGE plpgsql {PATH} AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'proposed' OR TG_OP = 'UPDATE' AND (OLD.state, NEW.state) NOT IN (
        ('proposed', 'verified'), ('proposed', 'refused'), ('proposed', 'withdrawn'), ('verified', 'stopped')) THEN
        RAISE EXCEPTION 'Perubahan rekening tidak mengikuti urutannya.'
            USING ERRCODE = '23514', CONSTRAINT = 'account_change_in_steps';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'verified'
        AND (OLD.decided_by_id, OLD.decided_at) <> (NEW.decided_by_id, NEW.decided_at) THEN
        RAISE EXCEPTION 'Siapa yang memastikan rekening tetap tercatat.'
            USING ERRCODE = '23514', CONSTRAINT = 'account_change_in_steps';
    END IF;
    IF NEW.state = 'stopped' AND EXISTS (
        SELECT FROM vendors_bankaccount a WHERE a.id = NEW.id AND a.payable_from <= NEW.stopped_at) THEN
        RAISE EXCEPTION 'Rekening ini sudah berlaku.'
            USING ERRCODE = '23514', CONSTRAINT = 'account_change_stopped_in_time';
    END IF;
    IF NEW.state = 'verified' AND EXISTS (
        SELECT FROM vendors_member m WHERE m.vendor_id = NEW.vendor_id AND m.person_id = NEW.decided_by_id) THEN
        RAISE EXCEPTION 'Yang memastikan rekening adalah anggota usahanya.'
            USING ERRCODE = '23514', CONSTRAINT = 'account_change_verifier_apart';
    END IF;
    IF NEW.state = 'verified' AND (
        NOT EXISTS (
            SELECT FROM workunits_appointment h WHERE h.person_id = NEW.decided_by_id AND h.role = 'curator'
                AND h.government_id = NEW.government_id AND tstzrange(h.since, h.until) @> NEW.decided_at)
        OR EXISTS (
            SELECT FROM workunits_appointment h WHERE h.person_id = NEW.decided_by_id
                AND h.role IN ('bendahara', 'bendahara_pembantu', 'pa', 'kpa')
                AND tstzrange(h.since, h.until) @> NEW.decided_at)) THEN
        RAISE EXCEPTION 'Yang memastikan rekening harus kurator dan tidak ikut membayar.'
            USING ERRCODE = '23514', CONSTRAINT = 'account_change_verifier_apart';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER account_change_in_steps AFTER INSERT OR UPDATE ON banking_accountchange
    FOR EACH ROW EXECUTE FUNCTION banking_check_change();
"""
NO_GUARDS = """
DROP TRIGGER account_change_in_steps ON banking_accountchange;
DROP TRIGGER bank_account_verified ON vendors_bankaccount;
DROP FUNCTION banking_check_change();
DROP FUNCTION banking_check_account();
DROP FUNCTION banking_account_at(uuid, timestamptz);
"""


def state(apps, schema_editor):
    """Write the waiting times of the book of law, so that the database can refuse by them."""
    from eorder.law import book

    rows = apps.get_model("banking", "WaitingTime").objects.using(schema_editor.connection.alias)
    rows.all().delete()
    for each in book.parameter("new_account_waiting_time").values:
        rows.create(since=each.since, until=each.until, hours=each.amount)


class Migration(migrations.Migration):
    """Guards of S7; the payments that they are for follow in their own app."""

    initial = True

    dependencies = [
        ("vendors", "0008_bank_accounts"),
        ("workunits", "0004_applicants_act"),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingTime',
            fields=[
                ('since', models.DateField(primary_key=True, serialize=False)),
                ('until', models.DateField(null=True)),
                ('hours', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='AccountChange',
            fields=[
                ('id', models.UUIDField(default=eorder.foundation.ids.new_id, primary_key=True, serialize=False)),
                ('government_id', models.UUIDField()),
                ('state', models.CharField(choices=[('proposed', 'Menunggu diperiksa'), ('verified', 'Dipastikan'), ('refused', 'Ditolak'), ('withdrawn', 'Ditarik'), ('stopped', 'Dihentikan')], max_length=10)),
                ('bank_name', models.CharField(max_length=60)),
                ('number', models.CharField(max_length=20)),
                ('holder', models.CharField(max_length=120)),
                ('reason', models.CharField(max_length=500)),
                ('contacts', models.JSONField(help_text="addresses that were the business's before, told of every step")),
                ('proposed_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(help_text='until when the check is promised', null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, default='', max_length=500)),
                ('remedy', models.CharField(blank=True, default='', max_length=500)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person')),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vendors.vendor')),
            ],
            options={
                'indexes': [models.Index(models.F('government_id'), models.F('state'), models.F('due_at'), name='account_change_waiting'), models.Index(fields=['vendor', '-proposed_at'], name='account_change_of_vendor')],
                'constraints': [models.UniqueConstraint(models.F('vendor'), condition=models.Q(('state', S.PROPOSED)), name='account_change_one_open'), models.CheckConstraint(condition=models.Q(('number__regex', '^\\d{5,20}$'), models.Q(('bank_name', ''), _negated=True), models.Q(('holder', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='account_change_is_whole'), models.CheckConstraint(condition=models.Q(('contacts', []), _negated=True), name='account_change_tells_somebody'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='account_change_two_persons'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__gte', models.F('proposed_at')), ('decided_by__isnull', False), ('state__in', [S.VERIFIED, S.REFUSED, S.STOPPED])), models.Q(models.Q(('state__in', [S.VERIFIED, S.REFUSED, S.STOPPED]), _negated=True), ('decided_at', None), ('decided_by', None)), _connector='OR'), name='account_change_checked_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', S.REFUSED), _negated=True), models.Q(models.Q(('finding', ''), _negated=True), models.Q(('remedy', ''), _negated=True)), _connector='OR'), name='account_change_refused_with_remedy'), models.CheckConstraint(condition=models.Q(models.Q(('state', S.STOPPED), ('stopped_at__gte', models.F('decided_at')), ('stopped_by__isnull', False)), models.Q(models.Q(('state', S.STOPPED), _negated=True), ('stopped_at', None), ('stopped_by', None)), _connector='OR'), name='account_change_stopped_by_somebody')],
            },
        ),
        migrations.RunPython(state, migrations.RunPython.noop),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
