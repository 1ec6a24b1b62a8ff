/** PostgreSQL's own logical replication, with its defaults and with values in binary. */
package io.sluice.bench.natives;
