#!/usr/bin/env bash
# Shows that the protocol's tests can fail: mutations.mjs makes its mistakes one at a time, in a copy.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

exec node .ci/mutations.mjs
