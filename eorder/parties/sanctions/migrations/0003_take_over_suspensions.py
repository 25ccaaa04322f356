"""What was suspended as a state becomes a sanction, of the longest term from now on."""

from django.db import migrations

TAKE_OVER = """
INSERT INTO sanctions_sanction (id, government_id, vendor_id, kind, state, ground, article, rule, reason, proposed_role,
    decided_by_id, decided_role, decided_at, decree_number, source, province, since, until, starts_at, ends_at,
    appeal_due_at)
SELECT gen_random_uuid(), v.government_id, v.id, 'suspension', 'imposed', 'unstated',
    'Ditetapkan sebelum alasan dicatat menurut peraturan', '', coalesce(nullif(e.public::jsonb ->> 'reason', ''), 'Tidak tercatat.'),
    '', coalesce(e.person_id, '00000000-0000-7000-8000-000000000001'), 'installer', coalesce(e.at, now()), '', '', '',
    (coalesce(e.at, now()) AT TIME ZONE g.time_zone)::date, term.until, coalesce(e.at, now()),
    (term.until + 1)::timestamp AT TIME ZONE g.time_zone, now() + interval '7 days'
FROM vendors_vendor v JOIN workunits_government g ON g.id = v.government_id
CROSS JOIN LATERAL (
    SELECT ((now() AT TIME ZONE g.time_zone)::date + interval '6 months' - interval '1 day')::date AS until) AS term
LEFT JOIN LATERAL (
    SELECT at, person_id, public FROM journal_event
    WHERE subject_id = v.id AND name = 'vendor.suspended' ORDER BY seq DESC LIMIT 1) AS e ON true
WHERE v.state IN ('suspended', 'blacklisted');
UPDATE vendors_vendor SET state = 'active' WHERE state IN ('suspended', 'blacklisted');
"""
GIVE_BACK = """
UPDATE vendors_vendor v SET state = 'suspended' WHERE state = 'active' AND EXISTS (
    SELECT FROM sanctions_sanction s WHERE s.vendor_id = v.id AND s.starts_at <= now() AND now() < s.ends_at);
"""


class Migration(migrations.Migration):
    """They had no end, which no law has: six months (parameter `suspension_grounds`) begin anew with this day.

    Going back suspends whoever is under any sanction then, without an end.
    """

    dependencies = [
        ("sanctions", "0002_guard_sanctions"),
        ("identity", "0002_tie_events_to_accounts"),
        ("journal", "0002_guard_events"),
    ]
    operations = [migrations.RunSQL(TAKE_OVER, GIVE_BACK)]
