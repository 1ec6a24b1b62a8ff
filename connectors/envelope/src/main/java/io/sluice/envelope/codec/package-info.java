/**
 * How one column's value travels: PostgreSQL's text on the one side, Debezium's Connect types on
 * the other, without loss either way.
 */
package io.sluice.envelope.codec;
