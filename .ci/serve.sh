#!/usr/bin/env bash
# Builds what has changed and serves the demonstration.
#   .ci/serve.sh        as people get it
#   .ci/serve.sh dev    built fast, with a database of its own; rebuilt and restarted whenever a source file changes
# The database is a file outside the checkout, made and filled the first time and kept after that.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

home=${THROUGHLINE_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/throughline}
export THROUGHLINE_LISTEN=${THROUGHLINE_LISTEN:-127.0.0.1:3000}
server=""

# database NAME: the file in use unless the environment names a database. It holds what people write about each other,
# so its folder is its owner's alone.
database() {
  [ -d "$home" ] || (umask 077 && mkdir -p "$home")
  export THROUGHLINE_DATABASE_URL=${THROUGHLINE_DATABASE_URL:-${DATABASE_URL:-sqlite:$home/$1.db}}
}

# The site and the server at the same time: each has stretches in which it keeps one core busy and no more.
build() {
  local site built=0
  .ci/site.sh &
  site=$!
  cargo build "$QUIET" --profile trial -p server || built=$?
  wait "$site" || built=$?
  return "$built"
}

as_people_get_it() {
  build
  database throughline
  "$CARGO_TARGET_DIR/trial/throughline" demo --if-empty
  exec "$CARGO_TARGET_DIR/trial/throughline" serve
}

stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=""
}

changed() {
  [ -n "$(find app server style public end2end/charts Cargo.toml Cargo.lock -newer "$1" -type f -print -quit)" ]
}

while_developing() {
  local stamp=$CACHE/dev.stamp binary=$CARGO_TARGET_DIR/debug/throughline
  trap stop_server EXIT
  trap 'exit 130' INT TERM HUP
  database dev
  export THROUGHLINE_SITE=$THROUGHLINE_SITE-dev
  while true; do
    touch "$stamp"
    if .ci/site.sh dev && cargo build "$QUIET" -p server; then
      stop_server
      "$binary" demo --if-empty && { "$binary" serve & server=$!; }
    fi
    until changed "$stamp"; do sleep 0.5; done
  done
}

.ci/tools.sh run
case ${1:-} in
  "") as_people_get_it ;;
  dev) while_developing ;;
  *) die "serve.sh: say nothing, or dev" ;;
esac
