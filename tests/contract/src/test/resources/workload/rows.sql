insert into public.types values (
  1, 2, 32767, 2147483647, 9223372036854775807, 4294967295, 1.5, 0.1, 12345.60, 12345.678901,
  true, 'text', 'varchar', 'char', 'c0ffee00-0000-4000-8000-000000000001',
  '{"a":  1}', '{"a":  1}', '<a/>', 'new', '\x00ff',
  '2024-02-29', '12:34:56.123456', '12:34:56.123', '12:34:56.123456+02',
  '2024-02-29 12:34:56.123456', '2024-02-29 12:34:56.123', '2024-02-29 12:34:56.12+00', '2024-02-29 12:34:56.12+00', '2024-02-29 12:34:56+00',
  '1 year 2 mons 3 days 04:05:06.789',
  '{1,2,NULL}', '{a,"b c"}', '{12.50,NULL}', '{2024-02-29}', '{c0ffee00-0000-4000-8000-000000000001}', '{"2024-02-29 12:34:56"}', '{t,f}',
  '{1,-1}', '{9223372036854775807}', '{1.5}', '{0.1,1e-05}', '{abc,NULL}', '{abc}', '{"\\x00ff"}', '{12:34:56.123456}', '{12:34:56+02}',
  '{"2024-02-29 12:34:56.12+00"}', '{"1 day 02:00:00"}', '{"{\"a\":  1}"}', '{"{\"a\": 1}"}', '{new,paid}',
  B'101', B'1', '12.34', '[1,3)', '(1,2)', '10.0.0.1/8', '08:00:2b:01:02:03', '(1,b)', 5, '''a'':1');

insert into public.types (id, smallint_, timestamp_, timestamp_3, timestamptz_, date_, numeric_, real_, double_) values (
  2, 1, 'infinity', '-infinity', '-infinity', 'infinity', 'NaN', 'NaN', '-Infinity');

insert into public.types (id, smallint_, timestamp_, timestamp_3, timestamptz_, date_, numeric_, real_, double_) values (
  3, 1, '0044-03-15 00:00:00 BC', 'infinity', '0044-03-15 00:00:00+00 BC', '0044-03-15 BC', '-0.00', '-0', '1e-05');

insert into public.blanks select * from public.types where id = 1;

insert into public.orders select i, 'n' || i, i / 3.0, '2024-01-01 00:00:00+00', 'c0ffee00-0000-4000-8000-000000000001',
  repeat('x', i * 10) from generate_series(11, 15) i;

insert into public.audited values (11, 'kept', null), (12, default, 'b');

insert into public.pairs values ('b', 11, 'v'), ('a', 11, null);

insert into public.tagged values (11, 'k', 'note'), (12, 'l', null);

insert into public.unkeyed values ('k', 'note');

insert into public.entries select ('c0ffee00-0000-4000-8000-0000000000' || i)::uuid, i from generate_series(10, 19) i;

