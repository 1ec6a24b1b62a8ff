package io.sluice.bench.hop;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The table that all hops are measured with: seven columns, rows of about 330 bytes. */
public final class Orders {

  /** {@code public.orders}, with {@code id} as its key. */
  public static final TableSchema SCHEMA =
      new TableSchema(
          new TableId("public", "orders"),
          List.of(
              column("id", "bigint", false),
              column("customer_id", "bigint", false),
              column("status", "text", false),
              column("amount", "numeric(12,2)", false),
              column("note", "text", true),
              column("created_at", "timestamp with time zone", false),
              column("payload", "jsonb", true)),
          List.of(0));

  private static final List<String> STATES = List.of("new", "paid", "packed", "shipped");
  private static final int NOTE_LENGTH = 100;

  private final Random random = new Random(42);

  private static ColumnSchema column(String name, String type, boolean nullable) {
    return new ColumnSchema(name, ColumnType.of(type), nullable);
  }

  /** A row's values as PostgreSQL prints them. */
  public List<String> row(long id) {
    return List.of(
        Long.toString(id),
        Integer.toString(random.nextInt(1_000_000)),
        STATES.get(random.nextInt(STATES.size())),
        String.format(Locale.ROOT, "%.2f", random.nextInt(1_000_000) / 100.0),
        words(NOTE_LENGTH),
        "2024-05-%02d 12:34:%02d.%05d1+00"
            .formatted(1 + random.nextInt(28), random.nextInt(60), random.nextInt(100_000)),
        "{\"sku\": \"%s\", \"tags\": [\"%s\", \"%s\"], \"quantity\": %d}"
            .formatted(words(40), words(30), words(30), random.nextInt(100)));
  }

  private String words(int length) {
    StringBuilder words = new StringBuilder(length);
    while (words.length() < length) {
      words.append(words.length() % 8 == 7 ? ' ' : (char) ('a' + random.nextInt(26)));
    }
    return words.toString();
  }
}
