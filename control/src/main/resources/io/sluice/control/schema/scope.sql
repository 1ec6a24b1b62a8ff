-- Begins every query of this folder. Parameters: the tables' oids, schemas, the names they get.
-- Each query gives: kind, name, early, table, statements, facts, needs, owner's statement, owner.
WITH RECURSIVE
picked(oid) AS (SELECT CAST(unnest(CAST(? AS bigint[])) AS oid)),
mapped(nspname, onto, place) AS (
  SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS text[])) WITH ORDINALITY),
spaces(oid) AS (SELECT oid FROM pg_namespace WHERE nspname IN (SELECT nspname FROM mapped)),
members(classid, objid) AS (
  SELECT classid, objid FROM pg_depend
   WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass),
functions(classid, objid, needs) AS (
  SELECT d.classid, d.objid, array_agg('function ' || d.refobjid::regprocedure ORDER BY d.refobjid)
    FROM pg_depend d
   WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid >= 16384
     AND (d.refclassid, d.refobjid) NOT IN (SELECT classid, objid FROM members)
   GROUP BY d.classid, d.objid),
ancestors(oid, ancestor, depth) AS (
  SELECT oid, oid, 0 FROM picked
  UNION ALL
  SELECT a.oid, i.inhparent, a.depth + 1
    FROM ancestors a JOIN pg_inherits i ON i.inhrelid = a.ancestor),
tables(oid, depth) AS (SELECT oid, max(depth) FROM ancestors GROUP BY oid),
-- What the columns are made of, deepest first, and all other types of the schemas.
types(oid, depth) AS (
  (SELECT a.atttypid, 0 FROM pg_attribute a JOIN picked p ON p.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped
   UNION
   SELECT c.reloftype, 0 FROM pg_class c JOIN picked p ON p.oid = c.oid WHERE c.reloftype <> 0
   UNION
   SELECT t.oid, 0 FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
     LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
  UNION
  SELECT part.oid, types.depth + 1
    FROM types JOIN pg_type t ON t.oid = types.oid CROSS JOIN LATERAL (
      SELECT t.typelem WHERE t.typlen = -1
      UNION ALL SELECT t.typbasetype
      UNION ALL SELECT a.atttypid FROM pg_attribute a
                 WHERE t.typrelid <> 0 AND a.attrelid = t.typrelid AND a.attnum > 0
                   AND NOT a.attisdropped
      UNION ALL SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid
      UNION ALL SELECT r.rngtypid FROM pg_range r WHERE r.rngmultitypid = t.oid) part(oid)
   WHERE part.oid >= 16384),
-- Those that can be made: no arrays, multiranges, row types of tables; nothing of an extension.
made(oid, depth) AS (
  SELECT t.oid, max(w.depth)
    FROM types w JOIN pg_type t ON t.oid = w.oid LEFT JOIN pg_class c ON c.oid = t.typrelid
   WHERE t.oid >= 16384 AND (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
     AND ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM members)
   GROUP BY t.oid),
-- Those of columns and those of the schemas; an identity has its own.
sequences(oid, identity, owner, attnum) AS (
  SELECT s.seqrelid, coalesce(d.deptype = 'i', false), d.refobjid, d.refobjsubid
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
    LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
   WHERE c.relpersistence <> 't'
     AND ('pg_class'::regclass, c.oid) NOT IN (SELECT classid, objid FROM members)
     AND (d.refobjid IN (SELECT oid FROM picked)
          OR d.refobjid IS NULL AND c.relnamespace IN (SELECT oid FROM spaces)
          OR EXISTS (SELECT FROM pg_attrdef x JOIN picked p ON p.oid = x.adrelid
                       JOIN pg_depend u ON u.classid = 'pg_attrdef'::regclass AND u.objid = x.oid
                            AND u.refclassid = 'pg_class'::regclass
                      WHERE u.refobjid = c.oid)))
