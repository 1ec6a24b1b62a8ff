package io.sluice.source.snapshot;

import io.sluice.change.TableSchema;
import java.util.Optional;

/**
 * One version of a table as copies read it: the same rows and columns that the stream publishes.
 *
 * @param schema the published columns
 * @param partitioned whether its rows are those of its partitions
 * @param rowFilter the publication's condition, in SQL
 */
record TableSource(TableSchema schema, boolean partitioned, Optional<String> rowFilter) {}
