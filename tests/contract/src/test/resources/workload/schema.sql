create type public.order_status as enum ('new', 'paid');

create type public.pair as (a int, b text);

create domain public.small_number as integer check (value < 10);

create table public.types (
  id bigint primary key,
  smallint_ smallint not null,
  smallint_max smallint,
  integer_ integer,
  bigint_ bigint,
  oid_ oid,
  real_ real,
  double_ double precision,
  numeric_12_2 numeric(12,2),
  numeric_ numeric,
  boolean_ boolean,
  text_ text,
  varchar_ character varying(10),
  char_ character(5),
  uuid_ uuid,
  json_ json,
  jsonb_ jsonb,
  xml_ xml,
  enum_ public.order_status,
  bytea_ bytea,
  date_ date,
  time_ time,
  time_3 time(3),
  timetz_ timetz,
  timestamp_ timestamp,
  timestamp_3 timestamp(3),
  timestamptz_ timestamptz,
  timestamptz_3 timestamptz(3),
  timestamptz_0 timestamptz(0),
  interval_ interval,
  integers integer[],
  texts text[],
  numerics numeric(12,2)[],
  dates date[],
  uuids uuid[],
  timestamps timestamp[],
  booleans boolean[],
  smallints smallint[],
  bigints bigint[],
  reals real[],
  doubles double precision[],
  varchars character varying(10)[],
  chars character(5)[],
  byteas bytea[],
  times time[],
  timetzs timetz[],
  timestamptzs timestamptz[],
  intervals interval[],
  jsons json[],
  jsonbs jsonb[],
  statuses public.order_status[],
  bit_3 bit(3),
  bit_1 bit(1),
  money_ money,
  range_ int4range,
  point_ point,
  inet_ inet,
  mac_ macaddr,
  pair_ public.pair,
  domain_ public.small_number,
  tsvector_ tsvector);

create table public.blanks (like public.types including indexes);

do $$ declare c text; begin for c in select attname from pg_attribute where attrelid = 'public.blanks'::regclass and attnum > 1 loop execute format('alter table public.blanks alter %I set not null', c); end loop; end $$;

create table public.orders (
  id integer primary key,
  note text not null,
  amount numeric(12,2) not null,
  placed timestamptz not null,
  status uuid not null,
  body text);

create table public.audited (id integer primary key, note text not null default 'none', body text);

alter table public.audited replica identity full;

create table public.pairs (b text not null, a integer not null, v text, primary key (a, b));

create table public.tagged (id integer primary key, tag text not null, note text);

create unique index tagged_tag on public.tagged (tag);

alter table public.tagged replica identity using index tagged_tag;

create table public.unkeyed (code text not null, note text);

create unique index unkeyed_code on public.unkeyed (code);

alter table public.unkeyed replica identity using index unkeyed_code;

create table public.documents (
  id integer primary key, note text not null, body text not null, details jsonb, raw bytea, words text[], counts integer[],
  amounts numeric(12,2)[], uuids uuid[], ranges int4range[]);

create table public.entries (id uuid primary key, amount bigint not null);

create table public.empty (id bigint primary key);

create table public.contract_end (id int primary key);

create table public.contract_signals (id text primary key, type text not null, data text);

