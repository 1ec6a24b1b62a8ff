/** What a person or a script sees: problems, lines, bars, tables and JSON. */
package io.sluice.control.report;
