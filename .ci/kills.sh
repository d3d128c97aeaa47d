#!/usr/bin/env bash
# Kills the server while 16 people write, KILLS times on each database (200 unless told), and looks for everything that it had
# acknowledged. Prints how much that was and how long the server was away.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

cluster=$(mktemp -u /tmp/throughline-kills-XXXXXX)
trap '.ci/postgres.sh stop "$cluster"' EXIT
trap 'exit 130' INT TERM HUP
THROUGHLINE_TEST_POSTGRES=$(.ci/postgres.sh start "$cluster")
export THROUGHLINE_TEST_POSTGRES
THROUGHLINE_KILLS=${KILLS:-200} cargo test --quiet --release -p server --test durability -- --nocapture
