/** What a batch of changes comes to: net effects, in steps, with the progress they make. Pure. */
package io.sluice.sink.apply;
