/** The replication slot: its publication, its state and the stream of messages from it. */
package io.sluice.source.replication;
