#!/usr/bin/env bash
# Builds the site: everything that a browser is sent apart from pages, in one folder with one manifest.
#   .ci/site.sh         as people get it: small, with the best compression
#   .ci/site.sh dev     built fast, for a developer's own browser; reloads itself
# What has not changed is not built again. The folder's shape is told in .ci/site/README.md.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

mode=${1:-release}
crate=${SITE_CRATE:-$ROOT} # another crate called `app`, for trying the build itself
started=$EPOCHREALTIME
wasm_toolchain || die "no compiler for $WASM here: run .ci/tools.sh run"
case $mode in
  release) profile=wasm ;;
  dev) profile=dev ;;
  *) die "site.sh: say nothing, or dev" ;;
esac
built=$WASM_TARGET_DIR/$WASM/${profile/#dev/debug}/app.wasm
work=$WASM_TARGET_DIR/bindgen-$mode

# Paths of the building machine would be readable in every panic message, and cost bytes.
flags="--remap-path-prefix=$ROOT=throughline"
# Views of one type wherever a component begins: the same pages from half the code, since nothing is compiled once a combination.
flags+=$'\x1f'"--cfg=erase_components"
# Where each function and each constant is named, so that the app can be cut into pieces.
flags+=$'\x1f'"-Clink-args=--emit-relocs"
for sources in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do flags+=$'\x1f'"--remap-path-prefix=${sources%/}=crates"; done
(cd "$crate" && CARGO_ENCODED_RUSTFLAGS=$flags CARGO_TARGET_DIR=$WASM_TARGET_DIR RUSTC=$WASM_RUSTC \
  "$WASM_CARGO" build "$QUIET" -p app --features csr --no-default-features --target "$WASM" --profile "$profile" </dev/null)

# The features are named one by one: with all of them wasm-opt writes what browsers refuse.
features=(--enable-bulk-memory --enable-reference-types --enable-multivalue --enable-mutable-globals
  --enable-sign-ext --enable-nontrapping-float-to-int)
# What makes the compressed module small: what is there twice goes, and functions whose names are alike stand together. The
# levels of wasm-opt that make the plain module smaller (-Oz) make the compressed one 30 kB larger, and take half a minute.
passes=(--dce --duplicate-function-elimination --vacuum --reorder-locals --reorder-functions-by-name --strip-debug)
stamp="$(sha256sum <"$built") $(wasm-bindgen --version) $(split_version) $(cksum <end2end/package-lock.json) $(cksum <.ci/site.sh)"
if [ "$(cat "$work/stamp" 2>/dev/null || true)" != "$stamp" ]; then
  rm -rf "$work"
  # One module becomes the first load and the pieces that it fetches; what pieces share stands in pieces of its own.
  wasm-split-cli "$built" "$work/split" --out-name app --target web
  wasm-bindgen --target web --no-typescript --keep-lld-exports --out-dir "$work" --out-name app "$work/split/app.wasm"
  rm "$work/split/app.wasm"
  mv "$work"/split/__wasm_split.js "$work/pieces.js"
  mv "$work"/split/*.wasm "$work"
  # What it says of the pieces' name sections, which it then strips, is no news; it is shown only where something fails.
  for module in "$work"/*.wasm; do
    [ "$mode" = dev ] || end2end/node_modules/.bin/wasm-opt "${passes[@]}" "${features[@]}" "$module" -o "$module" 2>"$work/said" ||
      { cat "$work/said" >&2; die "site.sh: $(basename "$module") could not be made small"; }
  done
  say "$stamp" >"$work/stamp"
fi

node .ci/site/build.mjs "$mode" "$work" "$THROUGHLINE_SITE"
say "site: $THROUGHLINE_SITE ($(seconds "$started") s)"
