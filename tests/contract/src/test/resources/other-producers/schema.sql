create extension hstore schema public;

create extension citext schema public;

create extension ltree schema public;

create table public.extras (
  id integer primary key, pairs public.hstore, pairs_array public.hstore[], word public.citext, words public.citext[],
  path_ public.ltree, paths public.ltree[], bits bit varying(12), bits_8 bit(8), bits_many bit(20), bits_free bit varying, char_1 "char", name_ name, cidr_ cidr, mac_8 macaddr8,
  nums numrange, days daterange, moments tstzrange, stamps tsrange, longs int8range, many int4multirange,
  box_ box, line_ line, lseg_ lseg, open_ path, polygon_ polygon, circle_ circle, lsn pg_lsn, ts tsquery, search tsvector,
  moneys money[], points point[], names name[], bitses bit(3)[], varbits bit varying[], intervals interval[], xmls xml[], numbers numeric[], scaled numeric(6,-2), small numeric(3,3), oids oid[], inets inet[], ranges int4range[], pair_ public.pair, pairs_of public.pair[], numbered public.small_number[],
  times_3 time(3)[], stamps_3 timestamp(3)[], flags boolean[], nested integer[], jsonpath_ jsonpath, xid_ xid8, regclass_ regclass, timetz_ timetz, interval_ interval, interval_3 interval(3), numeric_ numeric, numeric_9_0 numeric(9,0), date_ date, time_0 time(0), stamp_0 timestamp(0));

create table public.large (
  id integer primary key, note text, body text, details jsonb, plain json, raw bytea, words text[], counts integer[], bigs bigint[], smalls smallint[],
  amounts numeric(12,2)[], uuids uuid[], ranges int4range[], pairs public.hstore, number numeric, vars varchar[], bits bit varying, dates date[], doubles double precision[], flags boolean[], stamps timestamptz[], jsons jsonb[], raws bytea[], xml_ xml);

alter table public.large alter number set storage external;

create table public.large_keys (id text primary key, note text, body text);

create table public.typed_keys (a uuid, b timestamp(3), c numeric(12,2), d date, e bigint, note text, body text, primary key (a, b, c, d, e));

create table public.defaults (id integer primary key, a text default 'd', b integer default 7, c text not null default 'n');

create table public.everything (id integer, note text);

alter table public.everything replica identity full;

