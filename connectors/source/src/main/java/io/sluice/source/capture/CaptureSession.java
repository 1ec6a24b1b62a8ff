package io.sluice.source.capture;

import io.sluice.postgres.Endpoint;
import io.sluice.source.replication.Canary;
import io.sluice.source.replication.Inspection;
import io.sluice.source.replication.ReplicationStream;
import io.sluice.source.replication.SlotOptions;
import io.sluice.source.replication.SourcePreflight;
import io.sluice.source.replication.TableMarks;
import io.sluice.source.snapshot.ChunkOptions;
import io.sluice.source.snapshot.ChunkReaders;
import io.sluice.source.snapshot.WholeTableCopy;
import java.sql.Connection;
import java.sql.SQLException;

/** A capture with its connections. */
public final class CaptureSession implements AutoCloseable {

  /** A chunk waits for the stream now and then; meanwhile its reader goes on. */
  private static final int WAITING_CHUNKS = 2;

  private final ReplicationStream stream;
  private final Connection catalog;
  private final ChunkReaders readers;
  private final WholeCopies copies;
  private final BatchQueue queue;
  private final CapturePlan plan;
  private final FollowedTables followed;
  private final Amendments amendments;
  private final Capture capture;
  private final Signals signals;

  private CaptureSession(
      ReplicationStream stream,
      Connection catalog,
      ChunkReaders readers,
      WholeCopies copies,
      BatchQueue queue,
      CapturePlan plan,
      FollowedTables followed,
      Amendments amendments,
      Capture capture,
      Signals signals) {
    this.stream = stream;
    this.catalog = catalog;
    this.readers = readers;
    this.copies = copies;
    this.queue = queue;
    this.plan = plan;
    this.followed = followed;
    this.amendments = amendments;
    this.capture = capture;
    this.signals = signals;
  }

  /** Begins what the plan has; once, by the thread that runs the capture from then on. */
  void start() throws SQLException, InterruptedException {
    capture.start(plan);
  }

  /** Looks for tables that come and change; what it finds goes to this capture. */
  public Inspection inspection(SourcePreflight preflight, String fingerprint) {
    return new TableInspection(preflight, fingerprint, followed, amendments::discover);
  }

  Signals signals() {
    return signals;
  }

  /**
   * Connects and starts the stream.
   *
   * @param canary hears what the stream brings
   * @param meters hears how it goes
   * @param plan what to capture, and what to go on with
   */
  public static CaptureSession open(
      Endpoint endpoint,
      SlotOptions slot,
      Canary canary,
      CaptureMeters meters,
      ChunkOptions chunks,
      CaptureOptions options,
      CapturePlan plan)
      throws SQLException, InterruptedException {
    ReplicationStream stream = ReplicationStream.open(endpoint, slot, plan.from());
    Connection catalog = catalog(endpoint, stream);
    ChunkReaders readers = new ChunkReaders(endpoint, slot.publication(), chunks);
    BatchQueue queue = new BatchQueue(options.queue());
    TableVersions versions = new TableVersions();
    RelationSchemas relations = new RelationSchemas(catalog);
    SnapshotRun snapshot =
        new SnapshotRun(
            readers, versions, chunks.threads() + WAITING_CHUNKS, options.overlayBytes());
    FollowedTables followed =
        new FollowedTables(
            plan.known(),
            plan.filter(),
            table -> TableMarks.of(catalog, slot.publication()).find(table));
    CaptureOptions.Volume piece = options.batch();
    WholeCopies copies =
        new WholeCopies(
            table ->
                WholeTableCopy.start(
                    endpoint, slot, table, piece.records(), piece.bytes(), options.rowBytes()),
            versions);
    Amendments amendments =
        new Amendments(
            followed,
            snapshot,
            copies,
            new CatalogDefinitions(catalog, relations),
            plan.copiesTables());
    Signals signals = new Signals(amendments, followed, snapshot, chunks.rows(), plan.signals());
    TransactionReader transactions = new TransactionReader(slot.origins());
    Capture capture =
        new Capture(
            stream,
            canary,
            meters,
            transactions,
            new Announcements(relations, followed, versions, snapshot, transactions),
            snapshot,
            amendments,
            signals,
            copies,
            new Outbox(queue, options, meters),
            options,
            plan.published(),
            plan.from());
    meters.opened(queue);
    return new CaptureSession(
        stream, catalog, readers, copies, queue, plan, followed, amendments, capture, signals);
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
    copies.close();
    stream.close();
    catalog.close();
  }
}
