SELECT 'DEFAULT', format('%s.%I', d.adrelid::regclass, a.attname), true, d.adrelid::regclass::text,
       ARRAY[format('ALTER TABLE ONLY %s ALTER COLUMN %I SET DEFAULT %s', d.adrelid::regclass, a.attname,
                    pg_get_expr(d.adbin, d.adrelid))],
       NULL::text[], f.needs, NULL, NULL
  FROM pg_attrdef d JOIN picked p ON p.oid = d.adrelid
  JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated = ''
  JOIN functions f ON f.classid = 'pg_attrdef'::regclass AND f.objid = d.oid
 ORDER BY 2
