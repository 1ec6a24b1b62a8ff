/**
 * Columns as Debezium's own PostgreSQL connector writes them, with and without Connect schemas: its
 * types, its shapes and its placeholders, one way only.
 */
package io.sluice.envelope.debezium;
