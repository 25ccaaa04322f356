"""The account of a business is a version among others; the one it was registered with is the first."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import eorder.foundation.ids
from eorder.records.journal.append_only import append_only

MOVE = """
INSERT INTO vendors_bankaccount (id, government_id, vendor_id, seq, bank_name, number, holder, since, payable_from)
SELECT gen_random_uuid(), v.government_id, v.id, 1, v.bank_name, v.bank_account, v.bank_holder, t.began, t.began
FROM vendors_vendor v, LATERAL (SELECT coalesce(
    (SELECT min(at) FROM journal_event e WHERE e.subject_id = v.id AND e.name = 'vendor.registered'),
    '1970-01-01T00:00:00Z') AS began) t;
SET CONSTRAINTS ALL IMMEDIATE;
"""
MOVE_BACK = """
UPDATE vendors_vendor v SET bank_name = a.bank_name, bank_account = a.number, bank_holder = a.holder
FROM vendors_bankaccount a WHERE a.vendor_id = v.id
    AND a.seq = (SELECT max(seq) FROM vendors_bankaccount l WHERE l.vendor_id = v.id);
"""


def _old(name, length):
    """Take a column of the old table away; going back, it is empty until the accounts are moved back."""
    return [
        migrations.AlterField("vendor", name, models.CharField(max_length=length, default="")),
        migrations.RemoveField("vendor", name),
    ]


class Migration(migrations.Migration):
    """Sellers registered before keep their account, since they were registered."""

    dependencies = [("vendors", "0007_sanctions_are_no_state"), ("journal", "0004_refuse_at_once")]

    operations = [
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                ("id", models.UUIDField(default=eorder.foundation.ids.new_id, help_text="of a later version: that of its change", primary_key=True, serialize=False)),
                ("government_id", models.UUIDField()),
                ("seq", models.PositiveSmallIntegerField(default=1)),
                ("bank_name", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=30)),
                ("holder", models.CharField(max_length=120)),
                ("since", models.DateTimeField()),
                ("payable_from", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("vendor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bank_accounts", to="vendors.vendor")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("vendor"), models.F("seq"), name="bank_account_seq_once"),
                    models.CheckConstraint(condition=models.Q(("payable_from__gte", models.F("since")), ("seq__gte", 1)), name="bank_account_waits_forward"),
                ],
            },
        ),
        migrations.RunSQL(MOVE, MOVE_BACK),
        append_only("vendors_bankaccount"),
        *_old("bank_name", 60),
        *_old("bank_account", 30),
        *_old("bank_holder", 120),
    ]
