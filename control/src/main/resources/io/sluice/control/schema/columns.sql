SELECT 'COLUMN', format('%s.%I: %s', a.attrelid::regclass, a.attname, x.kind), true,
       a.attrelid::regclass::text,
       ARRAY[format('ALTER TABLE ONLY %s ALTER COLUMN %I SET %s', a.attrelid::regclass, a.attname, x.what)],
       NULL::text[], NULL::text[], NULL, NULL
  FROM pg_attribute a JOIN picked p ON p.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
  CROSS JOIN LATERAL (
    SELECT 'storage', 'STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                                                      WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
     WHERE a.attstorage <> t.typstorage
    UNION ALL
    SELECT 'compression', 'COMPRESSION ' || CASE a.attcompression WHEN 'l' THEN 'lz4' ELSE 'pglz' END
     WHERE a.attcompression <> ''
    UNION ALL
    SELECT 'statistics', 'STATISTICS ' || a.attstattarget WHERE a.attstattarget >= 0
    UNION ALL
    SELECT 'options', format('(%s)', array_to_string(a.attoptions, ', ')) WHERE a.attoptions <> '{}')
    x(kind, what)
 WHERE a.attnum > 0 AND NOT a.attisdropped
 ORDER BY 2
