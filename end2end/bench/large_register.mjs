// The register and the scorecard of a company with 300 indicators of ten years each: how long the browser is busy with anything while
// one scrolls them by wheel and by keys, and how long a keystroke in the search takes until what it leaves stands in the page.
import { chromium } from "@playwright/test";
import { PASSWORD } from "../journeys/demo_company.js";
import { loaded, open } from "../journeys/office.js";
import { Server } from "../journeys/server.js";
import { Template } from "../journeys/template.js";
import { percentile, print } from "./print.js";

// The size for which the made-up company has 300 indicators with 120 figures each.
const PEOPLE = 2_000;
const WORDS = ["repairs", "2", "homes in time", "no such words", "a"];
const ROUNDS = 8;
// Longer than any answer takes, so that what a keystroke set off is over before the next.
const APART_MS = 120;

// What kept the page busy for more than 50 ms since it was last asked; the browser reports nothing shorter.
// In every document that is opened, from its beginning.
const noteTasks = (page) =>
  page.addInitScript(() => {
    globalThis.busy = [];
    globalThis.tasks = new PerformanceObserver((list) => globalThis.busy.push(...list.getEntries().map((entry) => entry.duration)));
    globalThis.tasks.observe({ type: "longtask" });
  });

const longest = (page) =>
  page.evaluate(() => {
    globalThis.busy.push(...globalThis.tasks.takeRecords().map((entry) => entry.duration));
    return Math.max(0, ...globalThis.busy.splice(0));
  });

const atEnd = (page) => page.evaluate(() => scrollY + innerHeight >= document.scrollingElement.scrollHeight - 2);

async function scrolled(page, what) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(600, 400);
  await page.waitForTimeout(500);
  await longest(page);
  let steps = 0;
  while (!(await atEnd(page)) && steps < 400) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(30);
    steps += 1;
  }
  print(`${what}, scrolled by wheel in ${steps} turns: the longest task over 50 ms, 0 for none`, await longest(page), "ms", 50);
  await page.evaluate(() => document.activeElement?.blur());
  let keys = 0;
  for (const key of ["Home", ...Array(60).fill("PageDown")]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
    keys += 1;
    if (key !== "Home" && (await atEnd(page))) break;
  }
  print(`${what}, scrolled by ${keys} keys: the longest task over 50 ms, 0 for none`, await longest(page), "ms", 50);
}

// From the input event to the last change of the page that it set off.
async function keystrokes(page) {
  await page.evaluate(() => {
    globalThis.answers = [];
    let began = 0;
    document.addEventListener("input", () => { began = performance.now(); globalThis.answers.push(0); }, { capture: true });
    new MutationObserver(() => { globalThis.answers[globalThis.answers.length - 1] = performance.now() - began; }).observe(document.querySelector("main"), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const field = page.getByLabel("Find an indicator");
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const words of WORDS) {
      await field.focus();
      for (const key of words) {
        await page.keyboard.press(key);
        await page.waitForTimeout(APART_MS);
      }
      for (const _ of words) {
        await page.keyboard.press("Backspace");
        await page.waitForTimeout(APART_MS);
      }
    }
  }
  return page.evaluate(() => globalThis.answers);
}

const template = Template.make(PEOPLE);
const server = await Server.start(template.file);
const browser = await chromium.launch({ executablePath: process.env.THROUGHLINE_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await noteTasks(page);
  await page.goto("/app");
  await page.getByLabel("Sign-in name").fill("executive");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /^(?!Sign in|Loading)/ }).waitFor();
  await loaded(page);

  await open(page, "/app/indicators");
  await page.getByLabel("Find an indicator").waitFor();
  print("indicators in the register", await page.locator("tbody tr").count(), "");
  await scrolled(page, "the register");
  const answers = await keystrokes(page);
  print(`${answers.length} keystrokes in its search, to the changed page: half`, percentile(answers, 0.5), "ms");
  print("95 of 100", percentile(answers, 0.95), "ms", 16);

  await open(page, "/app/scorecard");
  await scrolled(page, "the scorecard");
  await page.getByRole("button", { name: /^Open everything/ }).click();
  await page.waitForTimeout(5_000);
  await scrolled(page, "the scorecard with everything open");
} finally {
  await browser.close();
  await server.stop();
  template.remove();
}
