SELECT 'PARTITION', c.oid::regclass::text, true, c.oid::regclass::text,
       ARRAY[format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s', i.inhparent::regclass, c.oid::regclass,
                    pg_get_expr(c.relpartbound, c.oid))],
       NULL::text[], ARRAY['table ' || c.oid::regclass, 'table ' || i.inhparent::regclass], NULL, NULL
  FROM tables t JOIN pg_class c ON c.oid = t.oid AND c.relispartition
  JOIN pg_inherits i ON i.inhrelid = c.oid
 WHERE NOT i.inhdetachpending
 ORDER BY t.depth, 2
