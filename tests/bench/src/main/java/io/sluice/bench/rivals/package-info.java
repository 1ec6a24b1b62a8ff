/** What people use today, set up as well as it can be: Debezium's source and its JDBC sink. */
package io.sluice.bench.rivals;
