, commented(classid, objid, objsubid, what, needs) AS (
  SELECT 'pg_namespace'::regclass, n.oid, 0, format('SCHEMA %I', m.onto), '{}'::text[]
    FROM mapped m JOIN pg_namespace n ON n.nspname = m.nspname
   WHERE m.place = (SELECT min(o.place) FROM mapped o WHERE o.nspname = m.nspname)
  UNION ALL
  SELECT 'pg_class'::regclass, oid, 0, 'TABLE ' || oid::regclass, ARRAY['table ' || oid::regclass]
    FROM picked
  UNION ALL
  SELECT 'pg_class'::regclass, a.attrelid, a.attnum, format('COLUMN %s.%I', a.attrelid::regclass, a.attname),
         ARRAY['table ' || a.attrelid::regclass]
    FROM pg_attribute a JOIN picked p ON p.oid = a.attrelid WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'pg_class'::regclass, a.attrelid, a.attnum,
         format('COLUMN %s.%I', a.attrelid::regclass, a.attname),
         ARRAY['object TYPE ' || format_type(t.oid, NULL)]
    FROM made m JOIN pg_type t ON t.oid = m.oid JOIN pg_attribute a ON a.attrelid = t.typrelid
   WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'pg_class'::regclass, i.indexrelid, 0, 'INDEX ' || i.indexrelid::regclass,
         CASE WHEN k.oid IS NULL THEN ARRAY['object ' || CASE c.relkind WHEN 'I' THEN 'PARTITIONED_INDEX '
                                            ELSE 'INDEX ' END || c.oid::regclass] ELSE '{}' END
    FROM pg_index i JOIN picked p ON p.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
    LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid
  UNION ALL
  SELECT 'pg_class'::regclass, oid, 0, 'SEQUENCE ' || oid::regclass,
         CASE WHEN identity THEN '{}' ELSE ARRAY['object SEQUENCE ' || oid::regclass] END
    FROM sequences
  UNION ALL
  SELECT 'pg_type'::regclass, oid, 0, 'TYPE ' || format_type(oid, NULL),
         ARRAY['object TYPE ' || format_type(oid, NULL)] FROM made
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, 0,
         format('CONSTRAINT %I ON DOMAIN %s', k.conname, format_type(k.contypid, NULL)),
         ARRAY['object TYPE ' || format_type(k.contypid, NULL)]
    FROM pg_constraint k JOIN made m ON m.oid = k.contypid WHERE k.contype = 'c'
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, 0, format('CONSTRAINT %I ON %s', k.conname, k.conrelid::regclass),
         ARRAY[format('object %s %I on %s', CASE k.contype WHEN 'p' THEN 'PRIMARY_KEY' WHEN 'u' THEN 'UNIQUE'
                        WHEN 'x' THEN 'EXCLUSION' WHEN 'c' THEN 'CHECK' ELSE CASE c.relkind
                        WHEN 'p' THEN 'PARTITIONED_FOREIGN_KEY' ELSE 'FOREIGN_KEY' END END,
                      k.conname, k.conrelid::regclass)]
    FROM pg_constraint k JOIN picked p ON p.oid = k.conrelid JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.contype IN ('p', 'u', 'x', 'f') OR k.contype = 'c' AND k.conislocal
  UNION ALL
  SELECT 'pg_trigger'::regclass, g.oid, 0, format('TRIGGER %I ON %s', g.tgname, g.tgrelid::regclass),
         ARRAY[format('object TRIGGER %I on %s', g.tgname, g.tgrelid::regclass)]
    FROM pg_trigger g JOIN picked p ON p.oid = g.tgrelid WHERE NOT g.tgisinternal AND g.tgparentid = 0
  UNION ALL
  SELECT 'pg_policy'::regclass, y.oid, 0, format('POLICY %I ON %s', y.polname, y.polrelid::regclass),
         ARRAY[format('object POLICY %I on %s', y.polname, y.polrelid::regclass)]
    FROM pg_policy y JOIN picked p ON p.oid = y.polrelid
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, s.oid, 0, format('STATISTICS %I.%I', n.nspname, s.stxname),
         ARRAY[format('object STATISTICS %I.%I', n.nspname, s.stxname)]
    FROM pg_statistic_ext s JOIN picked p ON p.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace)
SELECT 'COMMENT', 'on ' || c.what, false, NULL, ARRAY[format('COMMENT ON %s IS %L', c.what, d.description)],
       NULL::text[], c.needs, NULL, NULL
  FROM commented c JOIN pg_description d
       ON d.classoid = c.classid AND d.objoid = c.objid AND d.objsubid = c.objsubid
 WHERE NOT (c.what = 'SCHEMA public' AND d.description = 'standard public schema')
 ORDER BY 2
