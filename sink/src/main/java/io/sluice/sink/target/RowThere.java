package io.sluice.sink.target;

import java.util.Optional;

/**
 * A row of the target, or the place of one, that a change meets.
 *
 * @param key its key's text, for the table of conflicts only
 * @param committedAt when it was written, as the server prints it; empty if nobody knows any more
 * @param origin the name of the replication origin that wrote it; empty for what was written here
 */
record RowThere(Optional<String> key, Optional<String> committedAt, Optional<String> origin) {}
