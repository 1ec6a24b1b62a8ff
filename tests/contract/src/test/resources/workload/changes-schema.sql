create table public.orders (
  id integer primary key,
  note text not null,
  amount numeric(12,2) not null,
  placed timestamptz not null,
  status uuid not null,
  body text);

create table public.audited (id integer primary key, note text not null, body text);

alter table public.audited replica identity full;

create table public.pairs (b text not null, a integer not null, v text, primary key (a, b));

