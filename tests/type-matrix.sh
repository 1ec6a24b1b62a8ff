#!/usr/bin/env bash
# Moves values of every type from one PostgreSQL server to another, copied and streamed, in Avro and
# in JSON, and compares what arrived: tests/type-matrix.sh 15 18
# Prints a line for each type; the last line says how many cells there were and how many differ.
# Exits with 0 only if none does. Builds what it needs; leaves nothing running.
set -euo pipefail

usage() {
  echo "usage: tests/type-matrix.sh SOURCE_MAJOR TARGET_MAJOR   (each 15, 16, 17 or 18)" >&2
  exit 2
}

[ $# -eq 2 ] || usage
for major in "$@"; do
  case $major in
    15 | 16 | 17 | 18) ;;
    *) usage ;;
  esac
done

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=java; fi

echo "type-matrix: building (the first time takes some minutes, later ones seconds) ..." >&2
(cd "$root" && mvn -B -q -DskipTests -Dspotless.skip=true -pl tests/e2e -am \
  package dependency:build-classpath -Dmdep.outputFile=target/classpath </dev/null >&2) \
  || { echo "type-matrix: the build failed; its messages are above." >&2; exit 2; }

cd "$root/tests/e2e"
echo "type-matrix: moving; this takes some minutes ..." >&2
exec "$java" -Xmx1g -XX:+UseSerialGC -Dsluice.home="$root/control/target/sluice" \
  -cp "target/test-classes:$(cat target/classpath)" io.sluice.e2e.types.TypeMatrix "$1" "$2"
