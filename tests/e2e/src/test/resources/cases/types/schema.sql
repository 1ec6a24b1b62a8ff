CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s "great"');

CREATE TABLE numbers (
  id integer PRIMARY KEY, i2 smallint, i4 integer, i8 bigint, r real, d double precision,
  n numeric, n2 numeric(12,2), nn numeric(5,-2), m money, o oid, b boolean);
CREATE TABLE texts (
  id integer PRIMARY KEY, t text, v varchar(20), c char(5), n name, by bytea, j json, jb jsonb, x xml, u uuid);
CREATE TABLE times (
  id integer PRIMARY KEY, d date, t time, t0 time(0), tz timetz, ts timestamp, ts3 timestamp(3), tstz timestamptz, i interval);
CREATE TABLE arrays (
  id integer PRIMARY KEY, i integer[], t text[], n numeric(8,2)[], u uuid[], m mood[], ts timestamptz[], b bytea[], bo boolean[],
  j jsonb[], d date[], f double precision[]);
CREATE TABLE others (
  id integer PRIMARY KEY, m mood, ip inet, net cidr, mac macaddr, bit bit(4), vb bit varying(9), p point, bx box, pl polygon,
  ir int4range, tr tstzrange, mr int4multirange, tv tsvector, tq tsquery, lsn pg_lsn);
