, fills(attrelid, attnum, expression, late, needs) AS (
  SELECT d.adrelid, d.adnum, pg_get_expr(d.adbin, d.adrelid),
         a.attgenerated = '' AND f.needs IS NOT NULL, f.needs
    FROM pg_attrdef d JOIN picked p ON p.oid = d.adrelid
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    LEFT JOIN functions f ON f.classid = 'pg_attrdef'::regclass AND f.objid = d.oid),
unproven(attrelid, attnum) AS (
  SELECT conrelid, conkey[1] FROM pg_constraint WHERE contype = 'n' AND NOT convalidated),
columns AS (
  SELECT a.attrelid, a.attnum, a.attname, a.attislocal, f.needs,
         format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
         || CASE WHEN a.attcollation <> t.typcollation
                 THEN (SELECT format(' COLLATE %I.%I', n.nspname, x.collname)
                         FROM pg_collation x JOIN pg_namespace n ON n.oid = x.collnamespace
                        WHERE x.oid = a.attcollation) ELSE '' END AS head,
         CASE WHEN a.attgenerated <> ''
              THEN format(' GENERATED ALWAYS AS (%s) ', f.expression) ELSE '' END AS generated,
         CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' ELSE '' END AS kept,
         CASE WHEN a.attgenerated = '' AND NOT f.late THEN f.expression END AS fill,
         a.attnotnull AND (a.attrelid, a.attnum) NOT IN (SELECT attrelid, attnum FROM unproven)
           AS required,
         (SELECT format(' CONSTRAINT %I', k.conname) FROM pg_constraint k
           WHERE k.contype = 'n' AND k.conrelid = a.attrelid AND k.conkey[1] = a.attnum
             AND k.conname <> left(c.relname || '_' || a.attname || '_not_null', 63)
             AND k.conislocal) AS required_name,
         CASE WHEN a.attidentity <> '' AND NOT c.relispartition
              THEN CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END END AS identity,
         q.oid::regclass::text AS sequence,
         format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s', s.seqstart,
                s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
                CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END) AS options
    FROM pg_attribute a JOIN picked p ON p.oid = a.attrelid JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN fills f ON f.attrelid = a.attrelid AND f.attnum = a.attnum
    LEFT JOIN sequences q ON q.identity AND q.owner = a.attrelid AND q.attnum = a.attnum
    LEFT JOIN pg_sequence s ON s.seqrelid = q.oid
   WHERE a.attnum > 0 AND NOT a.attisdropped),
options(oid, texts) AS (
  SELECT c.oid, ARRAY(
    SELECT format('%s%s=%L', o.prefix, split_part(o.text, '=', 1), substr(o.text, strpos(o.text, '=') + 1))
      FROM (SELECT '' AS prefix, unnest(c.reloptions) AS text
            UNION ALL SELECT 'toast.', unnest(x.reloptions) FROM pg_class x WHERE x.oid = c.reltoastrelid) o)
    FROM pg_class c JOIN picked p ON p.oid = c.oid),
parents(oid, names) AS (
  SELECT i.inhrelid, array_agg(i.inhparent::regclass::text ORDER BY i.inhseqno)
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid AND NOT c.relispartition
   GROUP BY i.inhrelid)
SELECT 'TABLE', c.oid::regclass::text, true, c.oid::regclass::text,
       ARRAY[format('CREATE %sTABLE %s (%s)', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END,
                    c.oid::regclass,
                    (SELECT string_agg(E'\n  ' || l.head || l.generated || l.kept
                              || CASE WHEN l.identity IS NULL THEN ''
                                      ELSE format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s %s)',
                                                  l.identity, l.sequence, l.options) END
                              || coalesce(' DEFAULT ' || l.fill, '')
                              || CASE WHEN l.required THEN coalesce(l.required_name, '') || ' NOT NULL'
                                      ELSE '' END, ',' ORDER BY l.attnum)
                       FROM columns l
                      WHERE l.attrelid = c.oid AND (l.attislocal OR c.relispartition)))
         || coalesce(' INHERITS (' || array_to_string(h.names, ', ') || ')', '')
         || CASE c.relkind WHEN 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END
         || CASE WHEN m.amname <> 'heap' THEN format(' USING %I', m.amname) ELSE '' END
         || CASE WHEN o.texts = '{}' THEN '' ELSE format(' WITH (%s)', array_to_string(o.texts, ', ')) END]
       || ARRAY(SELECT format('ALTER TABLE ONLY %s ALTER COLUMN %I SET %s', c.oid::regclass, l.attname,
                              x.what)
                  FROM columns l CROSS JOIN LATERAL (
                    SELECT 'DEFAULT ' || l.fill WHERE l.fill IS NOT NULL
                    UNION ALL SELECT 'NOT NULL' WHERE l.required) x(what)
                 WHERE l.attrelid = c.oid AND NOT l.attislocal AND NOT c.relispartition
                 ORDER BY l.attnum, x.what)
       || CASE WHEN c.reloftype = 0 THEN '{}'
               ELSE ARRAY[format('ALTER TABLE %s OF %s', c.oid::regclass, format_type(c.reloftype, NULL))]
          END,
       ARRAY(SELECT l.head || l.generated
                    || CASE WHEN l.identity IS NULL THEN ''
                            ELSE format(' GENERATED %s AS IDENTITY (%s)', l.identity, l.options) END
                    || coalesce(' DEFAULT ' || l.fill, '') || CASE WHEN l.required THEN ' NOT NULL' ELSE '' END
               FROM columns l WHERE l.attrelid = c.oid ORDER BY l.attname)
       || CASE c.relkind WHEN 'p' THEN ARRAY['PARTITION BY ' || pg_get_partkeydef(c.oid)] ELSE '{}' END
       || CASE WHEN h.names IS NULL THEN '{}' ELSE ARRAY['INHERITS ' || array_to_string(h.names, ', ')] END
       || CASE c.relpersistence WHEN 'u' THEN ARRAY['UNLOGGED'] ELSE '{}' END
       || o.texts,
       ARRAY(SELECT 'table ' || unnest(h.names))
       || ARRAY(SELECT unnest(l.needs) FROM columns l WHERE l.attrelid = c.oid AND l.generated <> ''),
       format('ALTER TABLE %s OWNER TO %I', c.oid::regclass, r.rolname), r.rolname
  FROM tables t JOIN pg_class c ON c.oid = t.oid JOIN pg_roles r ON r.oid = c.relowner
  JOIN options o ON o.oid = c.oid
  LEFT JOIN parents h ON h.oid = c.oid
  LEFT JOIN pg_am m ON m.oid = c.relam
 ORDER BY t.depth, 2
