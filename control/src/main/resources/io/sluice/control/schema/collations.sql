SELECT 'COLLATION', quote_ident(n.nspname) || '.' || quote_ident(c.collname), true, NULL,
       ARRAY[format('CREATE COLLATION %I.%I (%s%s)', n.nspname, c.collname,
         CASE c.collprovider
         WHEN 'c' THEN format('PROVIDER = libc, LC_COLLATE = %L, LC_CTYPE = %L',
                              c.collcollate, c.collctype)
         ELSE format('PROVIDER = %s, LOCALE = %L%s',
                     CASE c.collprovider WHEN 'b' THEN 'builtin' ELSE 'icu' END,
                     coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale'),
                     ', RULES = ' || quote_literal(to_jsonb(c) ->> 'collicurules')) END,
         CASE WHEN c.collisdeterministic THEN '' ELSE ', DETERMINISTIC = false' END)],
       NULL::text[], NULL::text[],
       format('ALTER COLLATION %I.%I OWNER TO %I', n.nspname, c.collname, r.rolname), r.rolname
  FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
  JOIN pg_roles r ON r.oid = c.collowner
 WHERE c.oid >= 16384 AND c.collprovider <> 'd'
   AND ('pg_collation'::regclass, c.oid) NOT IN (SELECT classid, objid FROM members)
   AND (n.oid IN (SELECT oid FROM spaces)
        OR c.oid IN (SELECT a.attcollation FROM pg_attribute a JOIN picked p ON p.oid = a.attrelid)
        OR c.oid IN (SELECT t.typcollation FROM pg_type t JOIN made m ON m.oid = t.oid))
 ORDER BY 2
