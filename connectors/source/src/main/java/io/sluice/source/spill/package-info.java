/**
 * Transactions that the server streams while they are in progress: kept until they end, in memory
 * as long as they are small and in files when not, and then read again as ordinary ones.
 */
package io.sluice.source.spill;
