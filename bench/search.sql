-- Sellers and products of the real texts' words, in sets. Given: :products, :sellers, and the table bench_text (number, text).
INSERT INTO regions_region (code, name, level)
    SELECT concat('31.7', 1 + n / 10, '.', lpad((1 + n %% 10)::text, 2, '0')), concat('Kecamatan ', n), 3
    FROM generate_series(0, 43) AS n;
INSERT INTO catalogue_category (code, name, sort_key, tax_nature, account_codes, unspsc)
    SELECT concat('jenis-', n), concat('Jenis ', n), concat('jenis ', n), 'goods', '[]', '' FROM generate_series(1, 40) AS n;
INSERT INTO vendors_vendor (id, government_id, name, sort_key, legal_form, nib, npwp, kbli, scale, scale_evidence,
    scale_date, is_pkp, region_id, street, phone, bank_name, bank_account, bank_holder, state)
    SELECT md5(concat('seller', n))::uuid, md5('government')::uuid, concat('Usaha Ukur ', n), concat('usaha ukur ', n), 'cv',
        lpad(n::text, 13, '0'), '', '47610', CASE n %% 4 WHEN 0 THEN 'small' ELSE 'micro' END, 'ukur', '2025-01-01', false,
        concat('31.7', 1 + n %% 44 / 10, '.', lpad((1 + n %% 44 %% 10)::text, 2, '0')), '', '', 'Bank Contoh', '1', 'Ukur',
        'active'
    FROM generate_series(1, %(sellers)s) AS n;
INSERT INTO catalogue_product (id, government_id, vendor_id, category_id, name, sort_key, description, unit, minimum,
    lead_days, attributes, state)
    SELECT md5(concat('product', n))::uuid, md5('government')::uuid, md5(concat('seller', 1 + n %% %(sellers)s))::uuid,
        concat('jenis-', 1 + t.number %% 40), left(concat(t.text, ' ', split_part(o.text, ' ', 1)), 160),
        left(lower(concat(t.text, ' ', split_part(o.text, ' ', 1))), 160), '', 'buah', 1, n %% 8, '{}', 'listed'
    FROM generate_series(1, %(products)s) AS n
    JOIN bench_text t ON t.number = (n::bigint * 7919) %% %(texts)s
    JOIN bench_text o ON o.number = (n::bigint * 104729) %% %(texts)s;
