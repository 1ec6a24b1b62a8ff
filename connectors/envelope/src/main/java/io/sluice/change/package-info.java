/**
 * What happens to rows: tables, values, changes and positions, free of Kafka and JDBC.
 *
 * <p>Every other package speaks in these types; they depend on nothing but the JDK.
 */
package io.sluice.change;
