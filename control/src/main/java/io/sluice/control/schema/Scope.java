package io.sluice.control.schema;

import java.util.List;

/**
 * What of a database is looked at.
 *
 * @param tables their oids, partitions included
 * @param schemas whose types and sequences count
 * @param onTarget what each of the schemas is called on the target
 */
record Scope(List<Long> tables, List<String> schemas, List<String> onTarget) {

  Scope {
    tables = List.copyOf(tables);
    schemas = List.copyOf(schemas);
    onTarget = List.copyOf(onTarget);
  }
}
