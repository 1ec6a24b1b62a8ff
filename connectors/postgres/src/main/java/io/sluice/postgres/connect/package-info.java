/**
 * The door through which both connectors are told how to reach a database: Connect's configuration.
 */
package io.sluice.postgres.connect;
