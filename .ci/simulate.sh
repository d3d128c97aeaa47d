#!/usr/bin/env bash
# Plays the protocol's simulator for longer than the tests do: SEEDS worlds (100,000 unless told), optimised.
# A seed that fails is named; THROUGHLINE_SEED=17 plays that one alone.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

started=$EPOCHREALTIME
THROUGHLINE_SEEDS=${SEEDS:-100000} cargo test --quiet --release -p sync --test simulator -- --nocapture
say "${SEEDS:-100000} seeds, $(seconds "$started") s"
