#!/usr/bin/env bash
# Every check there is. Installs what it misses, starts its own PostgreSQL, and leaves nothing running.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/steps.sh

# Clippy for the browser's target needs that target's standard library for its own compiler; where another compiler builds
# the site, the same features are linted for this machine instead.
browser_lints() {
  local target=()
  wasm_toolchain || return 1
  [ "$WASM_RUSTC" = /usr/bin/rustc ] || target=(--target "$WASM")
  cargo clippy --quiet -p app --no-default-features --features csr "${target[@]}" -- -D warnings
}

# Ten thousand cases of each function, worked out a second time in another language.
oracle() {
  cargo build --quiet -p domain --example intervals &&
    python3 server/tests/oracle/oracle.py "$CARGO_TARGET_DIR/release/throughline" "$CARGO_TARGET_DIR/debug/examples/intervals"
}

need "tools" .ci/tools.sh test
check_steps
step "crates: bans, licences, sources" cargo deny --log-level error check bans licenses sources
step "PostgreSQL of our own" own_postgres
# Before the tests: the server's charts are tried with the chart library that the site holds.
step "site" .ci/site.sh
step "tests: workspace, on SQLite and PostgreSQL" cargo_tests --workspace
step "lints: the app in the browser" browser_lints
step "server" cargo build --quiet --release -p server
step "calculator, held against an independent one" oracle
step "journeys" in_browser --project=site --project=journeys
finish_steps
