insert into public.orders values (1, 'n', 1.50, '2024-01-01 00:00:00+00', 'c0ffee00-0000-4000-8000-000000000001',
  (select string_agg(md5(i::text), '') from generate_series(1, 400) i));

update public.orders set note = 'm' where id = 1;

update public.orders set id = 2 where id = 1;

delete from public.orders where id = 2;

insert into public.audited values (1, 'n', (select string_agg(md5(i::text), '') from generate_series(1, 400) i));

update public.audited set note = 'm' where id = 1;

update public.audited set id = 2 where id = 1;

delete from public.audited where id = 2;

insert into public.pairs values ('b', 1, 'v');

update public.pairs set v = null;

delete from public.pairs;

truncate public.orders, public.audited;

