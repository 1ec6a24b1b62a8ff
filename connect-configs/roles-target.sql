-- The sink connector's role, with no more than it needs. For PostgreSQL 15 or later. A superuser runs this in the target
-- database; it can be run again, for instance when tables have come. Before that put in your password and schemas.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sluice_apply') THEN
    CREATE ROLE sluice_apply LOGIN PASSWORD 'change me';
  END IF;
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO sluice_apply', current_database());
END $$;

-- Progress is kept in a schema of its own, which the connector fills.
CREATE SCHEMA IF NOT EXISTS sluice;
GRANT USAGE, CREATE ON SCHEMA sluice TO sluice_apply;

-- Triggers and foreign keys stay quiet while it applies.
GRANT SET ON PARAMETER session_replication_role TO sluice_apply;

-- Its transactions carry a replication origin, so that a capture of the target can leave them out.
GRANT EXECUTE ON FUNCTION pg_catalog.pg_replication_origin_create, pg_catalog.pg_replication_origin_oid,
  pg_catalog.pg_replication_origin_session_setup, pg_catalog.pg_replication_origin_xact_setup TO sluice_apply;

-- It writes to the tables, those that come later as well, and sets the sequences ahead in the cutover.
GRANT USAGE ON SCHEMA public TO sluice_apply;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO sluice_apply;
GRANT SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO sluice_apply;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO sluice_apply;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, UPDATE ON SEQUENCES TO sluice_apply;

-- It may create tables that are missing. Leave this out if they all are there. Schemas that are missing take CREATE ON DATABASE,
-- and columns that are missing take the tables' owner: GRANT owner TO sluice_apply;
GRANT CREATE ON SCHEMA public TO sluice_apply;
