// Every page, whoever reads it and however: the rules of accessibility, narrow windows, spaced text, fingers, the keyboard,
// and the colours that a device insists on.
import { expect, loaded, test } from "./office.js";
import { PUBLIC, STAFF } from "./pages.js";
import { axe, reflow, spacing, tabThrough, targets } from "./reading.js";

const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true };

for (const [who, pages] of Object.entries(STAFF)) {
  test(`the pages of ${who} can be read and used by everybody`, async ({ office }) => {
    test.setTimeout(900_000);
    const desk = await office.browser(who);
    const tablet = await office.browser(who, TABLET);
    for (const [name, path] of Object.entries(pages)) {
      await test.step(name, async () => {
        for (const { page } of [desk, tablet]) {
          await page.goto(path);
          await loaded(page);
        }
        await readable(desk.page, name);
        await targets(tablet.page, name);
        await tablet.page.setViewportSize({ width: 1180, height: 820 });
        await targets(tablet.page, `${name}, turned`);
        await tablet.page.setViewportSize(TABLET.viewport);
      });
    }
  });
}

test("the public pages can be read by everybody", async ({ office }) => {
  test.setTimeout(600_000);
  const { page, watch } = await office.visitor("a resident");
  for (const [name, path] of Object.entries(PUBLIC)) {
    await test.step(name, async () => {
      await page.goto(path);
      await readable(page, name);
    });
  }
  watch.forgive(/status of 404/);
});

async function readable(page, name) {
  await axe(page, name);
  await reflow(page, name);
  await spacing(page, name);
  for (const media of [{ colorScheme: "dark" }, { forcedColors: "active" }, { contrast: "more" }]) {
    await page.emulateMedia(media);
    await axe(page, `${name} with ${JSON.stringify(media)}`);
    await page.emulateMedia({ colorScheme: null, forcedColors: null, contrast: null });
  }
  // Last, because the keyboard's way leads out of the page at its end.
  expect.soft(await tabThrough(page, name), `stops of the keyboard on ${name}`).toBeGreaterThan(0);
}
