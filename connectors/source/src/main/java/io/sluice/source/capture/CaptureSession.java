package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.Endpoint;
import io.sluice.source.replication.ReplicationStream;
import io.sluice.source.replication.SlotOptions;
import io.sluice.source.snapshot.ChunkOptions;
import io.sluice.source.snapshot.ChunkReaders;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** A capture with its connections. */
public final class CaptureSession implements AutoCloseable {

  /** A chunk waits for the stream now and then; meanwhile its reader goes on. */
  private static final int WAITING_CHUNKS = 2;

  private final ReplicationStream stream;
  private final Connection catalog;
  private final ChunkReaders readers;
  private final BatchQueue queue;
  private final Capture capture;

  private CaptureSession(
      ReplicationStream stream,
      Connection catalog,
      ChunkReaders readers,
      BatchQueue queue,
      Capture capture) {
    this.stream = stream;
    this.catalog = catalog;
    this.readers = readers;
    this.queue = queue;
    this.capture = capture;
  }

  /**
   * Connects and starts the stream.
   *
   * @param captured the tables whose changes are wanted
   * @param snapshots those whose snapshots are not done, and how far they are
   * @param published what the topics hold already
   * @param from where the slot stands
   */
  public static CaptureSession open(
      Endpoint endpoint,
      SlotOptions slot,
      ChunkOptions chunks,
      CaptureOptions options,
      Set<TableId> captured,
      Collection<Progress.Snapshot> snapshots,
      Position published,
      Lsn from)
      throws SQLException, InterruptedException {
    ReplicationStream stream = ReplicationStream.open(endpoint, slot, from);
    Connection catalog = catalog(endpoint, stream);
    ChunkReaders readers = new ChunkReaders(endpoint, chunks);
    BatchQueue queue = new BatchQueue(options.queue());
    TableVersions versions = new TableVersions();
    Capture capture =
        new Capture(
            stream,
            new RelationSchemas(new Catalog(catalog)),
            captured,
            new SnapshotRun(snapshots, readers, versions, chunks.threads() + WAITING_CHUNKS),
            versions,
            new Outbox(queue, options),
            options,
            slot.origins(),
            published,
            from);
    return new CaptureSession(stream, catalog, readers, queue, capture);
  }

  private static Connection catalog(Endpoint endpoint, ReplicationStream stream)
      throws SQLException {
    try {
      return endpoint.connect("sluice catalog");
    } catch (SQLException failed) {
      stream.close();
      throw failed;
    }
  }

  Capture capture() {
    return capture;
  }

  BatchQueue queue() {
    return queue;
  }

  /** Cuts all connections at once; callable from any thread. */
  void abort() {
    stream.abort();
  }

  @Override
  public void close() throws SQLException {
    readers.close();
    stream.close();
    catalog.close();
  }
}
