/** Whether two databases hold the same rows, asked of the servers themselves. */
package io.sluice.control.compare;
