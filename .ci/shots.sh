#!/usr/bin/env bash
# A picture of every page, in each width and theme and in print.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/steps.sh

export THROUGHLINE_SHOTS=${THROUGHLINE_SHOTS:-$CARGO_TARGET_DIR/shots}
need "tools" .ci/tools.sh test
need "site" .ci/site.sh
need "server" cargo build --quiet --release -p server
step "pictures in $THROUGHLINE_SHOTS" in_browser --project=shots
finish_steps
