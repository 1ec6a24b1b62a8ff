SELECT 'SEQUENCE', c.oid::regclass::text, true, NULL,
       ARRAY[format('CREATE %sSEQUENCE %s AS %s START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s'
                    ' CACHE %s%s', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END,
                    c.oid::regclass, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement,
                    s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END)],
       NULL::text[], NULL::text[],
       format('ALTER SEQUENCE %s OWNER TO %I', c.oid::regclass, r.rolname), r.rolname
  FROM sequences q JOIN pg_sequence s ON s.seqrelid = q.oid JOIN pg_class c ON c.oid = q.oid
  JOIN pg_roles r ON r.oid = c.relowner
 WHERE NOT q.identity
 ORDER BY 2
