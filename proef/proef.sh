#!/usr/bin/env bash
# proef.sh proves Meent: it does its own set-up, runs what was asked, and leaves nothing running.
#
#   proef.sh test     all of it: format, vet, staticcheck, tests with the race detector on both databases, then the official
#                     suites and the other proofs without it
#   proef.sh check    format, vet, staticcheck only
#   proef.sh suites   the official suites, with the table of the behaviour suite
#
# Environment, all optional:
#   MEENT_SHARED          folder with the official standards and suites (default: ../shared)
#   MEENT_TEST_POSTGRES   a PostgreSQL to test on (default: a throw-away one is started and removed)
#   CI=true               what cannot be tested is a failure instead of a remark
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Where Go usually lies, and what runs PostgreSQL as another user; a PATH of one's own comes first.
export PATH=$PATH:/usr/local/go/bin:/usr/sbin:/sbin

scratch=
started=

say() { printf '== %s\n' "$*"; }
die() { printf 'proef: %s\n' "$*" >&2; exit 1; }

cleanup() {
  [ -z "$started" ] || data/datatest/postgres.sh stop "$scratch/postgres" >/dev/null 2>&1 || true
  [ -z "$scratch" ] || rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# install WHY PACKAGE…: by apt where that is allowed, else in words.
install() {
  local why=$1; shift
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $* ($why)"
    apt-get update -qq </dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >"$scratch/apt.log" 2>&1 ||
      { cat "$scratch/apt.log" >&2; die "apt-get could not install $*"; }
    return
  fi
  die "$why is missing. On Debian or Ubuntu: sudo apt-get install $*"
}

need_go() {
  command -v go >/dev/null || die "Go is missing. Install Go 1.26 or later from https://go.dev/dl and put its bin folder on PATH."
  export HOME=${HOME:-$scratch}
}

need_c() {
  echo 'int main(void){return 0;}' | gcc -x c -o "$scratch/c" - 2>/dev/null || install "a C compiler, for Go's race detector," gcc libc6-dev
}

need_node() {
  command -v npm >/dev/null || install "Node with npm, for the official suites," nodejs npm
  # npm leaves a copy of the lock file in node_modules: when it is as new as ours, all is there.
  if [ ! -x proef/suites/node_modules/.bin/newman ] || [ proef/suites/package-lock.json -nt proef/suites/node_modules/.package-lock.json ]; then
    say "installing newman (npm ci)"
    (cd proef/suites && npm ci --no-progress </dev/null)
  fi
}

# need_styles lets the program under test have its full styles.
need_styles() {
  interactie/opmaak/stijl/maak.sh
}

need_browser() {
  if [ ! -e proef/browser/node_modules/.package-lock.json ] || [ proef/browser/package-lock.json -nt proef/browser/node_modules/.package-lock.json ]; then
    say "installing axe-core (npm ci)"
    (cd proef/browser && npm ci --no-progress </dev/null)
  fi
  command -v chromium >/dev/null && return
  # Elsewhere a missing Chromium is said by the tests; in CI it is installed before.
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install "Chromium, to look at the pages," chromium fonts-noto-core
  fi
}

need_postgres() {
  if [ -n "${MEENT_TEST_POSTGRES:-}" ]; then
    say "PostgreSQL: the one that MEENT_TEST_POSTGRES names"
    return
  fi
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || install "PostgreSQL" postgresql
  # Marked before the start, so that a start that breaks off halfway is stopped as well.
  started=yes
  MEENT_TEST_POSTGRES=$(data/datatest/postgres.sh start "$scratch/postgres" | tail -n 1)
  [ -n "$MEENT_TEST_POSTGRES" ] || die "data/datatest/postgres.sh started no PostgreSQL"
  export MEENT_TEST_POSTGRES
  say "PostgreSQL: a throw-away one in $scratch/postgres"
}

# shared finds the official data. Without it the proofs that need it say so themselves, and fail where CI=true.
shared() {
  MEENT_SHARED=${MEENT_SHARED:-../shared}
  if [ -d "$MEENT_SHARED/suites" ]; then
    MEENT_SHARED=$(cd "$MEENT_SHARED" && pwd)
  else
    printf '\n!! NOT TESTED against the official standards and suites: there is no folder %s.\n!! Put them beside this folder as "shared", or name the folder in MEENT_SHARED.\n\n' "$MEENT_SHARED"
  fi
  export MEENT_SHARED
}

# check looks at everything, also after a first fault.
check() {
  local wrong failed=0
  say "gofmt"
  wrong=$(find . -name '*.go' -not -path './bin/*' -not -path './var/*' -not -path '*/node_modules/*' -print0 | xargs -0 gofmt -l)
  [ -z "$wrong" ] || { printf 'these files need gofmt -w:\n%s\n' "$wrong"; failed=1; }
  say "go vet"
  go vet ./... || failed=1
  say "staticcheck"
  go tool staticcheck ./... || failed=1
  return $failed
}

# units runs every test under the race detector. Its failures are shown again at the end.
units() {
  say "go test -race"
  CGO_ENABLED=1 go test -race -timeout 20m ./... 2>&1 | tee "$scratch/units.log"
}

# proofs runs what would take too long under the race detector, against the real program.
proofs() {
  say "official suites and other proofs"
  MEENT_PROEF=1 CGO_ENABLED=0 go test -count=1 -timeout 25m -v "$@" ./proef/... 2>&1
}

# all does not stop at the first failure, and ends with what failed.
all() {
  local failed=0 checked=yes
  check || { failed=1 checked=no; }
  units || failed=1
  proofs || failed=1
  grep -hE '^(--- FAIL|FAIL|panic:)' "$scratch/units.log" || true
  [ $checked = yes ] || printf 'FAIL\tgofmt, go vet or staticcheck: see above\n'
  return $failed
}

scratch=$(mktemp -d "${TMPDIR:-/tmp}/meent-proef.XXXXXX")
chmod 755 "$scratch" # PostgreSQL runs as another user when we are root
need_go
case "${1:-}" in
  test) shared; need_c; need_node; need_styles; need_browser; need_postgres; all ;;
  check) check ;;
  suites) shared; need_node; need_postgres; proofs -tags gedrag -run Suite ;;
  *) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"; exit 2 ;;
esac
