#!/usr/bin/env bash
# Format, lints, and the tests of domain and sync: what a developer runs between two thoughts.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source .ci/steps.sh

check_steps
finish_steps
