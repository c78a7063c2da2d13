#!/usr/bin/env bash
# Builds two commits and compares their results. NEW must have every figure of `summary.json`, and every row and column of
# tables and journals, that OLD has, to the last digit. Additions in NEW are listed.
#
#   scripts/same-results.sh [--features LIST] [--only WORD] OLD NEW
#
# OLD and NEW are commits, or programs that are already built. The default build is the quick one, without polars;
# `--features tables` compares Parquet files byte by byte if a program cannot write journals as JSON Lines. `--only`
# selects the scenarios whose path contains WORD. Exit code 1: a difference; 2: something could not be built or run.
set -euo pipefail

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
features='' only=''
while [ $# -gt 2 ]; do
  case $1 in
    --features) features=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    *) usage ;;
  esac
done
[ $# -eq 2 ] || usage

top=$(git rev-parse --show-toplevel)
cd "$top"
target=${CARGO_TARGET_DIR:-$top/target}
tmp=$(mktemp -d)
clean() {
  for side in old new; do
    [ ! -e "$tmp/$side/tree" ] || git worktree remove --force "$tmp/$side/tree"
  done
  rm -rf "$tmp"
}
trap clean EXIT

# prepare SIDE COMMIT-OR-PROGRAM: creates SIDE/haitao and SIDE/from, the folder with its scenarios.
prepare() {
  local side=$tmp/$1 what=$2
  mkdir -p "$side"
  if [ -f "$what" ] && [ -x "$what" ]; then
    cp "$what" "$side/haitao"
    echo "$top" >"$side/from"
    return
  fi
  git worktree add --quiet --detach "$side/tree" "$what" || return
  echo "$side/tree" >"$side/from"
  local list=$features
  # In commits that have the feature `cli`, the program needs it.
  ! grep -q '^cli = ' "$side/tree/Cargo.toml" || list="$list cli"
  echo "building $1: $(git log -1 --format='%h %s' "$what")"
  (cd "$side/tree" && CARGO_TARGET_DIR=$target cargo build --quiet --no-default-features --features "$list" --bin haitao) || return
  cp "$target/debug/haitao" "$side/haitao"
}

prepare old "$1" || exit 2
prepare new "$2" || exit 2

# The journals that both programs know, and their common format: jsonl, parquet, or none that can be compared.
journals() { "$tmp/$1/haitao" run none --journal '?' 2>&1 | sed -n 's/.*possible values: \(.*\)\].*/\1/p' | tr -d ' ' | tr , '\n' | sort; }
names=$(comm -12 <(journals old) <(journals new) | paste -sd,)
writes() { "$tmp/$1/haitao" run --help | grep -q -e --journal-format; }
form=none
if writes old && writes new; then
  form=jsonl
elif [[ " $features " == *" tables "* ]]; then
  form=parquet
fi
if [ "$form" = none ]; then
  echo "journals are not compared: one of the two writes Parquet only, which needs --features tables"
fi

# run SIDE SCENARIO: writes the run folder to SIDE/out.
run() {
  local side=$tmp/$1 words=()
  if [ "$form" != none ] && [ -n "$names" ]; then
    words=(--journal "$names")
    ! writes "$1" || words+=(--journal-format "$form")
  fi
  rm -rf "$side/out"
  (cd "$(cat "$side/from")" && "$side/haitao" run "$2" -n 4 --seed 3 --quiet --set 'series.every="10 d"' \
    "${words[@]}" --out "$side/out") >/dev/null 2>"$side/said"
}

different=0
for scenario in $(cd "$(cat "$tmp/old/from")" && ls scenarios/*.toml scenarios/templates/*.toml); do
  [[ $scenario == *"$only"* ]] || continue
  if ! run old "$scenario"; then
    echo "$scenario: OLD cannot run it"
    cat "$tmp/old/said"
    exit 2
  fi
  if ! run new "$scenario"; then
    echo "$scenario: NEW cannot run it"
    cat "$tmp/new/said"
    different=1
    continue
  fi
  python3 scripts/same_results.py "$scenario" "$tmp/old/out" "$tmp/new/out" || different=1
done
exit $different
