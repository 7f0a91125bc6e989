#!/usr/bin/env bash
# maak.sh makes the full styles in interactie/opmaak/gebouwd, when they are missing or older than what they are made of.
# With the word "misschien" it is content without Node or without a network: the program then uses its plain styles.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
maybe=${1:-}

leave() {
  echo "stijl: $*" >&2
  [ "$maybe" = misschien ] && exit 0
  exit 1
}

sheet=$(compgen -G '../gebouwd/app.*.css' | head -n 1 || true)
fresh=yes
for f in meent.css thema.css main.go package-lock.json; do
  if [ -z "$sheet" ] || [ "$f" -nt "$sheet" ]; then fresh=no; fi
done
[ $fresh = no ] || exit 0
command -v npm >/dev/null || leave "zonder Node (npm) blijft het bij de eenvoudige stijl"
# npm leaves a copy of the lock file in node_modules: when it is as new as ours, all is there.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-progress --ignore-scripts --silent </dev/null || leave "de pakketten zijn niet op te halen; het blijft bij de eenvoudige stijl"
fi
go run . . ../gebouwd
