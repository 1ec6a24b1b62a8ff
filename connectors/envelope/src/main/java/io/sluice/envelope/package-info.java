/**
 * The record contract: how changes become Connect records in topics, and how records become changes
 * again.
 *
 * <p>Source and sink meet only here. The records are Debezium's envelope, so that any Debezium
 * consumer reads them.
 */
package io.sluice.envelope;
