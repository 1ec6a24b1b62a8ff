insert into public.extras select (jsonb_populate_record(x, jsonb_build_object('id', x.id + 10))).* from public.extras x;

update public.large set note = 'm' where id = 1;

update public.large set id = 12 where id = 2;

update public.large_keys set note = 'm';

update public.large_keys set id = 'short', note = 'o';

update public.typed_keys set note = 'm';

update public.typed_keys set e = e + 1, c = c + 1, b = b + interval '1 s' where e > 0;

update public.typed_keys set d = d + 1 where e < 0;

update public.defaults set a = null;

insert into public.defaults values (3, null, null, 'y');

update public.everything set note = 'm' where id = 2;

delete from public.everything where ctid = (select min(ctid) from public.everything where id = 1);

insert into public.everything values (3, 'o'), (3, 'o');

