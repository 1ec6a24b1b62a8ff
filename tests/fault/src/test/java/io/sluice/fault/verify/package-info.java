/**
 * {@code sluice verify} on a large table that is written to: does it find what is planted in the
 * target, and nothing else?
 */
package io.sluice.fault.verify;
