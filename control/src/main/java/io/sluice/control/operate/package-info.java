/**
 * What operators do to a running migration: pause and resume it, read tables again, add tables, and
 * skip a transaction that the target does not take.
 */
package io.sluice.control.operate;
