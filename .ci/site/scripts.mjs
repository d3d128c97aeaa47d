// The scripts of the site: the start script with wasm-bindgen's glue inside it, and the chart library in its two forms.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load, root } from "./packages.mjs";

const esbuild = load("esbuild");
// Chosen with styles.mjs: browsers of the same age.
const BROWSERS = ["chrome111", "firefox115", "safari16.4"];
const SHARED = { absWorkingDir: root, bundle: true, minify: true, write: false, legalComments: "none", logLevel: "warning", logOverride: { "duplicate-object-key": "silent" } };

async function built(options) {
  const { outputFiles } = await esbuild.build({ ...SHARED, ...options });
  return outputFiles[0].text;
}

/**
 * One file that starts the staff app: public/start.js, wasm-bindgen's glue with that of the pieces, and the snippets of crates.
 * Paths of the WebAssembly and of the chart library are written into it, so the pages need to know only this one name.
 */
export function startScript({ bindgen, wasm, charts, reload, worker }) {
  return built({
    entryPoints: ["public/start.js"],
    format: "esm",
    target: BROWSERS,
    alias: { "throughline-app": join(bindgen, "app.js") },
    // What the glue would tell a developer of wrong calls and servers is not for everybody's first load.
    pure: ["console.warn"],
    define: { WASM_PATH: JSON.stringify(wasm), CHARTS_PATH: JSON.stringify(charts), RELOAD: String(reload), WORKER: String(worker) },
    external: ["/assets/*"],
  });
}

/** The service worker, told which files make this build. Its version follows from their names, which follow from their content. */
export function worker(files) {
  const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
  return built({
    entryPoints: ["public/sw.js"],
    target: BROWSERS,
    define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(files) },
  });
}

/** ECharts with the chart types in use: a module for browsers, and a script that sets `globalThis.echarts` for the server's engine. */
export async function chartLibrary() {
  const entry = { entryPoints: ["end2end/charts/echarts.js"], define: { "process.env.NODE_ENV": '"production"', __DEV__: "false" } };
  const [browser, server] = await Promise.all([
    built({ ...entry, format: "esm", target: BROWSERS }),
    built({ ...entry, format: "iife", globalName: "echarts", footer: { js: "globalThis.echarts=echarts;" }, target: "es2020" }),
  ]);
  return { browser, server };
}

/** The terms of what others made and the site hands on. The licences of crates are those of deny.toml. */
export function licences() {
  const parts = [
    ["Apache ECharts", ["echarts/NOTICE", "echarts/LICENSE"]],
    ["zrender", ["zrender/LICENSE"]],
    ["Atkinson Hyperlegible Next", ["@fontsource/atkinson-hyperlegible-next/LICENSE"]],
  ];
  const text = ([name, files]) => [`==== ${name} ====`, ...files.map((file) => readFileSync(join(root, "end2end/node_modules", file), "utf8").trim())];
  return `${parts.flatMap(text).join("\n\n")}\n`;
}
