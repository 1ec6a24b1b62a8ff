/** What stops a sink task, each kind with its stable code. */
package io.sluice.sink.failure;
