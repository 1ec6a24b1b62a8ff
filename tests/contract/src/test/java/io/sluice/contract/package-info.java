/** Our records held against Debezium's for the same workload. */
package io.sluice.contract;
