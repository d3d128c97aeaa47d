#!/usr/bin/env bash
# A PostgreSQL cluster of its own for the tests, gone without a trace when they are done.
#   .ci/postgres.sh start FOLDER   makes the cluster in FOLDER (which must not exist), starts it, prints its URL
#   .ci/postgres.sh stop FOLDER    stops it and removes FOLDER
# It listens on 127.0.0.1 alone, on a free port, with a password of its own and with fsync on, as in earnest.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

[ $# = 2 ] || die "postgres.sh: say start FOLDER, or stop FOLDER"
bin=$(postgres_bin)
[ -n "$bin" ] || die "missing: PostgreSQL (initdb, pg_ctl). Install it with: sudo apt-get install -y postgresql"
folder=$2

# PostgreSQL refuses to run as root, so there another user takes its place.
as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u "$owner" -- "$@"; else "$@"; fi
}
owner=$(id -un)
if [ "$owner" = root ]; then
  owner=nobody
  if id -u postgres >/dev/null 2>&1; then owner=postgres; fi
fi

start() {
  [ ! -e "$folder" ] || die "postgres.sh: $folder is there already"
  mkdir -p "$folder"
  [ "$(id -u)" != 0 ] || chown "$owner" "$folder"
  chmod 700 "$folder"
  cd "$folder" || return # the owner may not be allowed to stand in the checkout
  local password port
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  as_owner sh -c 'umask 077; cat >"$1"' sh "$folder/password" <<<"$password"
  as_owner "$bin/initdb" --pgdata="$folder/data" --username=throughline --pwfile="$folder/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$folder.log" 2>&1 || fail
  for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 20000))
    # The pipes of this script stay closed to the server: whoever waits for them would wait for ever.
    if as_owner "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/server.log" --wait --timeout=60 --silent \
      --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=300" \
      start </dev/null >>"$folder.log" 2>&1; then
      say "postgres://throughline:$password@127.0.0.1:$port/postgres"
      return
    fi
    grep -q 'could not bind\|Address already in use' "$folder/server.log" || fail
  done
  fail
}

fail() {
  cat "$folder/server.log" >>"$folder.log" 2>/dev/null || true
  tail -n 10 "$folder.log" >&2
  stop
  die "PostgreSQL did not start: see above"
}

stop() {
  cd /
  # A path that does not end in a cluster of ours is not removed.
  [ -d "$folder/data" ] || [ -f "$folder/password" ] || { rm -f "$folder.log"; return 0; }
  as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --wait --silent stop </dev/null >/dev/null 2>&1 || true
  rm -rf "$folder" "$folder.log"
}

case $1 in
  start) start ;;
  stop) stop ;;
  *) die "postgres.sh: say start FOLDER, or stop FOLDER" ;;
esac
