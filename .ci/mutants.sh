#!/usr/bin/env bash
# Shows that the tests of the rules can fail: scoring, roll-up, access and charts are changed one operator or value at a time, and
# a test has to notice. What may go unnoticed stands in mutants.txt with the reason; anything else fails.
#   .ci/mutants.sh            all four
#   .ci/mutants.sh rollup     one of them
# Half an hour or more on two cores; works in a copy of the checkout.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/tools.sh

log=$CACHE/tools.log
[ "$(cargo mutants --version 2>/dev/null)" = "cargo-mutants 27.1.0" ] || cargo_tool cargo-mutants cargo-mutants 27.1.0

# The rules and the tests that hold them; only those are built for each change.
declare -A tests=(
  [rollup]="rules_rollup rules_peers view_scorecard"
  [scoring]="rules_scoring rules_peers rules_display"
  [access]="access_matrix named_hands what_counts refusals passed_on"
  [spc]="rules_spc view_variation view_indicator"
)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
for rule in ${1:-rollup scoring access spc}; do
  read -ra held <<<"${tests[$rule]}"
  cargo mutants -p domain -f "app/domain/src/$rule.rs" -f "app/domain/src/$rule/*.rs" --timeout 120 \
    -o "$out/$rule" "${held[@]/#/--cargo-arg=--test=}" </dev/null >"$out/$rule.log" 2>&1 || true
  found=$out/$rule/mutants.out
  [ -f "$found/caught.txt" ] || { cat "$out/$rule.log" >&2; die "mutants.sh: $rule could not be tried"; }
  caught=$(wc -l <"$found/caught.txt") missed=$(wc -l <"$found/missed.txt") late=$(wc -l <"$found/timeout.txt")
  say "$rule: $((caught + late)) of $((caught + late + missed)) caught"
  # Without the place in the line, so that the list outlives other edits of a file.
  while IFS= read -r each; do
    words=$(sed -E 's/^([^:]+):[0-9]+:[0-9]+: /\1: /' <<<"$each")
    grep -qF "$words |" .ci/mutants.txt || { warn "not caught: $each"; failed=1; }
  done <"$found/missed.txt"
done
[ "$failed" = 0 ] || die "mutants.sh: write a test that fails, or say in .ci/mutants.txt why none can"
