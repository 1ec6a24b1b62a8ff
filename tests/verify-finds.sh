#!/usr/bin/env bash
# Verifies a large table while it is written to, and plants differences in the target:
#
#   tests/verify-finds.sh [--rows 2000000] [--runs 10] [--seed N]
#
# Two servers, a broker and a worker run as real processes. First come runs in which nothing is
# planted: whatever they report is false. Then rounds in which bytes, rows and additional rows are
# planted at random places, at the first and the last key and at the borders of ranges; `sluice verify`
# has to name exactly these, and `--repair` to mend them. Prints a line for each; the last is
# "N planted, N found, N repaired, 0 false", and it exits with 0 only then. Builds what it needs;
# leaves nothing running.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=java; fi

echo "verify-finds: building (the first time takes some minutes, later ones seconds) ..." >&2
(cd "$root" && mvn -B -q -DskipTests -Dspotless.skip=true -pl tests/fault -am \
  package dependency:build-classpath -Dmdep.outputFile=target/classpath </dev/null >&2) \
  || { echo "verify-finds: the build failed; its messages are above." >&2; exit 2; }

cd "$root/tests/fault"
exec "$java" -Xmx512m -XX:+UseSerialGC -Dsluice.home="$root/control/target/sluice" \
  -cp "target/test-classes:$(cat target/classpath)" io.sluice.fault.verify.VerifyFinds "$@"
