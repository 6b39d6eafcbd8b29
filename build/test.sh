#!/usr/bin/env bash
# ./tradeforge test [--fuzz] [SUITE…]: brings what the tests need, checks the formatting, builds, runs the suites and sums them up.
# --fuzz runs only the fuzz tests of the core, with 100 000 cases each instead of 1 000 (TRADEFORGE_FUZZ says another number).
# Suites: core integration web islands (default: all). Exit code 1 when anything is red. Nothing outside the tree and temporary folders is touched.
set -eu

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
runtime=$(realpath -m "${TRADEFORGE_RUNTIME:-$root/.runtime}")
log=$root/artifacts/test-setup.log
results=$root/artifacts/test
. "$root/build/setup.sh"
trap 'exit 130' INT

unset TRADEFORGE_DATA TRADEFORGE_POSTGRES TRADEFORGE_CLICKHOUSE # the tests have servers and folders of their own

declare -A project=([core]=TradeForge.Core.Tests [integration]=TradeForge.Integration.Tests [web]=TradeForge.Web.Tests)
declare -A limit=([core]=300 [integration]=1200 [web]=2400) # seconds
suites=() filter=()
if [ "${1:-}" = --fuzz ]; then
  shift
  [ $# -eq 0 ] || { say "error: --fuzz stands alone."; exit 1; }
  export TRADEFORGE_FUZZ=${TRADEFORGE_FUZZ:-100000}
  set -- core
  filter=(--filter "FullyQualifiedName~Fuzz") limit[core]=3600
fi
for name; do
  [ -n "${project[$name]:-}" ] || [ "$name" = islands ] || { say "error: there is no suite '$name'; there are core, integration, web and islands."; exit 1; }
  suites+=("$name")
done
[ ${#suites[@]} -gt 0 ] || suites=(core integration web islands)

wants() { [[ " ${suites[*]} " == *" $1 "* ]]; }

set_up() {
  need_dotnet
  need_system
  if wants web; then apt_install "browser tests" chromium fonts-liberation; fi
  if wants integration; then
    if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ] && [ -d /etc/apt ]; then
      mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf # the programs, not a service
    fi
    apt_install "tests on Debian's PostgreSQL" postgresql-15
    apt_install "container tests" podman runc podman-compose buildah debootstrap catatonit netavark aardvark-dns iptables
  fi
  if wants integration || wants web; then need_engines; fi
}

check_formatting() {
  step 300 "Checking the formatting" dotnet format whitespace "$root" --folder --verify-no-changes --exclude "$root/artifacts" "$root/.runtime" ||
    { say "Put it right with: dotnet format whitespace . --folder"; return 1; }
}

# The TypeScript of the browser islands: its types, then its tests.
run_islands() {
  local report=$results/islands.json code=0
  rm -f "$report"
  say ""
  say "== islands"
  (cd "$root/wwwroot-shared" && timeout 120 npm run check --silent </dev/null) || { say "the types of the islands are wrong"; code=1; }
  (cd "$root/wwwroot-shared" && timeout 120 npm test --silent -- --reporter=json --outputFile="$report" </dev/null >/dev/null) || code=1
  number() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$report" 2>/dev/null | head -n 1; }
  local total good skip bad
  total=$(number numTotalTests) good=$(number numPassedTests) skip=$(number numPendingTests)
  total=${total:-0} good=${good:-0} skip=${skip:-0}
  bad=$((total - good - skip))
  if [ "$total" -eq 0 ] || { [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; }; then bad=$((bad + 1)); fi
  printf '%-12s %s passed, %s failed, %s skipped\n' islands "$good" "$bad" "$skip"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
}

# run_suite NAME: runs one suite; its figures come from the report that the test platform writes.
run_suite() {
  local name=$1 report=$results/$1.trx code=0
  rm -f "$report"
  say ""
  say "== $name"
  timeout --kill-after=10 "${limit[$name]}" dotnet test "$root/tests/${project[$name]}" -c Release --no-build --nologo -v quiet ${filter[@]+"${filter[@]}"} \
    --logger "trx;LogFileName=$report" --logger "console;verbosity=minimal" --results-directory "$results" </dev/null || code=$?
  [ "$code" -eq 124 ] && say "$name took longer than ${limit[$name]} s and was stopped."
  count "$name" "$report" "$code"
}

count() {
  local name=$1 report=$2 code=$3 total=0 executed=0 good=0 bad skip line
  line=$(grep -o '<Counters [^>]*>' "$report" 2>/dev/null | head -n 1 || true)
  if [ -n "$line" ]; then
    total=$(attribute total "$line")
    executed=$(attribute executed "$line")
    good=$(attribute passed "$line")
  fi
  bad=$((executed - good)) skip=$((total - executed))
  if [ "$total" -eq 0 ]; then
    say "$name ran no test: that is a failure."
    bad=1
  elif [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    say "$name ended with exit code $code although no test is red: that is a failure."
    bad=1
  fi
  reasons "$report"
  [ "$name" != web ] || told
  printf '%-12s %s passed, %s failed, %s skipped\n' "$name" "$good" "$bad" "$skip"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
}

attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$2"; }

# reasons REPORT: every skipped test with the reason, so that none is skipped in silence.
reasons() {
  [ -f "$1" ] || return 0
  tr '\n' ' ' <"$1" | sed 's/<UnitTestResult /\n&/g' | grep 'outcome="NotExecuted"' |
    sed -n 's/.*testName="\([^"]*\)".*<\(StdOut\|Message\)>\([^<]*\)<.*/  skipped \1: \3/p' || true
}

# told: what the pages of failed browser stories said; the pictures lie beside it.
told() {
  local file
  for file in "$root"/artifacts/failed/*.txt; do
    [ -f "$file" ] || return 0
    printf -- '--- %s\n' "$file"
    head -c 8000 "$file"
    echo
  done
}

mkdir -p "$results"
rm -rf "$root/artifacts/failed"
passed=0 failed=0 skipped=0
set_up
if ! check_formatting; then failed=$((failed + 1)); fi
step 2400 "Building everything" dotnet build "$root/TradeForge.sln" -c Release -v quiet -nologo -nodeReuse:false || exit 1
for name in "${suites[@]}"; do if [ "$name" = islands ]; then run_islands; else run_suite "$name"; fi; done
say ""
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
