\set line random(1, 5000)
\set first random(1, 33000)
\set second random(33001, 66000)
\set third random(66001, 100000)
BEGIN;
SELECT id, price, vendor_id FROM bare.product WHERE id IN (:first, :second, :third);
UPDATE bare.stock SET left_count = left_count - 1 WHERE product_id = :first AND left_count >= 1;
UPDATE bare.stock SET left_count = left_count - 2 WHERE product_id = :second AND left_count >= 2;
UPDATE bare.stock SET left_count = left_count - 3 WHERE product_id = :third AND left_count >= 3;
UPDATE bare.line SET reserved = reserved + 100000 WHERE id = :line AND reserved + 100000 <= ceiling;
INSERT INTO bare.purchase (line_id, vendor_id, total) VALUES (:line, 1, 100000) RETURNING id AS purchase \gset
INSERT INTO bare.purchase_line VALUES (:purchase, 1, :first, 1, 100), (:purchase, 2, :second, 2, 100),
    (:purchase, 3, :third, 3, 100);
INSERT INTO bare.outbox (purchase_id, body) VALUES (:purchase, jsonb_build_object('id', CAST(:purchase AS bigint), 'total', 100000));
COMMIT;
