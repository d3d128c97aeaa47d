#!/usr/bin/env bash
# Measures other ways to keep replicas in step beside Throughline's, in one run on one machine, and prints a table.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/steps.sh

printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
need "tools" .ci/tools.sh bench
need "peers" npm ci --prefix end2end/peers --silent --no-audit --no-fund
need "server" cargo build --quiet --release -p server --bins --example fleet
"$CARGO_TARGET_DIR/release/examples/fleet" "$CARGO_TARGET_DIR/release/throughline" light paced hot initial offline | tee "$printed"
node end2end/peers/run.mjs "$printed"
finish_steps
