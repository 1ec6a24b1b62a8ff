/**
 * The words of the bench: a {@link io.sluice.bench.part.Scenario} is one set-up that yields several
 * {@link io.sluice.bench.part.Part}s in sequence, and each part comes to an {@link
 * io.sluice.bench.part.Outcome}.
 */
package io.sluice.bench.part;
