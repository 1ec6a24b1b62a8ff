-- The plain ones, and those behind unique constraints of tables that are not partitioned, which are
-- built first and then made constraints. A constraint of a partitioned table makes its own; so does a
-- deferrable one: until it was a constraint, its index would refuse rows that change places.
SELECT CASE x.relkind WHEN 'I' THEN 'PARTITIONED_INDEX' ELSE 'INDEX' END, x.oid::regclass::text,
       i.indisunique AND (i.indisreplident OR NOT EXISTS (
         SELECT FROM pg_index y WHERE y.indrelid = i.indrelid AND y.indisprimary)
         AND (k.oid IS NOT NULL OR i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
              AND NOT EXISTS (
                SELECT FROM unnest(i.indkey) WITH ORDINALITY AS u(attnum, place)
                  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum
                 WHERE u.place <= i.indnkeyatts AND NOT a.attnotnull))),
       i.indrelid::regclass::text,
       ARRAY[format('CREATE %sINDEX %s%I ON %s', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END,
                    CASE x.relkind WHEN 'I' THEN '' ELSE 'CONCURRENTLY ' END, x.relname,
                    i.indrelid::regclass)
             || substr(pg_get_indexdef(x.oid), 1 + length(
                  format('CREATE %sINDEX %I ON %s%s', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END,
                         x.relname, CASE x.relkind WHEN 'I' THEN 'ONLY ' ELSE '' END,
                         i.indrelid::regclass)))],
       NULL::text[], f.needs, NULL, NULL
  FROM pg_index i JOIN tables t ON t.oid = i.indrelid
  JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
  LEFT JOIN pg_constraint k ON k.conindid = x.oid AND k.conrelid = i.indrelid
       AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN functions f ON f.classid = 'pg_class'::regclass AND f.objid = x.oid
 WHERE i.indisvalid
   AND (k.oid IS NULL OR k.contype = 'u' AND NOT k.condeferrable AND m.amname = 'btree' AND x.relkind = 'i')
 ORDER BY t.depth DESC, 2
