/**
 * The exact merge: one stream of changes and many chunk reads become one sequence of batches, in
 * which no row is ever older than an earlier one of its key.
 */
package io.sluice.source.capture;
