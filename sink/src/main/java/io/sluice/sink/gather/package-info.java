/** What has come out of the topics, and waits for what belongs to it. Pure. */
package io.sluice.sink.gather;
