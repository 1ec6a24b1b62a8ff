package io.sluice.control.check;

import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both databases as wholes, side by side. */
record DatabaseComparison(Connection source, Connection target) {

  private static final String FIELD = "database.dbname";

  /** The locale of ICU has had three columns so far. */
  private static final String TRAITS =
      """
      SELECT datname, current_setting('server_version_num')::int / 10000,
             pg_encoding_to_char(encoding),
             format('provider %s, collation %s, character classes %s, locale %s', datlocprovider,
                    coalesce(datcollate, ''), coalesce(datctype, ''),
                    coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', 'none')),
             CASE datlocprovider
               WHEN 'c' THEN format('libc LC_COLLATE %L LC_CTYPE %L', datcollate, datctype)
               WHEN 'i' THEN format('icu ICU_LOCALE %L',
                    coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'))
               ELSE format('builtin BUILTIN_LOCALE %L', to_jsonb(d) ->> 'datlocale') END
        FROM pg_database d WHERE datname = current_database()
      """;

  private static final String EXTENSIONS = "SELECT extname FROM pg_extension ORDER BY 1";

  private static final String AVAILABLE =
      "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = ?)";

  private record Traits(String name, int major, String encoding, String locale, String provider) {

    static Traits read(ResultSet row) throws SQLException {
      return new Traits(
          row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getString(5));
    }

    static Traits of(Connection session) throws SQLException {
      return Query.of(session, TRAITS).first(Traits::read).orElseThrow();
    }
  }

  List<Finding> check(Ledger ledger) throws SQLException {
    Traits from = Traits.of(source);
    Traits to = Traits.of(target);
    List<Finding> findings = new ArrayList<>(extensions());
    if (to.major() < from.major()) {
      findings.add(older(from, to));
    }
    encoding(from, to).ifPresent(findings::add);
    if (!from.locale().equals(to.locale())) {
      findings.add(locale(from, to));
    }
    ledger.saw(TargetCheck.ENCODING, to.encoding());
    return findings;
  }

  private static Finding older(Traits from, Traits to) {
    return Finding.warning(
        "older-version",
        "database.hostname",
        "The source is PostgreSQL %d and the target %d: what is new in between may be missing there."
            .formatted(from.major(), to.major()),
        "Take a target of version %d or later.".formatted(from.major()));
  }

  private static Optional<Finding> encoding(Traits from, Traits to) {
    if (from.encoding().equals(to.encoding())
        || to.encoding().equals("UTF8") && !from.encoding().equals("SQL_ASCII")) {
      return Optional.empty();
    }
    boolean unchecked = from.encoding().equals("SQL_ASCII") || to.encoding().equals("SQL_ASCII");
    return Optional.of(
        new Finding(
            "encoding",
            unchecked ? Finding.Level.WARNING : Finding.Level.FAILED,
            FIELD,
            unchecked
                ? "The source's encoding is %s and the target's %s: one of them takes any bytes."
                    .formatted(from.encoding(), to.encoding())
                : "The source's encoding is %s and the target's %s, which lacks characters."
                    .formatted(from.encoding(), to.encoding()),
            "Run "
                + creation(to.name(), "ENCODING " + Sql.literal(from.encoding()))
                + " and migrate into that."));
  }

  private static Finding locale(Traits from, Traits to) {
    return Finding.warning(
        "locale",
        FIELD,
        "Texts may sort otherwise: the source has %s, and the target %s."
            .formatted(from.locale(), to.locale()),
        "If the order matters, run "
            + creation(to.name(), "LOCALE_PROVIDER " + from.provider())
            + " and migrate into that.");
  }

  private static String creation(String name, String trait) {
    return "CREATE DATABASE " + Sql.identifier(name + "_2") + " TEMPLATE template0 " + trait + ";";
  }

  private List<Finding> extensions() throws SQLException {
    List<String> missing = Query.of(source, EXTENSIONS).list(row -> row.getString(1));
    missing.removeAll(Query.of(target, EXTENSIONS).list(row -> row.getString(1)));
    List<Finding> findings = new ArrayList<>();
    for (String extension : missing) {
      boolean available = Query.of(target, AVAILABLE, extension).holds();
      findings.add(extension(extension, available));
    }
    return findings;
  }

  private static Finding extension(String extension, boolean available) {
    String creation = "CREATE EXTENSION " + Sql.identifier(extension) + ";";
    return Finding.warning(
        "extension",
        FIELD,
        "The source has the extension %s, and the target %s."
            .formatted(extension, available ? "has not" : "cannot make it"),
        available
            ? "Run " + creation
            : "Install its package on the target's server, then run " + creation);
  }
}
