/**
 * The box: PostgreSQL servers, a Kafka broker and a Connect worker as real processes of this
 * machine, each with its own data folder, ports and log.
 *
 * <p>All of them listen on 127.0.0.1 only.
 */
package io.sluice.control.box;
