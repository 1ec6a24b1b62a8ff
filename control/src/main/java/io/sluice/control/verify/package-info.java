/**
 * Online verification: are both databases equal, while changes flow?
 *
 * <p>Equal means equal by {@code ::text} of every published column, and no row more or less. A row
 * <em>agrees</em> when the target held exactly what the source showed at a read. It
 * <em>differs</em> only when that is proven:
 *
 * <ol>
 *   <li>S1: read the row on the source, its hash and its version ({@code xmin}).
 *   <li>Wait until the target has applied everything that S1 saw ({@link
 *       io.sluice.control.verify.Applied}).
 *   <li>T1: read it on the target. What the target has applied at T1 begins the log and ends
 *       somewhere behind all that S1 saw; call that place P.
 *   <li>Wait for the transactions that hold a write lock on the source's table now ({@link
 *       io.sluice.control.verify.WritersGone}). A commit can be streamed before it is visible, but
 *       its locks go only after that: so every change up to P is visible from here on.
 *   <li>S2, and after another wait T2: read it again.
 * </ol>
 *
 * <p>If S1 = S2 (the same version, or no row both times), T1 = T2 and they differ, then no history
 * explains it. Where S1 = S2 is a row: a change of it up to P that S1 did not see would have been
 * visible at S2 and have left another version. So the source at P had the row of S1, and the target
 * had not. Where both are no row: a target that follows the source can have a row at P only if the
 * source deletes it behind P and before S2; T2 has applied that, so that the row is gone or was
 * written again, which is another version. T1 = T2 excludes both.
 *
 * <p>Each look begins by asking the source connector whether the table is copied: what it has yet
 * to copy is missing for no fault of anybody's.
 *
 * <p>Whole ranges are compared by the count and the sum of their rows' hashes first. Ranges are cut
 * by the source and have no gaps on either side, whatever the target's collation makes of their
 * order: a key lies in the first range whose upper bound is not below it. Nothing that changes all
 * the time is ever called different: it is called hot, and the cutover compares it.
 *
 * <p>What is verified stays so: before a verification reads anything it notes where the topics end,
 * and before it reads a table it waits for that table's writers. So a change is either visible to
 * every read of it, or behind the noted offsets; {@link io.sluice.control.verify.ChangedRows} reads
 * from there and compares exactly those rows when nobody writes any more.
 */
package io.sluice.control.verify;
