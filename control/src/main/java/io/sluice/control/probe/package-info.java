/** Sends one message the whole way, and says how long each stage took or which one lost it. */
package io.sluice.control.probe;
