// The second half of the site's build: from the browser's WebAssembly, the style sheets, the chart library, the fonts and
// public/ to the site folder. Called by site.sh: build.mjs MODE WASM_BINDGEN_FOLDER SITE_FOLDER.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fonts } from "./fonts.mjs";
import { chartLibrary, licences, startScript, worker } from "./scripts.mjs";
import { root } from "./packages.mjs";
import { Site } from "./site.mjs";
import { styles } from "./styles.mjs";

const [mode, bindgen, folder] = process.argv.slice(2);
// Files of public/ that others fetch by a path of their own choosing.
const FIXED = new Set(["robots.txt"]);
// Files of public/ that are built into something else rather than sent as they are.
const SOURCES = new Set(["start.js", "sw.js", "manifest.webmanifest"]);

const site = new Site(folder, { best: mode === "release" });
for (const [name, content] of fonts()) site.add(name, content);
for (const name of readdirSync(join(root, "public")).sort()) {
  if (SOURCES.has(name)) continue;
  const content = readFileSync(join(root, "public", name));
  if (FIXED.has(name)) site.addFixed(name, content);
  else site.add(name, content);
}
site.add("app.webmanifest", installable());
for (const [name, content] of styles((url) => site.path(basename(url)))) site.add(name, content);

const { browser, server } = await chartLibrary();
site.add("echarts.js", browser);
mkdirSync(join(folder, "server"), { recursive: true });
writeFileSync(join(folder, "server", "echarts.js"), server);

site.add("app.wasm", readFileSync(join(bindgen, "app_bg.wasm")));
// The pieces that the app fetches when a page of theirs is first opened.
const pieces = readdirSync(bindgen).filter((name) => name.endsWith(".wasm") && name !== "app_bg.wasm").sort();
for (const name of pieces) site.add(name, readFileSync(join(bindgen, name)));
placePieces();
const paths = { wasm: site.path("app.wasm"), charts: site.path("echarts.js") };
site.add("start.js", await startScript({ bindgen, reload: mode === "dev", worker: mode === "release", ...paths }));
site.addFixed("sw.js", await worker(site.paths("/assets/").filter((path) => path !== site.path("public.css"))));
site.addFixed("licences.txt", licences());
const manifest = site.finish();
if (mode === "release") report(manifest);

/** The web manifest, with its icons by the paths that they are served under. */
function installable() {
  const manifest = JSON.parse(readFileSync(join(root, "public/manifest.webmanifest"), "utf8"));
  for (const icon of manifest.icons) {
    const path = site.path(icon.src);
    if (!path) throw new Error(`public/manifest.webmanifest names ${icon.src}, which is not in public/`);
    icon.src = path;
  }
  return JSON.stringify(manifest);
}

/** The script that fetches pieces, as the app imports it, with the paths that they are served under. */
function placePieces() {
  const script = readFileSync(join(bindgen, "pieces.js"), "utf8");
  const placed = script.replace(/new URL\("\.\/([^"]+)", import\.meta\.url\)/g, (_, name) => {
    const path = site.path(name);
    if (!path) throw new Error(`pieces.js names ${name}, which was not built`);
    return JSON.stringify(path);
  });
  writeFileSync(join(bindgen, "__wasm_split.js"), placed);
}

/** What each file weighs on the way to a browser, and the first load of the staff app against its budget. */
function report(files) {
  const kb = (count) => (count === null ? "" : (count / 1000).toFixed(1));
  const row = (name, ...sizes) => console.log(`  ${name.padEnd(36)}${sizes.map((size) => size.padStart(9)).join("")}`);
  row("kB", "plain", "gzip", "brotli");
  for (const [name, { bytes, gzip, br }] of Object.entries(files)) row(name, kb(bytes), kb(gzip), kb(br));
  const first = ["app.wasm", "start.js", "app.css"].filter((name) => files[name]);
  const sum = first.reduce((total, name) => total + files[name].br, 0);
  console.log(`  first load of the staff app, brotli: ${kb(sum)} kB of 400 (${first.join(", ")})`);
}
