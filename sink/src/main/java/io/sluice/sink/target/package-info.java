/**
 * The target database: one transaction for rows and progress, and what it takes. JDBC lives here.
 */
package io.sluice.sink.target;
