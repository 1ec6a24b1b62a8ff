package io.sluice.bench.stand;

/** A new row of {@code orders}, which follows from its id. */
final class FreshOrder {

  /**
   * The columns, of a column {@code id}. Hexadecimal text, half compressible. No function: a row
   * that one returns would be computed anew for each of its columns.
   */
  static final String COLUMNS =
      """
      id,
      1 + (id * 7919::bigint) % 100003,
      (ARRAY['new', 'paid', 'packed', 'sent'])[1 + id % 4],
      ((id * 104729::bigint) % 1000000)::numeric / 100,
      md5(id::text) || md5((id + 1)::text) || md5((id + 2)::text) || left(md5((id + 3)::text), 4),
      timestamptz '2026-01-01 00:00:00Z' + id * interval '1 second',
      jsonb_build_object(
        'sku', md5((id + 4)::text), 'lot', left(md5((id + 5)::text), 20),
        'quantity', 1 + id % 9, 'tags', jsonb_build_array('a' || id % 10, 'b' || id % 100),
        'gift', id % 7 = 0)
      """;

  private FreshOrder() {}
}
