// A picture of every page, at each width, in each theme and in print, into the folder THROUGHLINE_SHOTS.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { loaded, test } from "../journeys/office.js";
import { PUBLIC, STAFF } from "../journeys/pages.js";

const FOLDER = process.env.THROUGHLINE_SHOTS;
const THEMES = ["light", "dark", "cream"];
// What a person sees first on a desktop and on a tablet; on a phone all of it, since there most is below.
const SIZES = {
  "1280x800": { viewport: { width: 1280, height: 800 }, whole: false },
  "820x1180": { viewport: { width: 820, height: 1180 }, whole: false },
  "320": { viewport: { width: 320, height: 640 }, whole: true },
};

async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
  // A chart is fetched and drawn when its page is shown.
  const chart = page.locator("[data-chart]").first();
  if ((await chart.count()) > 0) await chart.locator("svg").first().waitFor();
}

async function pictures(page, name) {
  await settled(page);
  for (const [size, { viewport, whole }] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const theme of THEMES) {
      // As the app and the public site set it for whoever chose it.
      await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
      await settled(page);
      await page.screenshot({ path: join(FOLDER, `${name}.${size}.${theme}.png`), fullPage: whole, animations: "disabled" });
    }
  }
  await page.evaluate(() => document.documentElement.removeAttribute("data-theme"));
  await page.pdf({ path: join(FOLDER, `${name}.print.pdf`), format: "A4", preferCSSPageSize: true });
  // The sheets as one picture, as wide as A4 within its margins.
  await page.setViewportSize({ width: 680, height: 980 });
  await page.emulateMedia({ media: "print" });
  await settled(page);
  await page.screenshot({ path: join(FOLDER, `${name}.print.png`), fullPage: true });
  await page.emulateMedia({ media: null });
}

mkdirSync(FOLDER, { recursive: true });

for (const [who, pages] of Object.entries(STAFF)) {
  test(`the pages of ${who}`, async ({ office }) => {
    const { page } = await office.browser(who, { hasTouch: true });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await loaded(page);
      await pictures(page, `app-${name}`);
    }
  });
}

test("the page for signing in", async ({ office }) => {
  const { page } = await office.visitor("nobody yet", { hasTouch: true });
  await page.goto("/app");
  await page.getByLabel("Password").waitFor();
  await pictures(page, "app-sign-in");
});

test("the public pages", async ({ office }) => {
  const { page, watch } = await office.visitor("a resident", { hasTouch: true });
  for (const [name, path] of Object.entries(PUBLIC)) {
    await page.goto(path);
    await pictures(page, `public-${name}`);
  }
  // The browser notes that a page which is not there is not there.
  watch.forgive(/status of 404/);
});
