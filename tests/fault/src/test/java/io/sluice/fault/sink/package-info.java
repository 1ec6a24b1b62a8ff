/**
 * The sink under faults: a whole pipeline of real processes, a workload that counts itself, and a
 * schedule of everything that can happen to it.
 *
 * <p>{@code SinkFaults} runs it from the command line, {@code tests/sink-faults.sh}; {@code
 * docs/faults.md} lists the faults.
 */
package io.sluice.fault.sink;
