SELECT 'SCHEMA', quote_ident(m.onto), true, NULL, ARRAY[format('CREATE SCHEMA %I', m.onto)],
       NULL::text[], NULL::text[], format('ALTER SCHEMA %I OWNER TO %I', m.onto, r.rolname), r.rolname
  FROM mapped m JOIN pg_namespace n ON n.nspname = m.nspname JOIN pg_roles r ON r.oid = n.nspowner
 ORDER BY 2
