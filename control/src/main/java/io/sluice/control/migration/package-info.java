/** A migration: what {@code migration.yaml} says, and the connector configurations made of it. */
package io.sluice.control.migration;
