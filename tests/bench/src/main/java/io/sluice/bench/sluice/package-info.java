/** Sluice itself, deployed from the connector configurations that users deploy. */
package io.sluice.bench.sluice;
