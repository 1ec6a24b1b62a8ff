package io.sluice.control.check;

import io.sluice.control.report.Patience;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/** Somebody who streams from a slot of his own, as a standby does, or another connector. */
final class SlotHolder implements AutoCloseable {

  private static final Patience SOON = new Patience(Duration.ofMillis(10), Duration.ofSeconds(20));
  private static final byte FEEDBACK = 'h';
  private static final int FEEDBACK_BYTES = 1 + Long.BYTES + 4 * Integer.BYTES;

  private final Connection doctor;
  private final Connection session;
  private final CopyDual stream;
  private final String slot;

  private SlotHolder(Endpoint superuser, String slot, String creation, String start)
      throws SQLException {
    this.slot = slot;
    this.doctor = superuser.connect("doctor");
    Query.of(doctor, creation, slot).text();
    String end = Query.of(doctor, "SELECT pg_current_wal_flush_lsn()").text();
    this.session = superuser.connectForReplication("somebody else");
    this.stream =
        session
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyDual("START_REPLICATION SLOT " + Sql.identifier(slot) + start.formatted(end));
  }

  /** A standby that says nothing of what it reads. */
  static SlotHolder standby(Endpoint superuser, String slot) throws SQLException {
    return new SlotHolder(
        superuser, slot, "SELECT pg_create_physical_replication_slot(?)", " PHYSICAL %s");
  }

  /** Another connector that has the same slot in mind. */
  static SlotHolder connector(Endpoint superuser, String slot) throws SQLException {
    return new SlotHolder(
        superuser,
        slot,
        "SELECT pg_create_logical_replication_slot(?, 'pgoutput')",
        " LOGICAL %s (proto_version '1', publication_names 'pub')");
  }

  /** Says what it reads, as with {@code hot_standby_feedback}. */
  void feedBack() throws SQLException {
    long oldest =
        Query.of(doctor, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            .first(row -> row.getLong(1))
            .orElseThrow();
    ByteBuffer message =
        ByteBuffer.allocate(FEEDBACK_BYTES)
            .put(FEEDBACK)
            .putLong(0)
            .putInt((int) oldest)
            .putInt((int) (oldest >>> Integer.SIZE));
    stream.writeToCopy(message.array(), 0, FEEDBACK_BYTES);
    stream.flushCopy();
    await("xmin IS NOT NULL");
  }

  /** Lets go of the slot and drops it. */
  @Override
  public void close() throws SQLException {
    if (doctor.isClosed()) {
      return;
    }
    session.abort(Runnable::run);
    await("NOT active");
    Query.of(doctor, "SELECT pg_drop_replication_slot(?)", slot).text();
    doctor.close();
  }

  private void await(String state) {
    SOON.until(() -> is(state), () -> "slot " + slot + " is not " + state);
  }

  private boolean is(String state) {
    try {
      return Query.of(
              doctor, "SELECT " + state + " FROM pg_replication_slots WHERE slot_name = ?", slot)
          .holds();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
