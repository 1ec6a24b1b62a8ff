/**
 * What each hop of a change costs, one thread and no server: decode, merge, envelope, convert,
 * read, plan, encode COPY.
 *
 * <p>Hops whose classes are not public are in those classes' packages. {@link
 * io.sluice.bench.hop.HopBenchmarks} runs all of them.
 */
package io.sluice.bench.hop;
