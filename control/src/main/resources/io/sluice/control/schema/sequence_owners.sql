SELECT 'SEQUENCE_OWNER', q.oid::regclass::text, true, NULL,
       ARRAY[format('ALTER SEQUENCE %s OWNED BY %s.%I', q.oid::regclass, q.owner::regclass, a.attname)],
       NULL::text[],
       ARRAY['object SEQUENCE ' || q.oid::regclass, 'table ' || q.owner::regclass], NULL, NULL
  FROM sequences q JOIN pg_attribute a ON a.attrelid = q.owner AND a.attnum = q.attnum
 WHERE NOT q.identity
 ORDER BY 2
