// A picture of every page, at each width, in each theme and in print, into the folder THROUGHLINE_SHOTS.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { loaded, test } from "../journeys/office.js";
import { PUBLIC, STAFF } from "../journeys/pages.js";

const FOLDER = process.env.THROUGHLINE_SHOTS;
const THEMES = ["light", "dark", "cream"];
const SIZES = {
  "1280x800": { width: 1280, height: 800 },
  "820x1180": { width: 820, height: 1180 },
  "320": { width: 320, height: 640 },
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
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    const picture = (theme) => page.screenshot({ path: join(FOLDER, `${name}.${size}.${theme}.png`), fullPage: true, animations: "disabled" });
    for (const theme of THEMES) {
      // As the app and the public site set it for whoever chose it.
      await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
      await settled(page);
      await picture(theme);
    }
    await page.evaluate(() => document.documentElement.removeAttribute("data-theme"));
    // The reader's own colours, as Windows' high contrast themes force them.
    await page.emulateMedia({ forcedColors: "active" });
    await settled(page);
    await picture("forced");
    await page.emulateMedia({ forcedColors: null });
  }
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

test("the page for choosing a password", async ({ office }) => {
  const [code] = office.administer("user", "reset", Object.keys(STAFF)[0]).match(/\S+$/m);
  const { page } = await office.visitor("somebody with a one-time code", { hasTouch: true });
  await page.goto("/app");
  await page.getByLabel("Sign-in name").fill(Object.keys(STAFF)[0]);
  await page.getByLabel("Password").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /password/i }).waitFor();
  await pictures(page, "app-choose-password");
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
