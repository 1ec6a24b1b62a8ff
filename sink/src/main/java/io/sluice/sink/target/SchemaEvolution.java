package io.sluice.sink.target;

/** What happens to a table of the target that lacks what its topic has. */
public enum SchemaEvolution {
  /** Nothing: the task stops and says which statement is wanted. */
  NONE,
  /** Columns and labels of enums are added. */
  ADD
}
