/** Sluice beside its rivals, on the same data, in one run. */
package io.sluice.bench;
