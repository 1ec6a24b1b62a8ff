, granted(what, columns, owner, acl, needs) AS (
  SELECT format('SCHEMA %I', m.onto), '', n.nspowner, n.nspacl, '{}'::text[]
    FROM mapped m JOIN pg_namespace n ON n.nspname = m.nspname
  UNION ALL
  SELECT 'TABLE ' || c.oid::regclass, '', c.relowner, c.relacl, ARRAY['table ' || c.oid::regclass]
    FROM pg_class c JOIN picked p ON p.oid = c.oid
  UNION ALL
  SELECT 'TABLE ' || c.oid::regclass, format(' (%I)', a.attname), c.relowner, a.attacl,
         ARRAY['table ' || c.oid::regclass]
    FROM pg_class c JOIN picked p ON p.oid = c.oid JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE NOT a.attisdropped
  UNION ALL
  SELECT 'SEQUENCE ' || c.oid::regclass, '', c.relowner, c.relacl,
         CASE WHEN q.identity THEN '{}' ELSE ARRAY['object SEQUENCE ' || c.oid::regclass] END
    FROM sequences q JOIN pg_class c ON c.oid = q.oid
  UNION ALL
  SELECT 'TYPE ' || format_type(t.oid, NULL), '', t.typowner, t.typacl,
         ARRAY['object TYPE ' || format_type(t.oid, NULL)]
    FROM made m JOIN pg_type t ON t.oid = m.oid)
SELECT 'GRANT', format('%s%s on %s to %s', a.privilege_type, g.columns, g.what,
                       coalesce(quote_ident(r.rolname), 'PUBLIC')), false, NULL,
       ARRAY[format('GRANT %s%s ON %s TO %s%s', a.privilege_type, g.columns, g.what,
                    coalesce(quote_ident(r.rolname), 'PUBLIC'),
                    CASE WHEN bool_or(a.is_grantable) THEN ' WITH GRANT OPTION' ELSE '' END)],
       NULL::text[],
       g.needs || CASE WHEN r.oid IS NULL THEN '{}' ELSE ARRAY['role ' || r.rolname] END, NULL, NULL
  FROM granted g CROSS JOIN LATERAL aclexplode(g.acl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
 WHERE a.grantee <> g.owner AND (a.grantee = 0 OR r.oid IS NOT NULL)
 GROUP BY a.privilege_type, g.columns, g.what, g.needs, r.oid, r.rolname
 ORDER BY g.what, 2
