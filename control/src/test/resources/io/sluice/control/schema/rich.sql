-- A database with every kind of object that sluice schema copies, and some that it leaves.
CREATE SCHEMA app;
CREATE SCHEMA "Odd.One";
CREATE EXTENSION btree_gist;
CREATE EXTENSION citext;
CREATE COLLATION app.plain (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C');
CREATE TYPE app.mood AS ENUM ('sad', 'it''s ok', 'happy');
CREATE DOMAIN app.amount AS numeric(12,2) DEFAULT 0 NOT NULL CONSTRAINT not_negative CHECK (VALUE >= 0);
CREATE DOMAIN app.small AS app.amount CHECK (VALUE < 100);
CREATE TYPE app.place AS (street text COLLATE "C", moods app.mood[], cost app.small);
CREATE TYPE app.amounts AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = app.many_amounts);
CREATE TYPE app.unused AS ENUM ('nobody');
CREATE SEQUENCE app.tickets AS integer START WITH 10 INCREMENT BY 5 CACHE 3 CYCLE;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE FUNCTION app.next_code() RETURNS text LANGUAGE sql AS 'SELECT ''x''';
CREATE FUNCTION app.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE app.customers (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000 INCREMENT BY 3) PRIMARY KEY,
  serial_no bigserial,
  name varchar(80) COLLATE "C" NOT NULL,
  email public.citext,
  mood app.mood DEFAULT 'it''s ok',
  balance app.amount,
  place app.place,
  ranges app.amounts,
  many app.many_amounts,
  code text DEFAULT app.next_code(),
  ticket integer DEFAULT nextval('app.tickets'),
  plain text COLLATE app.plain,
  doubled integer GENERATED ALWAYS AS (serial_no::integer * 2) STORED,
  tags text[] DEFAULT ARRAY['a'::text, 'b'],
  made timestamptz(3) DEFAULT now(),
  gone integer,
  CONSTRAINT email_once UNIQUE NULLS NOT DISTINCT (email),
  CONSTRAINT name_once UNIQUE (name, serial_no) INCLUDE (mood) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT named CHECK (length(name) > 0),
  CONSTRAINT with_function CHECK (app.twice(ticket) > 0)
) WITH (fillfactor = 70, autovacuum_enabled = true, toast.autovacuum_enabled = false);
ALTER TABLE app.customers DROP COLUMN gone;
ALTER TABLE app.customers ALTER COLUMN plain SET STORAGE EXTERNAL;
ALTER TABLE app.customers ALTER COLUMN name SET COMPRESSION pglz;
ALTER TABLE app.customers ALTER COLUMN name SET STATISTICS 500;
ALTER TABLE app.customers ALTER COLUMN name SET (n_distinct = -0.5);
CREATE INDEX by_name ON app.customers (lower(name) text_pattern_ops, app.twice(ticket) DESC NULLS LAST)
  INCLUDE (mood) WITH (fillfactor = 60) WHERE mood <> 'sad';
CREATE INDEX by_tags ON app.customers USING gin (tags);
CREATE UNIQUE INDEX by_code ON app.customers (code) WHERE code IS NOT NULL;
CREATE STATISTICS app.together (ndistinct, dependencies) ON mood, ticket FROM app.customers;
CREATE INDEX by_made ON app.customers (made);
ALTER TABLE app.customers CLUSTER ON by_made;
CREATE TABLE app.orders (
  id integer, customer bigint, at timestamptz NOT NULL, slot tstzrange, place integer,
  CONSTRAINT "The Key" PRIMARY KEY (id, at) WITH (fillfactor = 90),
  CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES app.customers (id) ON DELETE CASCADE
) PARTITION BY RANGE (at);
CREATE TABLE app.orders_2025 PARTITION OF app.orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.orders_2026 (
  at timestamptz NOT NULL, slot tstzrange, place integer DEFAULT 7, customer bigint, id integer NOT NULL);
ALTER TABLE app.orders ATTACH PARTITION app.orders_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE app.orders_later PARTITION OF app.orders DEFAULT PARTITION BY LIST (id);
CREATE TABLE app.orders_later_1 PARTITION OF app.orders_later FOR VALUES IN (1, NULL);
CREATE INDEX orders_by_customer ON app.orders (customer);
ALTER TABLE app.orders ADD CONSTRAINT place_and_time UNIQUE (place, at, id);
ALTER TABLE app.orders ADD CONSTRAINT placed CHECK (place > 0);
CREATE TABLE app.items (
  order_id integer, order_at timestamptz, line integer, room integer, during tstzrange, note text,
  PRIMARY KEY (order_id, order_at, line),
  CONSTRAINT of_order FOREIGN KEY (order_id, order_at) REFERENCES app.orders (id, at) MATCH FULL
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0));
ALTER TABLE app.items ADD CONSTRAINT unproven CHECK (line < 1000) NOT VALID;
CREATE TABLE app.base (id integer PRIMARY KEY, word text DEFAULT 'base' NOT NULL);
CREATE TABLE app.derived (extra integer, CHECK (extra > 0)) INHERITS (app.base);
ALTER TABLE app.derived ADD PRIMARY KEY (id);
ALTER TABLE app.derived ALTER COLUMN word SET DEFAULT 'derived';
CREATE TABLE app.keyed (a integer NOT NULL, b text NOT NULL, c integer);
CREATE UNIQUE INDEX keyed_key ON app.keyed (a, b);
ALTER TABLE app.keyed REPLICA IDENTITY USING INDEX keyed_key;
CREATE TABLE app.whole (a integer);
ALTER TABLE app.whole REPLICA IDENTITY FULL;
CREATE TYPE app.shape AS (x integer, y integer);
CREATE TABLE app.typed OF app.shape (PRIMARY KEY (x));
CREATE TABLE "Odd.One"."Table ""quoted"" ü😀" (
  "Key" integer PRIMARY KEY, "key" text, "a.b" text CHECK ("a.b" <> 'O''Hara \ "x" app.orders'),
  "select" integer REFERENCES app.base (id));
CREATE TABLE "Odd.One"."table ""quoted"" ü😀" ("Key" serial PRIMARY KEY);
CREATE INDEX "Index ON ONLY ""x"" USING " ON "Odd.One"."Table ""quoted"" ü😀" ("a.b", "key");
CREATE TABLE public.plain (id integer PRIMARY KEY, owner_name text);
CREATE VIEW app.view AS SELECT id FROM app.customers;
CREATE MATERIALIZED VIEW app.mat AS SELECT 1 AS one;
CREATE RULE quiet AS ON DELETE TO app.whole DO INSTEAD NOTHING;
CREATE TRIGGER touched BEFORE UPDATE OF name ON app.customers FOR EACH ROW
  WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION app.touch('app.orders');
CREATE TRIGGER always AFTER INSERT ON app.customers EXECUTE FUNCTION app.touch();
ALTER TABLE app.customers ENABLE ALWAYS TRIGGER always;
CREATE TRIGGER sleeping AFTER INSERT ON app.customers EXECUTE FUNCTION app.touch();
ALTER TABLE app.customers DISABLE TRIGGER sleeping;
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON app.items DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER on_parent AFTER INSERT ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE public.plain ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.plain FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON public.plain FOR SELECT TO sluice_reader USING (
  owner_name = CURRENT_USER AND EXISTS (SELECT FROM app.base b WHERE b.id = plain.id));
CREATE POLICY everyone ON public.plain AS RESTRICTIVE WITH CHECK (id > 0);
COMMENT ON SCHEMA app IS 'the app''s';
COMMENT ON TABLE app.customers IS E'line one\nline \\ two';
COMMENT ON COLUMN app.customers.name IS 'name';
COMMENT ON COLUMN app.place.street IS 'of a type';
COMMENT ON CONSTRAINT named ON app.customers IS 'check';
COMMENT ON CONSTRAINT of_order ON app.items IS 'reference';
COMMENT ON CONSTRAINT not_negative ON DOMAIN app.amount IS 'of a domain';
COMMENT ON INDEX app.by_name IS 'index';
COMMENT ON TYPE app.mood IS 'type';
COMMENT ON SEQUENCE app.tickets IS 'sequence';
COMMENT ON TRIGGER touched ON app.customers IS 'trigger';
COMMENT ON POLICY mine ON public.plain IS 'policy';
COMMENT ON STATISTICS app.together IS 'statistics';
GRANT USAGE ON SCHEMA app TO sluice_reader;
GRANT SELECT, UPDATE ON app.customers TO sluice_reader WITH GRANT OPTION;
GRANT INSERT (name, email) ON app.customers TO PUBLIC;
GRANT USAGE ON SEQUENCE app.tickets TO sluice_reader;
GRANT USAGE ON TYPE app.mood TO sluice_reader;
ALTER TABLE app.base OWNER TO sluice_owner;
ALTER TYPE app.mood OWNER TO sluice_owner;
