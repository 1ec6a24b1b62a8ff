/** The handover to native replication, killed at each of its steps. */
package io.sluice.fault.handover;
