/**
 * Whole migrations on real servers: cases from {@code src/test/resources/cases}, the command as a
 * process, and one big table.
 */
package io.sluice.e2e;
