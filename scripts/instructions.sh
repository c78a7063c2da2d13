#!/usr/bin/env bash
# Counts the instructions an order of `peer-s1` and `ningbo-bonded` costs: the difference between two horizons, by callgrind,
# divided by the orders between them. Times are noisy, these numbers are not. Needs valgrind; takes some minutes.
#
#   scripts/instructions.sh [COMMIT-OR-PROGRAM]
#
# Without a commit it builds what is here; a program must be a release build.
set -euo pipefail

top=$(git rev-parse --show-toplevel)
cd "$top"
target=${CARGO_TARGET_DIR:-$top/target}
tmp=$(mktemp -d)
clean() {
  [ ! -e "$tmp/tree" ] || git worktree remove --force "$tmp/tree"
  rm -rf "$tmp"
}
trap clean EXIT

what=${1:-}
if [ -f "$what" ] && [ -x "$what" ]; then
  cp "$what" "$tmp/haitao"
else
  tree=$top
  if [ -n "$what" ]; then
    tree=$tmp/tree
    git worktree add --quiet --detach "$tree" "$what"
  fi
  features=''
  ! grep -q '^cli = ' "$tree/Cargo.toml" || features=cli
  (cd "$tree" && CARGO_TARGET_DIR=$target cargo build --quiet --release --no-default-features --features "$features" --bin haitao)
  cp "$target/release/haitao" "$tmp/haitao"
fi

# count SCENARIO DAYS MORE-DAYS
count() {
  local days
  for days in "$2" "$3"; do
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$tmp/haitao" run "scenarios/$1.toml" -n 1 -j 1 --quiet \
      --set "run.horizon=\"$days d\"" --out "$tmp/$days" >/dev/null 2>"$tmp/$days.log"
  done
  python3 - "$tmp" "$@" <<'P'
import json, re, sys

folder, scenario, few, many = sys.argv[1:]

def instructions(days):
    return int(re.search(r"Collected : (\d+)", open(f"{folder}/{days}.log").read()).group(1))

def orders(days):
    return json.load(open(f"{folder}/{days}/summary.json"))["kpis"]["orders_placed"]["mean"]

each = (instructions(many) - instructions(few)) / (orders(many) - orders(few))
print(f"{scenario}: {each:,.0f} instructions an order")
P
}

count peer-s1 20 60
count ningbo-bonded 30 90
