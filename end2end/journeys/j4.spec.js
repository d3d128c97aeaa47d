// J4: a resident without script reads the public pages on a tablet and prints them.
import { HtmlValidate } from "html-validate";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "./office.js";
import { axe, reflow, targets } from "./reading.js";

const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true, isMobile: true };
const WITHOUT_SCRIPT = { ...TABLET, javaScriptEnabled: false };
const LINES = [
  "Being clear what we want to do",
  "Knowing whether we are doing it – or not",
  "Taking quick and effective action if anything goes wrong",
  "Making sure we are doing what customers want",
  "Telling our residents and other stakeholders how we are performing",
];
// Page, style sheet and font, compressed as browsers get them (architecture: a first visit on a slow line).
const WEIGHT_MAX = 60_000;

test("a resident without script reads how the Company is doing, and prints it", async ({ office }) => {
  test.setTimeout(300_000);
  const { page } = await office.visitor("a resident", WITHOUT_SCRIPT);
  // The rules of accessibility are themselves script, so a second tablet looks at what the first one reads: the same bytes.
  const beside = await office.visitor("beside the resident", TABLET);
  const look = async () => {
    await beside.context.addCookies(await page.context().cookies());
    await beside.page.goto(page.url());
    await readable(beside.page);
  };

  await test.step("the home page answers in the client's five lines", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("How are we doing?");
    for (const line of LINES) await expect(page.getByRole("heading", { level: 2, name: line })).toBeVisible();
    await expect(page.locator("script")).toHaveCount(0);
    for (const key of ["Green", "Amber", "Red"]) await expect(page.getByText(key, { exact: false }).first()).toBeVisible();
    await look();
    await printed(page, []);
  });

  await test.step("a measure's page has its chart, its table and where it is from", async () => {
    await page.getByRole("region", { name: LINES[1] }).getByRole("listitem").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/indicators\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const figure = page.locator("figure");
    await expect(figure.locator("svg").first()).toBeVisible();
    await figure.getByText("Show as table").click();
    const table = figure.getByRole("table");
    await expect(table.getByRole("columnheader", { name: "Target" })).toBeVisible();
    expect(await table.getByRole("row").count()).toBeGreaterThan(1);
    await expect(page.getByText(/As at \d+ \w+ \d{4}/).first()).toBeVisible();
    await look();
    await printed(page, [figure.locator("svg").first(), table]);
  });

  await test.step("the scorecard says where each side of the work stands, from published figures, and how that is worked out", async () => {
    await page.getByRole("link", { name: "Our scorecard" }).first().click();
    await expect(page).toHaveURL(/\/scorecard$/);
    const glance = page.getByRole("table", { name: /whole scorecard and each side/ });
    const side = glance.getByRole("link").first();
    const name = await side.textContent();
    await side.click();
    const region = page.getByRole("region", { name, exact: true });
    await expect(region.getByRole("table").first()).toBeVisible();
    await region.getByText("How this is worked out").click();
    await expect(region.getByRole("table", { name: /How the score is worked out/ })).toBeVisible();
    await look();
    await printed(page, [glance]);
  });

  await test.step("what was promised stands beside whether it is kept", async () => {
    await page.getByRole("link", { name: "Our promises" }).first().click();
    const promises = page.getByRole("table", { name: /What we promise/ });
    await expect(promises.getByText("within five working days")).toBeVisible();
    await look();
    await printed(page, [promises]);
  });

  await test.step("colours and size are chosen without script and kept", async () => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "More" }).getByRole("link", { name: "Colours and text size" }).click();
    await page.getByLabel("Dark").check();
    await page.getByRole("button").first().click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await look();
  });
});

test("every public page is valid, reads well and is light enough", async ({ office }) => {
  test.setTimeout(900_000);
  const { page, watch } = await office.visitor("a resident", TABLET);
  const valid = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"] });
  const found = await crawl(office.url(""));
  expect(found.size).toBeGreaterThan(20);
  const weights = [];
  for (const [path, { html, links }] of found) {
    const report = await valid.validateString(html, path);
    const problems = report.results.flatMap(({ messages }) => messages).map(({ ruleId, message, line, column }) => `${path}:${line}:${column} ${ruleId} ${message}`);
    expect.soft(problems, `html-validate on ${path}`).toEqual([]);
    const assets = await Promise.all(links.map((link) => sentBytes(office.url(link))));
    weights.push([path, brotliCompressSync(html).length + assets.reduce((sum, bytes) => sum + bytes, 0)]);
  }
  const [heaviest, most] = weights.toSorted(([, one], [, other]) => other - one)[0];
  console.log(`public pages: ${weights.length}; the heaviest, ${heaviest}, is ${most} bytes with its style sheet and font`);
  expect(most, `${heaviest} with its style sheet and font`).toBeLessThanOrEqual(WEIGHT_MAX);
  // Pages of one kind share their structure: one of each kind, and the longest measure, are looked at by every rule.
  const kinds = ["/", "/services", "/scorecard", "/promises", "/accessibility", "/how-scores-are-worked-out", "/display", "/no-such-page"];
  const measures = [...found.keys()].filter((path) => path.startsWith("/indicators/"));
  const longest = measures.toSorted((one, other) => found.get(other).html.length - found.get(one).html.length)[0];
  for (const path of [...kinds, longest]) {
    await page.goto(path);
    await readable(page, path);
  }
  // What the browser says of a page that is not there is no fault of it.
  watch.forgive(/status of 404/);
});

async function readable(page, where) {
  await axe(page, where);
  await targets(page, where);
  await reflow(page, where);
}

// As a printer gets it: at least one whole sheet, with what is to be read and when it was so, and nothing that only a screen can use.
async function printed(page, shown) {
  await page.emulateMedia({ media: "print" });
  for (const part of [page.getByRole("heading", { level: 1 }), page.getByText(/As at \d+ \w+ \d{4}/).first(), ...shown]) await expect(part).toBeVisible();
  for (const part of await page.getByRole("navigation").all()) await expect(part).toBeHidden();
  await page.emulateMedia({ media: null });
  const sheets = await page.pdf({ format: "A4" });
  expect(sheets.subarray(0, 5).toString()).toBe("%PDF-");
  expect(sheets.toString("latin1").match(/\/Type\s*\/Page\b/g).length).toBeGreaterThanOrEqual(1);
  expect(sheets.length).toBeGreaterThan(10_000);
}

// Every page of the public site that a link leads to, with what it links its style and font from.
async function crawl(origin) {
  const found = new Map();
  const ahead = ["/"];
  while (ahead.length > 0) {
    const path = ahead.pop();
    if (found.has(path)) continue;
    const answer = await fetch(origin + path);
    expect(answer.status, path).toBe(200);
    if (!answer.headers.get("content-type").startsWith("text/html")) continue;
    const html = await answer.text();
    const links = [...html.matchAll(/<link rel="(?:stylesheet|preload)"[^>]*href="([^"]+)"/g)].map(([, href]) => href);
    found.set(path, { html, links });
    for (const [, href] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
      const next = href.replaceAll("&amp;", "&");
      // Where the page of colours leads back to makes no page of its own.
      if (!next.startsWith("/app") && !next.includes("?")) ahead.push(next);
    }
  }
  return found;
}

// What travels for an asset: as the server compresses it.
async function sentBytes(url) {
  const { request } = await import("node:http");
  return new Promise((done, failed) => {
    request(url, { headers: { "Accept-Encoding": "br, gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => (bytes += part.length));
      answer.on("end", () => done(bytes));
    })
      .on("error", failed)
      .end();
  });
}
