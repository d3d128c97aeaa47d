#!/usr/bin/env bash
# Kills the server while 16 people write, KILLS times on each database (200 unless told), and a browser in the middle of an edit
# half as often; takes PostgreSQL away in every way, and fills SQLite's disk, a tenth as often. Each time it looks for everything that
# was acknowledged. Prints how much that was and how long the server was away.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/steps.sh

KILLS=${KILLS:-200}

killed_server() {
  THROUGHLINE_KILLS=$KILLS cargo test --quiet --release -p server --test durability -- --nocapture
}

database_away() {
  THROUGHLINE_AWAY=$((KILLS / 10)) cargo test --quiet --release -p server --test database_away -- --nocapture --test-threads 1
}

disk_full() {
  THROUGHLINE_FULL=$((KILLS / 10)) cargo test --quiet --release -p server --test disk_full -- --nocapture
}

killed_browser() {
  KILLS=$((KILLS / 2)) THROUGHLINE_BIN=$CARGO_TARGET_DIR/release/throughline THROUGHLINE_CHROMIUM=$(chromium) \
    node end2end/kills/browser.mjs
}

need "tools" .ci/tools.sh test
need "PostgreSQL of our own" own_postgres
need "site" .ci/site.sh
need "server" cargo build --quiet --release -p server
step "a killed server" killed_server
step "a database that is away" database_away
step "a full disk" disk_full
step "a killed browser" killed_browser
finish_steps
