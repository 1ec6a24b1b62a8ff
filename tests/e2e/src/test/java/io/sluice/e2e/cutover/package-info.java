/** Writers are moved from side to side, and back where something goes wrong. */
package io.sluice.e2e.cutover;
