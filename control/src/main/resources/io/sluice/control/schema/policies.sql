SELECT 'POLICY', format('%I on %s', y.polname, y.polrelid::regclass), false, y.polrelid::regclass::text,
       ARRAY[format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', y.polname, y.polrelid::regclass,
                    CASE WHEN y.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                    CASE y.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                  WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                    (SELECT string_agg(coalesce(quote_ident(r.rolname), 'PUBLIC'), ', ' ORDER BY r.rolname)
                       FROM unnest(y.polroles) u LEFT JOIN pg_roles r ON r.oid = u))
             || coalesce(' USING (' || pg_get_expr(y.polqual, y.polrelid) || ')', '')
             || coalesce(' WITH CHECK (' || pg_get_expr(y.polwithcheck, y.polrelid) || ')', '')],
       NULL::text[],
       coalesce(f.needs, '{}')
         || ARRAY(SELECT 'role ' || r.rolname FROM unnest(y.polroles) u JOIN pg_roles r ON r.oid = u),
       NULL, NULL
  FROM pg_policy y JOIN picked p ON p.oid = y.polrelid
  LEFT JOIN functions f ON f.classid = 'pg_policy'::regclass AND f.objid = y.oid
 ORDER BY 2
