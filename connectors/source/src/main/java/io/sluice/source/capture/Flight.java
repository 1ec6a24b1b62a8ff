package io.sluice.source.capture;

import io.sluice.change.RowKey;
import io.sluice.source.snapshot.ChunkRead;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A chunk on its way.
 *
 * @param run for which it is; a run that has been replaced wants it no longer
 * @param definitions how many definitions of the table the stream had brought when the read was
 *     asked for
 * @param redefinitions how often one of them took another's place
 * @param reread the keys that are read again; empty for a chunk of the plan
 * @param read what comes of it; empty when the plan has no further chunk
 */
record Flight(
    TableRun run,
    int definitions,
    int redefinitions,
    List<RowKey> reread,
    CompletableFuture<Optional<ChunkRead>> read) {}
