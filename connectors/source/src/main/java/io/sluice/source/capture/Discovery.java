package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.source.replication.TableMark;

/**
 * A table that the catalog shows otherwise than it is followed: new, another one of the same name,
 * or of another definition.
 *
 * @param asOf where the log ended when this was so: it holds once the stream is there
 */
record Discovery(TableId table, TableMark mark, Lsn asOf) {}
