package io.sluice.control.migration;

import io.sluice.control.report.Problem;
import java.util.List;

/** How writers are kept out of a database. */
public sealed interface Fencing {

  /** The word that the file and the command line have for it. */
  String word();

  /**
   * By its word.
   *
   * @param roles who is kept out; only with {@code roles}
   */
  static Fencing of(String word, List<String> roles) {
    return switch (word) {
      case "tables" -> tables(roles);
      case "roles" -> new Roles(roles);
      default -> throw new Problem("fence must be tables or roles");
    };
  }

  private static Fencing tables(List<String> roles) {
    if (!roles.isEmpty()) {
      throw new Problem("roles belong to fence: roles; with fence: tables nobody writes");
    }
    return new Tables();
  }

  /** Triggers refuse every write to the migrated tables, whoever writes. */
  record Tables() implements Fencing {

    @Override
    public String word() {
      return "tables";
    }
  }

  /**
   * The application's roles may not log in, and their sessions are ended.
   *
   * @param names of the roles, at least one
   */
  record Roles(List<String> names) implements Fencing {

    public Roles {
      names = names.stream().distinct().sorted().toList();
      if (names.isEmpty()) {
        throw new Problem("fence: roles takes the roles that the application logs in as");
      }
    }

    @Override
    public String word() {
      return "roles";
    }
  }
}
