/** Where a migration is: phase, rows and percent per table, lag. */
package io.sluice.control.status;
