/**
 * The {@code sluice} command: one class per subcommand, each of which only reads its options, calls
 * the package that does the work, and prints.
 */
package io.sluice.control;
