#!/usr/bin/env bash
# Counts the instructions per order of `peer-s1` and `ningbo-bonded` in the event loop: the difference between two horizons,
# counted by callgrind, divided by the orders between them. Reading the scenario and writing results are not counted.
# Times are noisy, instruction counts are not. Needs valgrind; takes a few minutes.
#
#   scripts/instructions.sh [COMMIT-OR-PROGRAM]
#
# Without a commit, it builds the working tree; a program must be a release build.
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

# count SCENARIO DAYS MORE-DAYS [SET]
count() {
  local days
  for days in "$2" "$3"; do
    valgrind --tool=callgrind --callgrind-out-file="$tmp/$days.callgrind" "$tmp/haitao" run "scenarios/$1.toml" -n 1 -j 1 --quiet \
      --set "run.horizon=\"$days d\"" ${4:+--set "$4"} --out "$tmp/$days" >/dev/null 2>"$tmp/$days.log" || { cat "$tmp/$days.log" >&2; exit 1; }
  done
  python3 - "$tmp" "$1" "$2" "$3" <<'P'
import json, re, subprocess, sys

folder, scenario, few, many = sys.argv[1:]

def instructions(days):
    command = ["callgrind_annotate", "--inclusive=yes", "--auto=no", "--threshold=100", f"{folder}/{days}.callgrind"]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    loop = re.findall(r"^ *([\d,]+) .*agent::world::World<P>::(?:run|advance)\b", table, re.M)
    return max(int(count.replace(",", "")) for count in loop)

def orders(days):
    return json.load(open(f"{folder}/{days}/summary.json"))["kpis"]["orders_placed"]["mean"]

each = (instructions(many) - instructions(few)) / (orders(many) - orders(few))
print(f"{scenario}: {each:,.0f} instructions an order")
P
}

count peer-s1 60 365
# Without a warm-up, its named window of November is measured in both runs.
count ningbo-bonded 365 545 'run.warm_up="0 d"'
