// The site folder as the build left it: what the manifest promises is there, is small enough, and runs under the policy.
import { expect, test } from "@playwright/test";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { serve } from "./serve.js";

const folder = process.env.THROUGHLINE_SITE;
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const sent = (name) => manifest[name].br ?? manifest[name].bytes;

const OPTION = {
  animation: false,
  tooltip: { trigger: "axis", renderMode: "richText" },
  legend: {},
  xAxis: { type: "category", data: ["April", "May", "June"] },
  yAxis: { type: "value" },
  series: [
    { type: "line", name: "Repairs on time", data: [91, 94, 96], markLine: { data: [{ yAxis: 95, name: "Target" }] } },
    { type: "bar", name: "Repairs", data: [40, 44, 38] },
    { type: "scatter", name: "Survey", data: [90, 92, 93] },
  ],
};

test("every file of the manifest is there, under a name that tells its content", () => {
  for (const [name, entry] of Object.entries(manifest)) {
    const file = join(folder, entry.path);
    const content = readFileSync(file);
    expect(content.length, name).toBe(entry.bytes);
    if (entry.path.startsWith("/assets/")) {
      expect(entry.path, name).toContain(`.${createHash("sha256").update(content).digest("hex").slice(0, 8)}.`);
    }
    for (const [size, suffix, expand] of [[entry.br, ".br", brotliDecompressSync], [entry.gzip, ".gz", gunzipSync]]) {
      expect(existsSync(file + suffix), `${name}${suffix}`).toBe(size !== null);
      if (size === null) continue;
      const short = readFileSync(file + suffix);
      expect(short.length, `${name}${suffix}`).toBe(size);
      expect(expand(short).equals(content), `${name}${suffix}`).toBe(true);
    }
  }
});

test("what pages link to is in the manifest, and so is what those files name in turn", () => {
  for (const name of ["app.css", "public.css", "start.js", "app.wasm", "echarts.js", "app.webmanifest", "icon.svg", "icon-180.png", "robots.txt", "licences.txt"]) {
    expect(manifest, name).toHaveProperty([name]);
  }
  const paths = new Set(Object.values(manifest).map((entry) => entry.path));
  const text = (name) => readFileSync(join(folder, manifest[name].path), "utf8");
  const named = ["app.css", "public.css"].flatMap((name) => [...text(name).matchAll(/url\("?(\/[^")]+)"?\)/g)].map(([, path]) => path));
  named.push(...JSON.parse(text("app.webmanifest")).icons.map((icon) => icon.src));
  named.push(...[...text("start.js").matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path));
  expect(named).toEqual(expect.arrayContaining([manifest["app.wasm"].path, manifest["echarts.js"].path, manifest["atkinson-hyperlegible-next-400.woff2"].path]));
  for (const path of named) expect(paths).toContain(path);
});

// What a browser fetches before My work is there; pieces are fetched when a page of theirs is first opened.
const FIRST_LOAD_MAX = 400_000;

test("the staff app's first load stays within 400 kB, and a public page leaves room for its words within 60 kB", () => {
  const app = sent("app.wasm") + sent("start.js") + sent("app.css") + sent("atkinson-hyperlegible-next-400.woff2") + sent("atkinson-hyperlegible-next-700.woff2");
  const pieces = Object.keys(manifest).filter((name) => name.endsWith(".wasm") && name !== "app.wasm");
  const later = pieces.reduce((sum, name) => sum + sent(name), 0);
  console.log(`first load of the staff app: ${Math.round(app / 1000)} kB brotli; fetched later, by piece: ${Math.round(later / 1000)} kB in ${pieces.length}`);
  expect(app).toBeLessThanOrEqual(FIRST_LOAD_MAX);
  expect(pieces).not.toHaveLength(0);
  expect(sent("public.css") + sent("atkinson-hyperlegible-next-400.woff2")).toBeLessThanOrEqual(30_000);
});

test("no file tells where it was built", () => {
  const home = process.env.HOME;
  for (const [name, { path }] of Object.entries(manifest)) {
    for (const place of [`${home}/.cargo`, `${home}/.cache`, process.cwd()]) {
      expect(readFileSync(join(folder, path)).includes(place), `${name} holds ${place}`).toBe(false);
    }
  }
});

test("browsers accept the WebAssembly and draw a chart under the policy", async ({ page }) => {
  const troubles = [];
  page.on("console", (message) => message.type() !== "log" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.sourceFile}`)));
  const server = await serve(folder, (files) => `<!doctype html><html lang="en-GB"><title>Site</title>
    <link rel="icon" href="${files["icon.svg"].path}"><link rel="stylesheet" href="${files["app.css"].path}">
    <main id="chart"></main></html>`);
  await page.goto(server.url);
  expect(await page.evaluate(async (path) => (await WebAssembly.compileStreaming(fetch(path))) instanceof WebAssembly.Module, manifest["app.wasm"].path)).toBe(true);
  await page.evaluate(async ({ path, option }) => {
    const { init } = await import(path);
    globalThis.chart = init(document.getElementById("chart"), null, { renderer: "svg", width: 600, height: 300 });
    globalThis.chart.setOption(option);
  }, { path: manifest["echarts.js"].path, option: OPTION });
  await expect(page.locator("#chart svg")).toContainText("April");
  await page.mouse.move(300, 150);
  await page.evaluate(() => globalThis.chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 1 }));
  await expect(page.locator("#chart svg")).toContainText("94");
  await server.close();
  expect(troubles).toEqual([]);
});

test("the server's form of the chart library draws without a browser", () => {
  const bare = createContext({ setTimeout: () => 0, clearTimeout: () => {}, console: { log() {}, warn() {}, error() {} } });
  runInContext(readFileSync(join(folder, "server", "echarts.js"), "utf8"), bare);
  bare.option = OPTION;
  const svg = runInContext("const chart = globalThis.echarts.init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 }); chart.setOption(option); chart.renderToSVGString()", bare);
  expect(svg).toMatch(/^<svg/);
  expect(svg).toContain("April");
});
