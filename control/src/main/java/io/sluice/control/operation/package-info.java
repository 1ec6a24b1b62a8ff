/**
 * What commands that change something share: one operator at a time, and a look before the leap.
 */
package io.sluice.control.operation;
