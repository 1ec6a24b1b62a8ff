/** How writers are kept out of a database, durably, and let in again exactly as they were. */
package io.sluice.control.fence;
