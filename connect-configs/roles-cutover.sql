-- What sluice cutover, rollback and cleanup take beyond roles-source.sql and roles-target.sql, for the role that either has made: the
-- two sides change parts. For PostgreSQL 15 or later. A superuser runs this in both databases, after the other file; it can be run
-- again, for instance when tables have come. Before that put in your schemas.

DO $$
DECLARE
  ours name;
  owner name;
BEGIN
  SELECT rolname INTO ours FROM pg_roles
   WHERE rolname IN ('sluice_capture', 'sluice_apply') AND has_schema_privilege(rolname, 'sluice', 'USAGE');
  IF ours IS NULL THEN
    RAISE 'run roles-source.sql or roles-target.sql in this database first';
  END IF;

  -- The journal of its steps, the fence, and the way back's progress are tables in schema sluice.
  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA sluice TO %I', ours);

  -- The way back reads the target's log ...
  EXECUTE format('ALTER ROLE %I REPLICATION', ours);
  -- ... by a publication of its own, which takes this right and the ownership of its tables ...
  EXECUTE format('GRANT CREATE ON DATABASE %I TO %I', current_database(), ours);
  -- ... and applies to the source: through temporary tables, with triggers and foreign keys quiet, and under a replication origin.
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), ours);
  EXECUTE format('GRANT SET ON PARAMETER session_replication_role TO %I', ours);
  EXECUTE format('GRANT EXECUTE ON FUNCTION pg_catalog.pg_replication_origin_create, pg_catalog.pg_replication_origin_oid,'
    ' pg_catalog.pg_replication_origin_session_setup, pg_catalog.pg_replication_origin_xact_setup TO %I', ours);
  -- Cleanup drops these origins.
  EXECUTE format('GRANT EXECUTE ON FUNCTION pg_catalog.pg_replication_origin_drop TO %I', ours);

  -- Only the tables' owner sets the triggers of fence: tables, enables triggers in the end, publishes tables and analyzes them. A
  -- superuser's role is not granted, for that would make ours one: let such tables belong to another role.
  FOR owner IN
    SELECT DISTINCT rolname FROM pg_class JOIN pg_roles o ON o.oid = relowner
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT rolsuper AND rolname <> ours
  LOOP
    EXECUTE format('GRANT %I TO %I', owner, ours);
  END LOOP;
END $$;

-- fence: roles takes away the login of each of the application's roles, and ends its sessions:
-- ALTER ROLE sluice_capture CREATEROLE; GRANT the_app TO sluice_capture WITH ADMIN OPTION; GRANT pg_signal_backend TO sluice_capture;
