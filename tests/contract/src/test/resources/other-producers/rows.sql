insert into public.extras values (
  1, '"a"=>"1", "b"=>NULL, "c\"d"=>"e\\f"', array['"a"=>"1"'::public.hstore, null], 'Word', '{Word,NULL}',
  'a.b.c', '{a.b,c}', B'10110', B'10000001', B'11111111000000001010', B'1', 'x', 'name', '10.0.0.0/8', '08:00:2b:01:02:03:04:05',
  '[1.5,2)', '[2024-01-01,2024-02-01)', '[2024-01-01 00:00:00+00,)', '[2024-01-01 00:00:00,2024-01-02 00:00:00.5]', '[1,10)', '{[1,3),[5,7)}',
  '(1,2),(3,4)', '{1,2,3}', '[(1,2),(3,4)]', '[(1,2),(3,4)]', '((1,2),(3,4),(5,6))', '<(1,2),3>', '16/B374D848', '''a'' & ''b''', '''a'':1',
  '{$1.50}', '{"(1,2)"}', '{n}', '{101,NULL}', '{1,10}', '{"1 day"}', '{<a/>}', '{1.5,1.50,NULL,-100}', 12300, 0.123, '{1,4294967295}', '{10.0.0.1}', '{"[1,3)"}', '(1,b)', '{"(1,b)"}', '{5}',
  '{12:34:56.123}', '{"2024-02-29 12:34:56.123"}', '{t,NULL,f}', '{{1,2},{3,4}}', '$.a', '123', 'pg_class', '23:59:60+05:30', '-1 year -2 mons +3 days -04:05:06.789', '1.234', 123456789012345678901234567890.1234500, 123456789, '1969-12-31', '23:59:59', '1969-12-31 23:59:59');

insert into public.extras (id, pairs, bits, nums, nested, timetz_, interval_, numeric_, date_, time_0, stamp_0) values
  (2, '', '', 'empty', '[0:1]={1,2}', '24:00:00-03', '0', 1e30, '0001-01-01', '24:00:00', '0001-01-01 00:00:00'),
  (3, null, '0101', null, '{}', null, '-00:00:00.000001', 0.00000000000000000001, '9999-12-31', '00:00:00', '9999-12-31 23:59:59'),
  (4, null, null, null, '{NULL}', null, '3 days', 'Infinity', '10000-01-01', null, '10000-01-01 00:00:00'),
  (5, null, null, null, null, null, '1 mon', '-Infinity', '-infinity', null, null);

insert into public.large_keys select 'k' || string_agg(md5(i::text), ''), 'n', repeat('x', 10) from generate_series(1, 80) i;

insert into public.typed_keys values ('c0ffee00-0000-4000-8000-000000000001', '2024-02-29 12:34:56.123', 1.50, '2024-02-29', 9007199254740993, 'n', 'b'),
  ('c0ffee00-0000-4000-8000-000000000002', '2024-02-29 12:34:56', 2.00, '1969-02-28', -9007199254740993, 'n', (select string_agg(md5(i::text), '') from generate_series(1, 400) i));

insert into public.defaults values (1, null, null, 'x'), (2, default, default, default);

insert into public.everything values (1, 'n'), (1, 'n'), (2, null);

insert into public.large
  select n, 'n', string_agg(md5(i::text), ''), jsonb_agg(md5(i::text)), json_agg(md5(i::text)), convert_to(string_agg(md5(i::text), ''), 'UTF8'),
    array_agg(md5(i::text)), array_agg(i * 104729), array_agg(i * 104729::bigint * 104729), array_agg((i * 31)::smallint), array_agg(i * 0.01 * 7919), array_agg(md5(i::text)::uuid), array_agg(int4range(i, i + 7919)),
    public.hstore(array_agg(md5(i::text)), array_agg(md5(i::text))), string_agg((i * 7919)::text, '')::numeric, array_agg(md5(i::text)::varchar),
    ('x' || string_agg(md5(i::text), ''))::bit varying, array_agg('2024-01-01'::date + i * 7919 % 1000), array_agg(sqrt(i)), array_agg(i * 7919 % 3 = 0), array_agg('2024-01-01 00:00:00+00'::timestamptz + i * interval '7919 us'), array_agg(to_jsonb(md5(i::text))), array_agg(decode(md5(i::text), 'hex')), ('<a>' || string_agg(md5(i::text), '') || '</a>')::xml
  from generate_series(1, 1000) i, generate_series(1, 2) n group by n;

