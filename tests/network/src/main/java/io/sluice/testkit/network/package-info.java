/**
 * A network that fails on demand: a proxy of our own between a client and a PostgreSQL server, on
 * 127.0.0.1.
 */
package io.sluice.testkit.network;
