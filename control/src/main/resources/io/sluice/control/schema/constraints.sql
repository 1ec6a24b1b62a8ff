, listed AS (
  SELECT k.*, c.relkind, t.depth, x.relname AS index, m.amname, k.conrelid::regclass::text AS on_table,
         regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') AS def,
         (SELECT string_agg(format('%s=%L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ')
            FROM unnest(x.reloptions) o) AS options,
         CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END
           || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END AS deferrable,
         k.contype = 'u' AND NOT k.condeferrable AND m.amname = 'btree' AND c.relkind = 'r' AS of_index,
         k.contype = 'p' OR k.contype = 'u' AND EXISTS (
           SELECT FROM pg_index i WHERE i.indexrelid = k.conindid AND (i.indisreplident OR NOT EXISTS (
             SELECT FROM pg_index y WHERE y.indrelid = i.indrelid AND y.indisprimary))) AS early,
         -- The rows that the server keeps for each partition of a referenced table are not ours.
         NOT EXISTS (SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid)
           AS own
    FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid JOIN pg_class c ON c.oid = k.conrelid
    LEFT JOIN pg_class x ON x.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_am m ON m.oid = x.relam)
SELECT v.kind, format('%I on %s', k.conname, k.on_table), k.early, k.on_table, v.statements,
       NULL::text[],
       coalesce(f.needs, '{}')
         || CASE WHEN k.contype = 'f' THEN ARRAY['table ' || k.confrelid::regclass] ELSE '{}' END
         || CASE WHEN k.of_index THEN ARRAY['object INDEX ' || k.conindid::regclass] ELSE '{}' END,
       NULL, NULL
  FROM listed k
  LEFT JOIN functions f ON f.classid = 'pg_constraint'::regclass AND f.objid = k.oid
  CROSS JOIN LATERAL (
    SELECT CASE k.contype WHEN 'p' THEN 'PRIMARY_KEY' WHEN 'u' THEN 'UNIQUE' ELSE 'EXCLUSION' END,
           CASE WHEN k.of_index
                THEN ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I UNIQUE USING INDEX %I%s', k.on_table,
                                  k.conname, k.index, k.deferrable)]
                WHEN k.contype <> 'x'
                THEN ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I %s%s%s', k.on_table, k.conname,
                                  left(k.def, length(k.def) - length(k.deferrable)),
                                  ' WITH (' || k.options || ')', k.deferrable)]
                WHEN k.options IS NULL
                THEN ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.on_table, k.conname, k.def)]
                ELSE ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.on_table, k.conname, k.def),
                           format('ALTER INDEX %s SET (%s)', k.conindid::regclass, k.options)] END
     WHERE k.contype IN ('p', 'u', 'x')
    UNION ALL
    SELECT 'CHECK', ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I %s%s', k.on_table, k.conname, k.def,
                                 CASE WHEN k.def LIKE '% NOT ENFORCED' THEN '' ELSE ' NOT VALID' END)]
     WHERE (k.contype = 'c' OR k.contype = 'n' AND NOT k.convalidated) AND k.conislocal
    UNION ALL
    SELECT CASE k.relkind WHEN 'p' THEN 'PARTITIONED_FOREIGN_KEY' ELSE 'FOREIGN_KEY' END,
           ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I %s%s', k.on_table, k.conname, k.def,
                        CASE WHEN k.relkind = 'p' AND k.convalidated OR k.def LIKE '% NOT ENFORCED'
                             THEN '' ELSE ' NOT VALID' END)]
     WHERE k.contype = 'f' AND k.own
    UNION ALL
    SELECT 'VALIDATION', ARRAY[format('ALTER TABLE %s VALIDATE CONSTRAINT %I', k.on_table, k.conname)]
     WHERE k.convalidated AND (k.contype = 'c' AND k.conislocal
                               OR k.contype = 'f' AND k.own AND k.relkind <> 'p')) v(kind, statements)
 ORDER BY k.depth DESC, 2
