-- The barest tables behind one order: what any program must do in SQL, without checks, rights or papers.
DROP SCHEMA IF EXISTS bare CASCADE;
CREATE SCHEMA bare;
CREATE TABLE bare.line (id int PRIMARY KEY, ceiling bigint NOT NULL, reserved bigint NOT NULL DEFAULT 0,
    CHECK (reserved <= ceiling)) WITH (fillfactor = 50);
CREATE TABLE bare.product (id int PRIMARY KEY, vendor_id int NOT NULL, price bigint NOT NULL, title text NOT NULL);
CREATE TABLE bare.stock (product_id int PRIMARY KEY, left_count bigint NOT NULL CHECK (left_count >= 0))
    WITH (fillfactor = 50);
CREATE TABLE bare.purchase (id bigserial PRIMARY KEY, line_id int NOT NULL REFERENCES bare.line,
    vendor_id int NOT NULL, total bigint NOT NULL, placed_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE bare.purchase_line (purchase_id bigint NOT NULL REFERENCES bare.purchase, position smallint NOT NULL,
    product_id int NOT NULL, quantity int NOT NULL, price bigint NOT NULL, PRIMARY KEY (purchase_id, position));
CREATE TABLE bare.outbox (id bigserial PRIMARY KEY, purchase_id bigint NOT NULL, body jsonb NOT NULL);
CREATE INDEX ON bare.purchase (line_id, placed_at DESC);
CREATE INDEX ON bare.outbox (purchase_id);
INSERT INTO bare.line SELECT n, 1000000000000000, 0 FROM generate_series(1, 5000) n;
INSERT INTO bare.product SELECT n, n % 2000, 1000 + n % 90000, 'produk ' || n FROM generate_series(1, 100000) n;
INSERT INTO bare.stock SELECT n, 1000000000000 FROM generate_series(1, 100000) n;
ANALYZE bare.line, bare.product, bare.stock;
