SELECT 'TRIGGER', format('%I on %s', g.tgname, g.tgrelid::regclass), false, g.tgrelid::regclass::text,
       ARRAY[pg_get_triggerdef(g.oid),
             format('ALTER TABLE %s DISABLE TRIGGER %I', g.tgrelid::regclass, g.tgname)]
       || CASE g.tgenabled WHEN 'D' THEN '{}' ELSE ARRAY[format(
            'INSERT INTO sluice.disabled_triggers SELECT n.nspname, c.relname, %L, %L FROM pg_class c'
            ' JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = %L::regclass'
            ' ON CONFLICT (schema, "table", "trigger") DO UPDATE SET enabled = excluded.enabled',
            g.tgname, g.tgenabled, g.tgrelid::regclass)] END,
       ARRAY[pg_get_triggerdef(g.oid)], ARRAY['function ' || g.tgfoid::regprocedure], NULL, NULL
  FROM pg_trigger g JOIN tables t ON t.oid = g.tgrelid
 WHERE NOT g.tgisinternal AND g.tgparentid = 0
 ORDER BY t.depth, 2
