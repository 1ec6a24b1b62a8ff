/**
 * How a part is measured.
 *
 * <p>Every 100 ms a {@link io.sluice.bench.measure.Sampler} notes where the work is, how much CPU
 * every process has used, and how busy the machine is. Afterwards a {@link
 * io.sluice.bench.measure.Window} is cut out of the samples: from the first in which something has
 * arrived to the first in which everything has. What a process does before or after, such as
 * starting or noticing that it is done, is not counted, and neither are the rows that had arrived
 * with the first sample.
 *
 * <p>CPU is what the kernel books, from {@code /proc}: for a JVM all its threads, for a PostgreSQL
 * server the postmaster with the children that live and those that it has waited for. Whatever else
 * was busy, the kernel's own threads and the hypervisor included, is the others' share of the
 * machine; above 5 % the part is marked as disturbed. Memory is what the processes hold apart from
 * files, looked at every second; a server's shared buffers count once.
 */
package io.sluice.bench.measure;
