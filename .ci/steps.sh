# shellcheck shell=bash
# Named steps with the seconds each took, and a closing line. Sourced after env.sh.
steps_passed=0
steps_failed=()
steps_started=$EPOCHREALTIME

# step NAME COMMAND...: runs the command; a failure is counted and the next step still runs, so one run shows everything.
step() {
  local name=$1 started=$EPOCHREALTIME
  shift
  say "== $name"
  if "$@" </dev/null; then
    steps_passed=$((steps_passed + 1))
    say "-- $name: passed ($(seconds "$started") s)"
  else
    steps_failed+=("$name")
    say "-- $name: FAILED ($(seconds "$started") s)"
  fi
}

# need NAME COMMAND...: a step that the rest cannot do without.
need() {
  step "$@"
  [ ${#steps_failed[@]} = 0 ] || finish_steps
}

finish_steps() {
  local name
  for name in "${steps_failed[@]}"; do say "failed: $name"; done
  say "steps: $steps_passed passed, ${#steps_failed[@]} failed ($(seconds "$steps_started") s)"
  exit $((${#steps_failed[@]} > 0))
}

# own_postgres: a cluster for this run alone, gone when it ends; the tests and the measurements read its address.
own_postgres() {
  cluster=${TMPDIR:-/tmp}/throughline-postgres.$$
  trap '.ci/postgres.sh stop "$cluster"' EXIT
  trap 'exit 130' INT TERM HUP
  THROUGHLINE_TEST_POSTGRES=$(.ci/postgres.sh start "$cluster") && export THROUGHLINE_TEST_POSTGRES
}

# What `make check` and `make test` have in common: everything that needs neither a database server, nor the site, nor a browser.
check_steps() {
  step "format" cargo fmt --all --check
  step "lints" cargo clippy --quiet --workspace --all-targets -- -D warnings
  step "tests: domain and sync" quick_tests
}

# Of the simulator's seeds only some: the tests of the workspace try them all.
quick_tests() { THROUGHLINE_SEEDS=${THROUGHLINE_SEEDS:-200} cargo_tests -p domain -p sync; }

# cargo_tests ARGUMENT...: nextest where it is installed, because it runs the tests of all crates side by side; it leaves out examples in documentation.
cargo_tests() {
  if command -v cargo-nextest >/dev/null; then
    cargo nextest run --cargo-quiet --no-fail-fast --status-level fail --final-status-level fail "$@" && cargo test --quiet --doc "$@"
  else
    cargo test --quiet "$@"
  fi
}

# in_browser ARGUMENT...: Playwright, told what is under test. What the builds wrote is put on the disk first: a commit waits for the disk,
# and on one that is still busy with them for a second and more.
in_browser() {
  sync
  (cd end2end && THROUGHLINE_BIN=$CARGO_TARGET_DIR/release/throughline THROUGHLINE_CHROMIUM=$(chromium) node_modules/.bin/playwright test "$@")
}
