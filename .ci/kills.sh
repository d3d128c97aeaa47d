#!/usr/bin/env bash
# Kills the server while 16 people write, KILLS times on each database (200 unless told), and a browser in the middle of an edit
# half as often, and looks for everything that was acknowledged. Prints how much that was and how long the server was away.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/steps.sh

KILLS=${KILLS:-200}
cluster=${TMPDIR:-/tmp}/throughline-postgres.$$
trap '.ci/postgres.sh stop "$cluster"' EXIT
trap 'exit 130' INT TERM HUP

start_postgres() {
  THROUGHLINE_TEST_POSTGRES=$(.ci/postgres.sh start "$cluster") && export THROUGHLINE_TEST_POSTGRES
}

killed_server() {
  THROUGHLINE_KILLS=$KILLS cargo test --quiet --release -p server --test durability -- --nocapture
}

killed_browser() {
  KILLS=$((KILLS / 2)) THROUGHLINE_BIN=$CARGO_TARGET_DIR/release/throughline THROUGHLINE_CHROMIUM=$(chromium) \
    node end2end/kills/browser.mjs
}

need "tools" .ci/tools.sh test
need "PostgreSQL of our own" start_postgres
need "site" .ci/site.sh
need "server" cargo build --quiet --release -p server
step "a killed server" killed_server
step "a killed browser" killed_browser
finish_steps
