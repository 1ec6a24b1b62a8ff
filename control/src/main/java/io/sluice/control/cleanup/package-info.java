/** Takes away what a migration leaves behind, and finds what failed ones have left. */
package io.sluice.control.cleanup;
