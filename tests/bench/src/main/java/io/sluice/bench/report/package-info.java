/** What a run leaves behind: ratios and figures as a table, a chart and JSON. */
package io.sluice.bench.report;
