// A replica of fifty thousand records in a browser: how long it takes to come, to open again without a network, and to show what is
// typed and sent on a processor slowed to a quarter.
import { chromium } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OFFICER, ONE_TO_ONE, PASSWORD, demoId } from "../journeys/demo_company.js";
import { loaded, open } from "../journeys/office.js";
import { Server } from "../journeys/server.js";
import { Template } from "../journeys/template.js";
import { percentile, print } from "./print.js";

const RECORDS = 50_000;
const REOPENED = 5;
const EDITS = 40;
const OBJECTIVE = demoId("objective/personal/sam-okafor/1");

// Notes when the first page with its records was painted, counted from the page's beginning.
function noteUsable() {
  const look = () => {
    const heading = document.querySelector("h1")?.textContent ?? "";
    if (!heading || /^(Loading|Sign in)$/.test(heading)) return requestAnimationFrame(look);
    // The frame after this one has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.usable = performance.now())));
  };
  addEventListener("DOMContentLoaded", look);
}

const usable = (page) => page.waitForFunction(() => globalThis.usable).then((value) => value.jsonValue());

// Every record is in the browser's database, and a bookmark that says so.
const kept = (page, records) =>
  page.waitForFunction(
    async (records) => {
      const [{ name }] = await indexedDB.databases();
      const database = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
      const rows = await new Promise((done) => (database.transaction("chunk").objectStore("chunk").getAll().onsuccess = (event) => done(event.target.result)));
      database.close();
      return rows.reduce((sum, row) => sum + row.split('"seq":').length - 1, 0) >= records && performance.now();
    },
    records,
    { timeout: 60_000, polling: 100 },
  );

// From a key or a click to the frame that shows what came of it, as the browser's event timing has it; what took less than
// 16 ms it does not report. Keys and clicks go to the browser and not through the page, where looking for them would take time.
async function edits(page) {
  await page.evaluate(() => {
    globalThis.took = [];
    new PerformanceObserver((list) => globalThis.took.push(...list.getEntries().filter((entry) => entry.interactionId).map((entry) => entry.duration))).observe({ type: "event", durationThreshold: 16 });
  });
  const button = `open-progress-${OBJECTIVE}`;
  await page.locator(`#${button}`).scrollIntoViewIfNeeded();
  const middle = () =>
    page.evaluate((id) => {
      const box = document.getElementById(id).getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }, button);
  const timed = async (act, into) => {
    await page.evaluate(() => (globalThis.took = []));
    await act();
    await page.waitForTimeout(300);
    into.push(await page.evaluate(() => Math.max(16, ...globalThis.took)));
  };
  const [opened, typed, sent] = [[], [], []];
  for (let edit = 0; edit < EDITS; edit += 1) {
    const [x, y] = await middle();
    await page.mouse.move(x, y);
    await timed(() => page.mouse.down().then(() => page.mouse.up()), opened);
    await page.keyboard.press("ControlOrMeta+a");
    for (const key of String(10 + edit)) await timed(() => page.keyboard.press(key), typed);
    await timed(() => page.keyboard.press("Enter"), sent);
    await page.locator(`#${button}`).waitFor();
  }
  return { opened, typed, sent };
}

const template = Template.make();
const filled = spawnSync(process.env.THROUGHLINE_FLEET, ["fill", `sqlite:${template.file}`, String(RECORDS)], { encoding: "utf8" });
if (filled.status !== 0) throw new Error(filled.stderr);
const server = await Server.start(template.file);
const profile = mkdtempSync(join(tmpdir(), "throughline-profile-"));
const options = { executablePath: process.env.THROUGHLINE_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"], baseURL: server.origin };
const context = await chromium.launchPersistentContext(profile, options);
try {
  await context.addInitScript(noteUsable);
  const page = await context.newPage();
  await page.goto("/app");
  await page.getByLabel("Sign-in name").fill(OFFICER);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  const shown = await usable(page);
  const pulls = await page.evaluate(() => performance.getEntriesByName(`${location.origin}/sync/pull`).map(({ startTime, responseEnd }) => [startTime, responseEnd]));
  const inStore = await (await kept(page, RECORDS)).jsonValue();
  print(`${RECORDS} records and the demo company, from the first request to a usable page`, shown - pulls[0][0], "ms", 1_500);
  print("from the last byte to a usable page", shown - pulls.at(-1)[1], "ms");
  print("pieces", pulls.length, "requests");
  print("from the first request until the browser's database holds them", inStore - pulls[0][0], "ms");

  await open(page, `/app/one-to-ones/${ONE_TO_ONE}`);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  for (const [what, took] of Object.entries(await edits(page))) {
    const words = { opened: "a form opened", typed: "a figure typed", sent: "a form sent" }[what];
    print(`${words}, to the frame that shows it, on a quarter of the processor: half of ${took.length}`, percentile(took, 0.5), "ms");
    print(`${words}: 95 of 100`, percentile(took, 0.95), "ms", 50);
  }
  await page.close();

  await server.stop();
  const reopened = [];
  for (let time = 0; time < REOPENED; time += 1) {
    const again = await context.newPage();
    await again.goto("/app");
    reopened.push(await usable(again));
    await loaded(again);
    await again.close();
  }
  print(`opened again without a network, to a usable page: the middle of ${REOPENED}`, percentile(reopened, 0.5), "ms", 1_000);
} finally {
  await context.close();
  await server.stop();
  template.remove();
  rmSync(profile, { recursive: true, force: true });
}
