CREATE EXTENSION hstore SCHEMA public;

CREATE EXTENSION citext SCHEMA public;

CREATE EXTENSION ltree SCHEMA public;

CREATE EXTENSION cube SCHEMA public;

CREATE EXTENSION seg SCHEMA public;

CREATE EXTENSION isn SCHEMA public;

CREATE SCHEMA "Odd Schema";

CREATE TYPE mood AS ENUM ('sad', 'ok, really', 'it''s "fine"', 'b\s', 'ü😀', '');

CREATE TYPE "Odd Schema"."Odd.Type" AS ENUM ('a', 'A', '__debezium_unavailable_value');

CREATE TYPE pair AS (a integer, b text);

CREATE TYPE deep AS (p pair, ps pair[], m mood, r int4range, t timestamptz[], b bytea);

CREATE DOMAIN positive AS integer CHECK (value > 0);

CREATE DOMAIN small_positive AS positive CHECK (value < 10);

CREATE DOMAIN price AS numeric(12,2);

CREATE DOMAIN code AS character(5) DEFAULT 'none';

CREATE DOMAIN tags AS text[];

CREATE DOMAIN feeling AS mood CHECK (value <> 'b\s');

CREATE DOMAIN couple AS pair CHECK ((value).a > 0);

CREATE DOMAIN span AS int4range;

CREATE DOMAIN attributes AS hstore;

CREATE TYPE floatrange AS RANGE (subtype = double precision, multirange_type_name = floatspans);

CREATE TYPE textrange AS RANGE (subtype = text, collation = "C");
