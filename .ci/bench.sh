#!/usr/bin/env bash
# Measures speed and size, and says how busy the machine was meanwhile.
# Where several servers share a database it is a PostgreSQL of our own.
# A measurement is a bench target of a crate (CRATE/benches/*.rs) or a script end2end/bench/*.mjs, which is told where
# the program, the fleet, the site and the browser are: THROUGHLINE_BIN, THROUGHLINE_FLEET, THROUGHLINE_SITE, THROUGHLINE_CHROMIUM.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/steps.sh

machine() { say "machine: $(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), load $(cut -d' ' -f1-3 /proc/loadavg)"; }

need "tools" .ci/tools.sh bench
need "site" .ci/site.sh
need "PostgreSQL of our own" own_postgres
need "server" cargo build --quiet --release -p server
THROUGHLINE_BIN=$CARGO_TARGET_DIR/release/throughline
THROUGHLINE_CHROMIUM=$(chromium)
export THROUGHLINE_BIN THROUGHLINE_CHROMIUM
shopt -s nullglob
for file in app/domain/benches/*.rs app/sync/benches/*.rs server/benches/*.rs; do
  name=$(basename "$file" .rs)
  machine
  step "$name" cargo bench --quiet --manifest-path "${file%/benches/*}/Cargo.toml" --bench "$name"
done
machine
step "fleet" cargo run --quiet --release -p server --example fleet -- "$THROUGHLINE_BIN"
export THROUGHLINE_FLEET=$CARGO_TARGET_DIR/release/examples/fleet
for file in end2end/bench/*.mjs; do
  machine
  step "$(basename "$file" .mjs)" node "$file"
done
finish_steps
