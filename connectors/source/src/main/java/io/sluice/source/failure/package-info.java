/** What stops a capture for good, each kind with its stable code. */
package io.sluice.source.failure;
