#!/usr/bin/env bash
# Moves a database while everything goes wrong that can, and counts what arrived:
#
#   tests/sink-faults.sh [--minutes 10] [--seed N]
#
# Two servers, a broker and two workers run as real processes; docs/faults.md lists what happens to
# them. The seed makes the schedule: which faults, in which order, when. Prints a line for each; the
# last is "N faults, 0 lost, 0 twice, sum whole", and it exits with 0 only then. Builds what it needs;
# leaves nothing running.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=java; fi

echo "sink-faults: building (the first time takes some minutes, later ones seconds) ..." >&2
(cd "$root" && mvn -B -q -DskipTests -Dspotless.skip=true -pl tests/fault -am \
  package dependency:build-classpath -Dmdep.outputFile=target/classpath </dev/null >&2) \
  || { echo "sink-faults: the build failed; its messages are above." >&2; exit 2; }

cd "$root/tests/fault"
exec "$java" -Xmx1g -XX:+UseSerialGC -Dsluice.home="$root/control/target/sluice" \
  -cp "target/test-classes:$(cat target/classpath)" io.sluice.fault.sink.SinkFaults "$@"
