SELECT v.kind, c.oid::regclass::text, false, c.oid::regclass::text,
       ARRAY[format('ALTER TABLE %s %s', c.oid::regclass, v.what)], NULL::text[], v.needs, NULL, NULL
  FROM tables t JOIN pg_class c ON c.oid = t.oid
  CROSS JOIN LATERAL (
    SELECT 'REPLICA_IDENTITY', 'REPLICA IDENTITY ' || CASE c.relreplident WHEN 'f' THEN 'FULL'
           WHEN 'n' THEN 'NOTHING' ELSE (SELECT format('USING INDEX %I', x.relname)
             FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
            WHERE i.indrelid = c.oid AND i.indisreplident) END, NULL::text[]
     WHERE c.relreplident <> 'd'
    UNION ALL
    SELECT 'CLUSTER', format('CLUSTER ON %I', x.relname), NULL::text[]
      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
     WHERE i.indrelid = c.oid AND i.indisclustered
    UNION ALL
    SELECT 'ROW_SECURITY', 'ENABLE ROW LEVEL SECURITY', ARRAY['bypass ' || c.oid::regclass]
     WHERE c.relrowsecurity
    UNION ALL
    SELECT 'FORCED_ROW_SECURITY', 'FORCE ROW LEVEL SECURITY', ARRAY['bypassrls ' || c.oid::regclass]
     WHERE c.relforcerowsecurity) v(kind, what, needs)
 WHERE v.what IS NOT NULL
 ORDER BY 2
