-- Retool Database: the tables that app builders make for themselves.
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE TABLE customers (
    id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    name text NOT NULL,
    "signed up" date NOT NULL,
    balance numeric(12, 2) NOT NULL,
    notes text
);
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "customerId" uuid NOT NULL,
    lines jsonb NOT NULL,
    placed timestamptz NOT NULL
);
INSERT INTO customers
SELECT md5('customer' || n)::uuid, 'Customer ' || n, date '2020-01-01' + n % 2000, n * 1.37, nullif(repeat('ü', n % 7), '')
FROM generate_series(1, greatest(50, (3000 * ${scale})::int)) AS n;
INSERT INTO orders ("customerId", lines, placed)
SELECT md5('customer' || 1 + n % (SELECT count(*) FROM customers))::uuid,
       jsonb_build_array(jsonb_build_object('sku', md5(n::text), 'count', n % 9)),
       timestamptz '2026-10-01 00:00:00+00' - n * interval '11 minutes'
FROM generate_series(1, greatest(200, (20000 * ${scale})::int)) AS n;
ALTER TABLE orders ADD CONSTRAINT "ordersCustomer" FOREIGN KEY ("customerId") REFERENCES customers (id);
CREATE INDEX "ordersByCustomer" ON orders ("customerId");
