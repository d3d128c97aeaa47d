// J9: a newer build of the app while work is unsent: it is taken when the reader says so, and nothing of theirs is lost.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MANAGER, OFFICER } from "./demo_company.js";
import { MEETING, obstacles, onTheDevice, state } from "./meeting.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";

const WORDS = "The cellar lock at Keats House sticks.";
const BEGUN = "Ring the locksmith";
const builds = (page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("throughline-")).length);

// The same site as a later build: its service worker is another, and so is the cache that it fills.
function laterBuild(folder) {
  cpSync(process.env.THROUGHLINE_SITE, folder, { recursive: true });
  const manifest = join(folder, "manifest.json");
  const files = JSON.parse(readFileSync(manifest, "utf8"));
  Object.assign(files["sw.js"], { br: null, gzip: null });
  writeFileSync(manifest, JSON.stringify(files));
  const worker = join(folder, "sw.js");
  writeFileSync(worker, readFileSync(worker, "utf8").replaceAll(/throughline-(?=[0-9a-f]{8})/g, "throughline-later-"));
  return folder;
}

test("a newer build is offered while work is unsent, and taking it loses nothing", async ({ office }) => {
  test.setTimeout(300_000);
  const { page, cut, mend } = await office.far(OFFICER);
  const manager = await office.browser(MANAGER);
  for (const each of [page, manager.page]) await open(each, MEETING);
  await onTheDevice(page);
  await page.reload();
  await expect(obstacles(page)).toBeVisible();
  await expect.poll(() => builds(page)).toBe(1);

  await test.step("the server is started with a later build, and the page offers it", async () => {
    await office.kill();
    office.server.site = laterBuild(join(test.info().outputDir, "site"));
    await office.restart();
    await expect(state(page)).toHaveText("Saved");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(page.getByRole("button", { name: "Reload now" })).toBeVisible({ timeout: 30_000 });
    await axe(page, "a newer build is offered");
  });

  cut();
  await test.step("work goes on without a network, and waits", async () => {
    await obstacles(page).fill(WORDS);
    await obstacles(page).blur();
    await expect(state(page)).toHaveText("1 change waiting");
  });

  await test.step("the newer build opens without a network, with what waits and what was begun", async () => {
    // Pressed with the last key.
    await page.getByLabel("Something to talk about").fill(BEGUN);
    await page.getByRole("button", { name: "Reload now" }).click();
    await expect(page.getByRole("button", { name: "Reload now" })).toHaveCount(0, { timeout: 30_000 });
    await expect(state(page)).toHaveText("1 change waiting", { timeout: 30_000 });
    await expect(obstacles(page)).toHaveValue(WORDS);
    await expect(page.getByLabel("Something to talk about")).toHaveValue(BEGUN);
    await expect.poll(() => builds(page)).toBe(2);
  });

  mend();
  await test.step("and it arrives", async () => {
    await expect(state(page)).toHaveText("Saved", { timeout: 20_000 });
    await expect(manager.page.getByText(WORDS)).toBeVisible();
  });
});
