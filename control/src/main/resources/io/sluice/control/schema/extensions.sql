, objects(classid, objid) AS (
  SELECT 'pg_class'::regclass, oid FROM picked
  UNION ALL SELECT 'pg_attrdef'::regclass, x.oid FROM pg_attrdef x JOIN picked p ON p.oid = x.adrelid
  UNION ALL SELECT 'pg_class'::regclass, x.indexrelid FROM pg_index x JOIN picked p ON p.oid = x.indrelid
  UNION ALL SELECT 'pg_constraint'::regclass, x.oid FROM pg_constraint x JOIN picked p ON p.oid = x.conrelid
  UNION ALL SELECT 'pg_trigger'::regclass, x.oid FROM pg_trigger x JOIN picked p ON p.oid = x.tgrelid
  UNION ALL SELECT 'pg_policy'::regclass, x.oid FROM pg_policy x JOIN picked p ON p.oid = x.polrelid
  UNION ALL SELECT 'pg_type'::regclass, oid FROM made
  UNION ALL SELECT 'pg_class'::regclass, t.typrelid FROM made m JOIN pg_type t ON t.oid = m.oid
)
SELECT 'EXTENSION', quote_ident(x.extname), true, NULL,
       CASE WHEN n.nspname LIKE 'pg\_%' THEN '{}'
            ELSE ARRAY[format('CREATE SCHEMA IF NOT EXISTS %I', n.nspname)] END
       || format('CREATE EXTENSION IF NOT EXISTS %I SCHEMA %I CASCADE', x.extname, n.nspname),
       ARRAY[format('schema %I', n.nspname)], ARRAY['extension ' || x.extname], NULL, NULL
  FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
 WHERE x.oid IN (
   SELECT e.refobjid
     FROM objects o JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid
     LEFT JOIN pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
     JOIN pg_depend e ON e.deptype = 'e' AND e.refclassid = 'pg_extension'::regclass
          AND (e.classid = d.refclassid AND e.objid = d.refobjid
               OR e.classid = 'pg_type'::regclass AND e.objid = t.typelem))
 ORDER BY 2
