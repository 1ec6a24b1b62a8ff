-- What pg_dump is for: its word for the kind, and each object's name.
, own(oid, nspname) AS (
  SELECT oid, nspname FROM pg_namespace
   WHERE nspname NOT IN ('information_schema', 'sluice') AND nspname NOT LIKE 'pg\_%'),
found(kind, name, classid, objid) AS (
  SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,
         p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid
    FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
  UNION ALL
  SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
              ELSE 'TABLE' END,
         c.oid::regclass || CASE WHEN c.relpersistence = 'u' AND c.relkind = 'r' THEN ' (unlogged)' ELSE '' END,
         'pg_class'::regclass, c.oid
    FROM pg_class c JOIN own n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('v', 'm', 'f')
      OR c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.oid NOT IN (SELECT oid FROM picked)
  UNION ALL
  SELECT 'RULE', format('%I on %s', r.rulename, r.ev_class::regclass), 'pg_rewrite'::regclass, r.oid
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN own n ON n.oid = c.relnamespace
   WHERE r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'INDEX', format('%s (invalid)', i.indexrelid::regclass), 'pg_class'::regclass, i.indexrelid
    FROM pg_index i JOIN picked p ON p.oid = i.indrelid WHERE NOT i.indisvalid
  UNION ALL
  SELECT 'TYPE', format_type(t.oid, NULL), 'pg_type'::regclass, t.oid
    FROM pg_type t JOIN own n ON n.oid = t.typnamespace
   WHERE t.typtype = 'b' AND t.typelem = 0 OR NOT t.typisdefined
  UNION ALL
  SELECT 'EXTENSION', quote_ident(extname), NULL, oid FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
  SELECT 'EVENT TRIGGER', quote_ident(evtname), 'pg_event_trigger'::regclass, oid FROM pg_event_trigger
  UNION ALL
  SELECT 'PUBLICATION', quote_ident(pubname), 'pg_publication'::regclass, oid FROM pg_publication
  UNION ALL
  SELECT 'FOREIGN DATA WRAPPER', quote_ident(fdwname), 'pg_foreign_data_wrapper'::regclass, oid
    FROM pg_foreign_data_wrapper
  UNION ALL
  SELECT 'SERVER', quote_ident(srvname), 'pg_foreign_server'::regclass, oid FROM pg_foreign_server
  UNION ALL
  SELECT 'TEXT SEARCH CONFIGURATION', format('%I.%I', n.nspname, t.cfgname), 'pg_ts_config'::regclass, t.oid
    FROM pg_ts_config t JOIN own n ON n.oid = t.cfgnamespace
  UNION ALL
  SELECT 'TEXT SEARCH DICTIONARY', format('%I.%I', n.nspname, t.dictname), 'pg_ts_dict'::regclass, t.oid
    FROM pg_ts_dict t JOIN own n ON n.oid = t.dictnamespace
  UNION ALL
  SELECT 'CAST', format('(%s AS %s)', format_type(castsource, NULL), format_type(casttarget, NULL)),
         'pg_cast'::regclass, oid FROM pg_cast WHERE oid >= 16384
  UNION ALL
  SELECT 'OPERATOR', o.oid::regoperator::text, 'pg_operator'::regclass, o.oid
    FROM pg_operator o JOIN own n ON n.oid = o.oprnamespace
  UNION ALL
  SELECT 'OPERATOR CLASS', format('%I.%I', n.nspname, o.opcname), 'pg_opclass'::regclass, o.oid
    FROM pg_opclass o JOIN own n ON n.oid = o.opcnamespace
  UNION ALL
  SELECT 'DEFAULT PRIVILEGES', format('of %I', d.defaclrole::regrole), 'pg_default_acl'::regclass, d.oid
    FROM pg_default_acl d
  UNION ALL
  SELECT 'LARGE OBJECT', count(*) || ' large objects', NULL, 0 FROM pg_largeobject_metadata
  HAVING count(*) > 0)
SELECT DISTINCT kind, name FROM found
 WHERE classid IS NULL
    OR (classid, objid) NOT IN (SELECT classid, objid FROM members)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = found.classid AND d.objid = found.objid
                          AND d.deptype = 'i' AND d.refclassid = 'pg_type'::regclass)
 ORDER BY 1, 2
