/**
 * What PostgreSQL and Kafka Connect really do, as far as Sluice is built on it: each test asks a
 * real server, in plain SQL and plain protocol, and would fail on a version that does otherwise.
 *
 * <p>{@code docs/facts.md} lists them beside what Sluice does about each.
 */
package io.sluice.integration.facts;
