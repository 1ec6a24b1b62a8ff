/**
 * The stand that everything is measured on: two PostgreSQL servers with the same settings, the same
 * data and the same changes for all, and a fresh broker and worker for whoever needs them.
 *
 * <p>The source keeps its tables for the whole run, so {@code orders} grows with every workload;
 * every copy goes into a new database of the target server. Autovacuum is off, and each part begins
 * with vacuumed tables and a checkpoint, so that none pays for another.
 */
package io.sluice.bench.stand;
