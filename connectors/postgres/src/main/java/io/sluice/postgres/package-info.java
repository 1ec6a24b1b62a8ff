/**
 * What both sides need of PostgreSQL: endpoints and sessions, quoting, the catalog, failures and
 * prerequisites.
 */
package io.sluice.postgres;
