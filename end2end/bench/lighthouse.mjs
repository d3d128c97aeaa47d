// Lighthouse with its mobile preset on public pages: a slow phone on a slow line, as it imitates them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Server } from "../journeys/server.js";
import { Template } from "../journeys/template.js";
import { print, printScore } from "./print.js";

const PAGES = { "public home page": "/", "public page of a measure": "/indicators/TP02" };
const LEAST = { performance: 95, accessibility: 100, "best-practices": 95 };
const LIGHTHOUSE = new URL("../node_modules/lighthouse/cli/index.js", import.meta.url).pathname;

const folder = mkdtempSync(join(tmpdir(), "throughline-lighthouse-"));
const template = Template.make();
const server = await Server.start(template.file);
try {
  for (const [name, path] of Object.entries(PAGES)) {
    const file = join(folder, "report.json");
    // The first request makes the page; what is measured is what every reader after it gets.
    await fetch(server.origin + path);
    execFileSync(
      process.execPath,
      [
        LIGHTHOUSE, server.origin + path, "--quiet", "--output=json", `--output-path=${file}`, "--max-wait-for-load=60000",
        `--only-categories=${Object.keys(LEAST).join(",")}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
      ],
      { env: { ...process.env, CHROME_PATH: process.env.THROUGHLINE_CHROMIUM }, stdio: ["ignore", "ignore", "inherit"] },
    );
    const { categories, audits } = JSON.parse(readFileSync(file, "utf8"));
    for (const [category, least] of Object.entries(LEAST)) printScore(`${name}: ${category}`, Math.round(categories[category].score * 100), least);
    print(`${name}: largest paint on a slow phone`, audits["largest-contentful-paint"].numericValue, "ms", 1_500);
    print(`${name}: layout shift`, audits["cumulative-layout-shift"].numericValue, "", 0.02);
  }
} finally {
  await server.stop();
  template.remove();
  rmSync(folder, { recursive: true, force: true });
}
