#!/bin/sh
# Runs the integration tests on versions of PostgreSQL, one after the other, and sums up.
#
#   tests/versions.sh                 15 16 17 18
#   tests/versions.sh 15 17           these
#   MODULES=tests/integration tests/versions.sh 16 -- -Dit.test='*FactsIT'
#
# What follows -- goes to Maven, and wins over what this script says. Ends with the line "N versions,
# N tests, 0 failed", and with 0 only then. The reports are in target/versions/<version>.
set -u
cd "$(dirname "$0")/.."

versions=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  versions="$versions $1"
  shift
done
[ $# -gt 0 ] && shift
versions=${versions:-15 16 17 18}

modules=${MODULES:-connectors/source,sink,control,tests/contract,tests/integration,tests/e2e}
# What does not depend on the version, or has its own versions, is left out.
tests='*IT,*E2E,!VersionsIT,!SchemaTopicIT,!Registry*IT,!YolosE2E'
reports=target/versions

# One line a test: its result (passed, failed, skipped), its name, and why.
results() {
  cat "$1"/TEST-*.xml 2>/dev/null | awk '
    function field(name,   part) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      part = substr($0, RSTART, RLENGTH)
      sub("^ " name "=\"", "", part); sub("\"$", "", part)
      return part
    }
    function told() { if (test != "") print result "\t" test "\t" why; test = "" }
    /<testcase / { told(); class = field("classname"); sub(".*[.]", "", class)
                   test = class "." field("name"); result = "passed"; why = "" }
    /<(failure|error)[ >]/ { result = "failed"; why = field("message"); gsub("&#10;", " ", why) }
    /<skipped/ { result = "skipped"; why = field("message"); if (why == "") why = $0
                 sub(".*Assumption failed: ", "", why) }
    END { told() }'
}

number() { grep -c "^$1" "$2"; }

rm -rf "$reports"
all=0 bad=0 count=0 table=
for version in $versions; do
  here=$reports/$version
  mkdir -p "$here"
  find . -path '*/target/failsafe-reports/TEST-*.xml' ! -path './target/*' -exec rm -f {} +
  echo "PostgreSQL $version: Maven writes to $here/maven.log"
  started=$(date +%s)
  mvn --batch-mode --no-transfer-progress verify --fail-at-end -pl "$modules" --also-make \
    -Dsluice.test.postgres="$version" -Dtest=None -Dit.test="$tests" \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
    -Dmaven.test.failure.ignore=true "$@" >"$here/maven.log" 2>&1
  built=$?
  seconds=$(($(date +%s) - started))
  find . -path '*/target/failsafe-reports/TEST-*.xml' ! -path './target/*' -exec cp {} "$here" \;
  results "$here" >"$here/results.txt"

  run=$(number . "$here/results.txt")
  failed=$(number failed "$here/results.txt")
  skipped=$(number skipped "$here/results.txt")
  note=
  if [ $built -ne 0 ] || [ "$run" -eq 0 ]; then
    failed=$((failed + 1))
    note="  the build failed or ran nothing"
  fi
  count=$((count + 1)) all=$((all + run)) bad=$((bad + failed))
  table="$table$(printf '%10s %7d %7d %8d %6d s%s' "$version" "$run" "$failed" "$skipped" "$seconds" "$note")
"
done

echo
printf '%10s %7s %7s %8s %8s\n' PostgreSQL tests failed skipped time
printf '%s' "$table"
for version in $versions; do
  grep -v '^passed' "$reports/$version/results.txt" | sort -u |
    awk -F'\t' -v v="$version" '{ print $1 " on " v ": " $2 ": " substr($3, 1, 150) }'
done
echo "$count versions, $all tests, $bad failed"
[ "$bad" -eq 0 ]
