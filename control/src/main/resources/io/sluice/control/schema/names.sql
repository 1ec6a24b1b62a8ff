-- Everything of some schemas that a definition may name, with the table it belongs to.
WITH own(oid, nspname) AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY (CAST(? AS text[]))),
found(namespace, name, classid, objid, owner) AS (
  SELECT c.relnamespace, c.relname, 'pg_class'::regclass, c.oid,
         coalesce(i.indrelid, d.refobjid, CASE WHEN c.relkind IN ('r', 'p') THEN c.oid END)
    FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
    LEFT JOIN pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  UNION ALL SELECT stxnamespace, stxname, 'pg_statistic_ext'::regclass, oid, NULL FROM pg_statistic_ext
  UNION ALL SELECT typnamespace, typname, 'pg_type'::regclass, oid, NULL FROM pg_type
  UNION ALL SELECT collnamespace, collname, 'pg_collation'::regclass, oid, NULL FROM pg_collation
  UNION ALL SELECT pronamespace, proname, 'pg_proc'::regclass, oid, NULL FROM pg_proc
  UNION ALL SELECT oprnamespace, oprname, 'pg_operator'::regclass, oid, NULL FROM pg_operator
  UNION ALL SELECT opcnamespace, opcname, 'pg_opclass'::regclass, oid, NULL FROM pg_opclass
  UNION ALL SELECT cfgnamespace, cfgname, 'pg_ts_config'::regclass, oid, NULL FROM pg_ts_config)
SELECT n.nspname, f.name, tn.nspname, t.relname
  FROM found f JOIN own n ON n.oid = f.namespace
  LEFT JOIN pg_class t ON t.oid = f.owner
  LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
 WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = f.classid AND e.objid = f.objid
                      AND e.deptype = 'e')
 ORDER BY f.owner IS NULL
