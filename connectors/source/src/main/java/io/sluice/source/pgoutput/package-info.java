/** The logical replication protocol of the pgoutput plugin: bytes to messages, and nothing else. */
package io.sluice.source.pgoutput;
