/**
 * Real servers for tests: PostgreSQL, Kafka and Connect, one of each per JVM.
 *
 * <p>Where they come from, the first that applies:
 *
 * <ol>
 *   <li>an address: {@code -Dsluice.test.postgres=postgres://user:password@host:5432} (a
 *       superuser), {@code -Dsluice.test.kafka=host:9092}, {@code
 *       -Dsluice.test.connect=http://host:8083} (with the plugins installed);
 *   <li>{@code -Dsluice.test.servers=containers}: PostgreSQL and Kafka in containers; the worker is
 *       a process of this machine;
 *   <li>processes of this machine, from Maven's artifacts.
 * </ol>
 *
 * <p>{@code -Dsluice.test.postgres=15} (to 18) says which version of PostgreSQL it is in the last
 * two.
 */
package io.sluice.testkit;
