/**
 * Sluice beside its rivals, on the same data, in one run: {@code sluice bench}.
 *
 * <p>A full run moves {@code orders}, 5 million rows of about 400 bytes, and workloads of a million
 * changes (50 % inserts, 40 % updates, 10 % deletes, 100 to a transaction) between two PostgreSQL
 * servers with 1 GB of shared buffers and {@code fsync} on, by everything that can: bare COPY,
 * native logical replication, Debezium's connectors, Sluice. {@code --rows} and {@code --changes}
 * make it smaller; below some hundred thousand rows JVMs are still warming up, and the figures say
 * that a thing works, not how fast it is.
 *
 * <p>How a part is measured is told in {@link io.sluice.bench.measure}: from the first row that
 * arrives to the last, with the CPU of every process. What is measured is a list, {@code
 * Scenarios}; a new rival is a new {@link io.sluice.bench.part.Scenario} in it, and, if it is to be
 * compared, a pattern in {@link io.sluice.bench.report.Ratio}. Everything is checked by count and
 * hash of all rows at the target. A rival that fails is reported with its reason; when a part of
 * ours fails, the command ends with 1.
 *
 * <p>The result is a table, a chart and {@code bench.json}, below {@code .sluice/bench}. With
 * {@code --profile} there is a flight recording and a flame graph of every JVM as well. A machine
 * that does something else meanwhile gives wrong figures, and they are marked.
 */
package io.sluice.bench;
