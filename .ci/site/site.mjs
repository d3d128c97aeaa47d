// The site folder: files under names that change with their content, each beside its compressed forms, and the manifest.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
// Compressed already: a second time makes them longer.
const DENSE = new Set([".png", ".woff2"]);
// A browser may still run the previous build: its files stay for a day.
const KEPT_MS = 24 * 3600 * 1000;

export class Site {
  #folder;
  #best;
  #entries = {};

  constructor(folder, { best }) {
    this.#folder = folder;
    this.#best = best;
    mkdirSync(join(folder, "assets"), { recursive: true });
  }

  /** Adds a file that may be cached for ever, and answers the path to fetch it by. */
  add(name, content) {
    const bytes = Buffer.from(content);
    // Eight figures tell the versions of one file apart; the start script names every piece, and each figure is in the first load.
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
    const extension = extname(name);
    return this.#put(name, `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`, bytes);
  }

  /** Adds a file that others know by a fixed path, so it may not be cached for long. */
  addFixed(name, content) {
    return this.#put(name, `/${name}`, Buffer.from(content));
  }

  /** The path of a file added before; `undefined` where there is none. */
  path(name) {
    return this.#entries[name]?.path;
  }

  /** The paths of everything added so far that stands below a folder. */
  paths(below) {
    return Object.values(this.#entries)
      .map((entry) => entry.path)
      .filter((path) => path.startsWith(below));
  }

  #put(name, path, bytes) {
    const type = TYPES[extname(name)];
    if (!type) throw new Error(`${name}: no media type is known for this ending; add it in .ci/site/site.mjs`);
    if (this.#entries[name]) throw new Error(`two files of the site are called ${name}`);
    const file = join(this.#folder, path);
    if (!existsSync(file) || !readFileSync(file).equals(bytes)) {
      writeFileSync(file, bytes);
      for (const suffix of [".br", ".gz"]) if (existsSync(file + suffix)) unlinkSync(file + suffix);
    }
    const entry = { path, type, bytes: bytes.length, br: null, gzip: null };
    if (!DENSE.has(extname(name))) {
      entry.br = this.#compressed(`${file}.br`, bytes.length, () => brotli(bytes, this.#best ? 11 : 4));
      entry.gzip = this.#compressed(`${file}.gz`, bytes.length, () => gzipSync(bytes, { level: this.#best ? 9 : 4 }));
    }
    this.#entries[name] = entry;
    return path;
  }

  /** The size of a compressed form, made where there is none; `null` where it would save nothing. */
  #compressed(file, plain, make) {
    if (!existsSync(file)) {
      const short = make();
      if (short.length >= plain) return null;
      writeFileSync(file, short);
    }
    return statSync(file).size;
  }

  /** Writes the manifest, the last thing to change, and removes what nothing has named for a day. */
  finish() {
    const named = new Set(Object.values(this.#entries).map((entry) => entry.path));
    this.#retire(named);
    for (const file of readdirSync(join(this.#folder, "assets"))) {
      const path = join(this.#folder, "assets", file);
      const kept = named.has(`/assets/${file.replace(/\.(br|gz)$/, "")}`) || Date.now() - statSync(path).mtimeMs < KEPT_MS;
      if (!kept) unlinkSync(path);
    }
    const sorted = Object.fromEntries(Object.entries(this.#entries).sort(([a], [b]) => (a < b ? -1 : 1)));
    const next = join(this.#folder, "manifest.next");
    writeFileSync(next, `${JSON.stringify(sorted, null, 2)}\n`);
    renameSync(next, join(this.#folder, "manifest.json"));
    return sorted;
  }

  /** Starts the day that files of the previous build have left. */
  #retire(named) {
    const manifest = join(this.#folder, "manifest.json");
    if (!existsSync(manifest)) return;
    const now = new Date();
    for (const { path } of Object.values(JSON.parse(readFileSync(manifest, "utf8")))) {
      if (named.has(path)) continue;
      for (const suffix of ["", ".br", ".gz"]) {
        const file = join(this.#folder, path + suffix);
        if (existsSync(file)) utimesSync(file, now, now);
      }
    }
  }
}

// Blocks of 64 kB let the compressor begin anew where code turns into data; which of its modes suits a module best is found by trying.
const { BROTLI_PARAM_LGBLOCK, BROTLI_PARAM_MODE, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
const WAYS = [{}, { [BROTLI_PARAM_LGBLOCK]: 16 }, { [BROTLI_PARAM_LGBLOCK]: 16, [BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT }];

function brotli(bytes, quality) {
  const params = { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const ways = quality === constants.BROTLI_MAX_QUALITY ? WAYS : WAYS.slice(0, 1);
  const forms = ways.map((way) => brotliCompressSync(bytes, { params: { ...params, ...way } }));
  return forms.reduce((shortest, form) => (form.length < shortest.length ? form : shortest));
}
