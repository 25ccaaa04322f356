-- Copies of a city's purchases under new keys and numbers, for the same units and sellers. Run as superuser, with
-- session_replication_role = replica, so no guard and no foreign key is asked: `eorder check` afterwards is the proof.
DROP SCHEMA IF EXISTS enlarge CASCADE;
CREATE SCHEMA enlarge;

-- What stands before the first copy: only that is copied.
CREATE TABLE enlarge.counter AS SELECT government_id, series, fiscal_year, last FROM journal_counter;
CREATE TABLE enlarge.named AS
    SELECT o.id, o.number AS old, substring(o.number FROM '^[^-]+-[0-9]+-') AS head,
        substring(o.number FROM '[0-9]+$')::int AS sequence, c.last
    FROM orders_order o JOIN enlarge.counter c ON (c.government_id, c.fiscal_year) = (o.government_id, o.fiscal_year)
        AND c.series = concat('order:', split_part(o.number, '-', 1));
CREATE UNIQUE INDEX ON enlarge.named (id);
CREATE TABLE enlarge.paper AS
    SELECT p.id, p.number, c.last
    FROM (SELECT id, government_id, number FROM deliveries_handover
        UNION ALL SELECT id, government_id, number FROM payments_invoice) p
    JOIN enlarge.counter c ON c.government_id = p.government_id
        AND c.series = concat_ws(':', split_part(p.number, '/', 2), split_part(p.number, '/', 3))
        AND c.fiscal_year = split_part(p.number, '/', 5)::int;
CREATE UNIQUE INDEX ON enlarge.paper (id);
CREATE TABLE enlarge.owner AS SELECT id FROM budgets_budgetline UNION SELECT id FROM orders_order;
CREATE UNIQUE INDEX ON enlarge.owner (id);
CREATE TABLE enlarge.largest AS SELECT (SELECT max(id) FROM orders_line) AS line;

CREATE FUNCTION enlarge.moved(key uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (substr(key::text, 1, 13) || '-7' || substr(m, 1, 3) || '-8' || substr(m, 4, 3) || '-'
        || substr(m, 7, 12))::uuid FROM (SELECT md5(key::text || copy) AS m) AS made $$;
CREATE FUNCTION enlarge.padded(number bigint, width int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT lpad(number::text, greatest(width, length(number::text)), '0') $$;
CREATE FUNCTION enlarge.of_order(n enlarge.named, copy int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT n.head || enlarge.padded(n.sequence + copy * n.last, 5) $$;
CREATE FUNCTION enlarge.of_paper(number text, last int, copy int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT enlarge.padded(split_part(number, '/', 1)::int + copy * last, 3) || substring(number FROM '/.*$') $$;
CREATE FUNCTION enlarge.rup(rup bigint, copy int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT rup + copy * 1000000 $$;

-- Each table with what it copies of it, and the columns that become others; `s` is the row, `copy` the copy's number.
CREATE TABLE enlarge.plan (place serial, name text, which text, changed jsonb);
INSERT INTO enlarge.plan (name, which, changed) VALUES
    ('journal_event', $$subject_kind IN ('order', 'package', 'meeting', 'budget_line')$$, NULL),
    ('journal_command', $$act ~ '^(order|package|meeting|budget)[.]'$$, '{"id": "M", "subject_id": "M"}'),
    ('budgets_budgetline', 'true', '{"id": "M", "sub_activity_code": "concat(s.sub_activity_code, ''.'', $1)"}'),
    ('packages_package', 'true', '{"id": "M", "budget_line_id": "M", "rup_id": "enlarge.rup(s.rup_id, $1)"}'),
    ('packages_meeting', 'true', '{"id": "M", "package_id": "M"}'),
    ('orders_order', 'true', '{"id": "M", "package_id": "M", "budget_line_id": "M", "meeting_id": "M",
        "reservation_id": "M", "number": "(SELECT enlarge.of_order(n, $1) FROM enlarge.named n WHERE n.id = s.id)"}'),
    ('orders_line', 'true', '{"order_id": "M", "id": "s.id + $1 * (SELECT line FROM enlarge.largest)"}'),
    ('orders_duty', 'true', '{"order_id": "M", "id": null}'),
    ('deliveries_shipment', 'true', '{"id": "M", "order_id": "M", 
        "number": "(SELECT replace(s.number, n.old, enlarge.of_order(n, $1)) FROM enlarge.named n WHERE n.id = s.order_id)"}'),
    ('deliveries_receipt', 'true', '{"id": "M", "order_id": "M"}'),
    ('deliveries_receiptline', 'true', '{"id": null, "receipt_id": "M",
        "line_id": "s.line_id + $1 * (SELECT line FROM enlarge.largest)"}'),
    ('deliveries_handover', 'true', '{"id": "M", "order_id": "M",
        "number": "(SELECT enlarge.of_paper(p.number, p.last, $1) FROM enlarge.paper p WHERE p.id = s.id)"}'),
    ('payments_invoice', 'true', '{"id": "M", "order_id": "M",
        "number": "(SELECT enlarge.of_paper(p.number, p.last, $1) FROM enlarge.paper p WHERE p.id = s.id)"}'),
    ('payments_verification', 'true', '{"id": "M", "invoice_id": "M"}'),
    ('payments_payment', 'true', '{"id": "M", "order_id": "M", "command_id": "M",
        "external_ref": "concat(s.external_ref, ''/'', $1)"}'),
    ('payments_withholding', 'true', '{"id": null, "payment_id": "M"}'),
    ('payments_taxproof', 'true', '{"payment_id": "M", "receipt_number": "concat(s.receipt_number, ''/'', $1)"}'),
    ('documents_document', 'true', '{"id": "M", "subject_id": "M",
        "sha256": "encode(sha256(convert_to(concat(s.sha256, $1), ''UTF8'')), ''hex'')"}'),
    ('ledger_transfer', 'true', '{"id": "M", "budget_line_id": "M", "order_id": "M", "command_id": "M",
        "resolves_id": "M"}'),
    ('ledger_entry', 'true', '{"id": null, "transfer_id": "M", "owner_id":
        "coalesce((SELECT enlarge.moved(w.id, $1) FROM enlarge.owner w WHERE w.id = s.owner_id), s.owner_id)"}');
DO $$
DECLARE each enlarge.plan;
BEGIN
    FOR each IN SELECT * FROM enlarge.plan LOOP
        EXECUTE format('CREATE TABLE enlarge.%I AS SELECT * FROM public.%1$I WHERE %s', each.name, each.which);
    END LOOP;
END $$;
CREATE TABLE enlarge.journal_release AS
    SELECT r.*, b.digest AS sent, e.subject_id FROM journal_release r JOIN journal_outbox b USING (event_id)
    JOIN enlarge.journal_event e ON e.id = r.event_id;

CREATE FUNCTION enlarge.copy_rows(each enlarge.plan, copy int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE names text; terms text;
BEGIN
    SELECT string_agg(quote_ident(c.column_name), ', '), string_agg(
            CASE each.changed ->> c.column_name WHEN 'M' THEN format('enlarge.moved(s.%I, $1)', c.column_name)
                ELSE coalesce(each.changed ->> c.column_name, format('s.%I', c.column_name)) END, ', ')
        INTO names, terms
        FROM information_schema.columns c
        WHERE c.table_schema = 'public' AND c.table_name = each.name
            AND NOT (each.changed ? c.column_name AND each.changed ->> c.column_name IS NULL);
    EXECUTE format('INSERT INTO public.%I (%s) SELECT %s FROM enlarge.%1$I s', each.name, names, terms) USING copy;
END $$;

CREATE FUNCTION enlarge.copy_releases(copy int) RETURNS void LANGUAGE sql AS $$
    WITH told AS (
        SELECT r.*, coalesce(n.old, p.rup_id::text) AS old,
            coalesce(enlarge.of_order(n, copy), enlarge.rup(p.rup_id, copy)::text) AS new
        FROM enlarge.journal_release r LEFT JOIN enlarge.named n ON n.id = r.subject_id
            LEFT JOIN enlarge.packages_package p ON p.id = r.subject_id),
    made AS (
        INSERT INTO journal_release (event_id, government_id, ocid, release_id, date, body, digest)
        SELECT enlarge.moved(event_id, copy), government_id, replace(ocid, old, new), replace(release_id, old, new), date,
            replace(body, old, new), encode(sha256(convert_to(replace(body, old, new), 'UTF8')), 'hex')
        FROM told RETURNING event_id, digest)
    INSERT INTO journal_outbox (event_id, digest) SELECT event_id, digest FROM made $$;

CREATE FUNCTION enlarge.copy_events(copy int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE e journal_event; subject uuid; before text; old_hash text;
BEGIN
    FOR e IN
        SELECT enlarge.moved(v.id, copy) AS id, v.government_id, v.name, v.subject_kind,
            enlarge.moved(v.subject_id, copy) AS subject_id, v.seq, v.account_id, v.person_id, v.appointment_id,
            v.role, v.at, v.recorded_at,
            CASE WHEN n.id IS NOT NULL THEN replace(v.public, n.old, enlarge.of_order(n, copy))
                WHEN p.id IS NOT NULL THEN replace(v.public, p.rup_id::text, enlarge.rup(p.rup_id, copy)::text)
                ELSE v.public END AS public,
            v.private, v.private_digest, v.private_salt, v.prev_hash, v.hash,
            enlarge.moved(v.command_id, copy) AS command_id
        FROM enlarge.journal_event v LEFT JOIN enlarge.named n ON n.id = v.subject_id
            LEFT JOIN enlarge.packages_package p ON p.id = v.subject_id
        ORDER BY v.subject_id, v.seq
    LOOP
        e.prev_hash := CASE WHEN e.subject_id = subject THEN before ELSE repeat('0', 64) END;
        e.hash := journal_event_hash(e);
        INSERT INTO journal_event SELECT (e).*;
        subject := e.subject_id;
        before := e.hash;
    END LOOP;
END $$;

CREATE FUNCTION enlarge.copy(copy int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE each enlarge.plan;
BEGIN
    FOR each IN SELECT * FROM enlarge.plan WHERE changed IS NOT NULL ORDER BY place LOOP
        PERFORM enlarge.copy_rows(each, copy);
    END LOOP;
    PERFORM enlarge.copy_events(copy);
    PERFORM enlarge.copy_releases(copy);
END $$;

CREATE FUNCTION enlarge.finish(copies int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE journal_counter c SET last = b.last * (copies + 1) FROM enlarge.counter b
        WHERE (b.government_id, b.series, b.fiscal_year) = (c.government_id, c.series, c.fiscal_year)
            AND c.series ~ '^(order|BAST|INV):';
    PERFORM setval(pg_get_serial_sequence('orders_line', 'id'), max(id)) FROM orders_line;
END $$;
