package io.sluice.bench.sluice;

import io.sluice.bench.part.Work;

/**
 * Whether the target has everything that is in the topic.
 *
 * @param pipeline that applies it
 */
record Applied(Pipeline pipeline) implements Work.Question {

  @Override
  public boolean ask() throws Exception {
    pipeline.requireHealth();
    return pipeline.isApplied();
  }
}
