/** Hands a migration over to native logical replication: the slot goes on, without Kafka. */
package io.sluice.control.handover;
