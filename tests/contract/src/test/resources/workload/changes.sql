create temp table again as select * from public.types;
update again set id = id + 10;
insert into public.types select * from again;

delete from public.blanks;

insert into public.orders values (1, 'n', 1.50, '2024-01-01 00:00:00+00', 'c0ffee00-0000-4000-8000-000000000001',
  (select string_agg(md5(i::text), '') from generate_series(1, 400) i));

update public.orders set note = 'm' where id = 1;

update public.orders set id = 2 where id = 1;

delete from public.orders where id = 2;

insert into public.audited values (1, 'n', (select string_agg(md5(i::text), '') from generate_series(1, 400) i));

update public.audited set note = 'm' where id = 1;

update public.audited set id = 2 where id = 1;

delete from public.audited where id = 2;

insert into public.documents
  select 1, 'n', string_agg(md5(i::text), ''), jsonb_agg(md5(i::text)), convert_to(string_agg(md5(i::text), ''), 'UTF8'),
    array_agg(md5(i::text)), array_agg(i * 104729), array_agg(i * 0.01 * 7919), array_agg(md5(i::text)::uuid), array_agg(int4range(i, i + 7919))
  from generate_series(1, 1000) i;

update public.documents set note = 'm' where id = 1;

update public.documents set id = 2 where id = 1;

delete from public.documents where id = 2;

insert into public.pairs values ('b', 1, 'v');

update public.pairs set v = null;

delete from public.pairs;

update public.pairs set a = 12, v = 'w' where a = 11 and b = 'b';

insert into public.tagged values (1, 'm', 'note');

update public.tagged set note = 'other' where id = 1;

update public.tagged set tag = 'o' where id = 1;

update public.tagged set id = 2 where id = 1;

delete from public.tagged where id = 2;

insert into public.unkeyed values ('m', 'note');

update public.unkeyed set note = null where code = 'm';

update public.unkeyed set code = 'o' where code = 'm';

delete from public.unkeyed where code = 'o';

begin;
insert into public.entries values ('c0ffee00-0000-4000-8000-000000000021', 1);
savepoint first;
update public.entries set amount = 2 where amount = 1;
rollback to savepoint first;
savepoint second;
update public.entries set amount = 3 where amount = 1;
release savepoint second;
delete from public.entries where amount = 11;
insert into public.entries values ('c0ffee00-0000-4000-8000-000000000011', 11);
commit;

begin;
delete from public.entries;
rollback;

begin;
update public.entries set amount = amount + 100;
update public.orders set note = 'twice' where id = 11;
update public.orders set note = 'thrice' where id = 11;
commit;

truncate public.orders, public.audited;

insert into public.orders values (11, 'again', 1, '2024-01-01 00:00:00+00', 'c0ffee00-0000-4000-8000-000000000001', null);

begin;
select pg_logical_emit_message(true, 'contract', 'in a transaction');
insert into public.orders values (12, 'with a message', 1, '2024-01-01 00:00:00+00', 'c0ffee00-0000-4000-8000-000000000001', null);
commit;

select pg_logical_emit_message(false, 'contract', 'alone');

select pg_replication_origin_create('elsewhere');
select pg_replication_origin_session_setup('elsewhere');
begin;
select pg_replication_origin_xact_setup('0/AB', '2024-01-01 00:00:00+00');
insert into public.orders values (13, 'from elsewhere', 1, '2024-01-01 00:00:00+00', 'c0ffee00-0000-4000-8000-000000000001', null);
commit;
select pg_replication_origin_session_reset();
