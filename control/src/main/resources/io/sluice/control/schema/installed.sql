SELECT 'EXTENSION', quote_ident(x.extname), true, NULL, '{}'::text[], ARRAY[format('schema %I', n.nspname)],
       NULL::text[], NULL, NULL
  FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
 ORDER BY 2
