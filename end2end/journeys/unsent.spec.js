// What has not reached the server: what is typed outlives its page, the frame says whether anybody is reached, and of two versions, or of
// what was refused, nothing is lost unseen.
import { MANAGER, OFFICER, PASSWORD } from "./demo_company.js";
import { AGREED, MEETING, obstacles, onTheDevice, state } from "./meeting.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";

const WORDS = "The cellar lock at Keats House sticks.";
const putAside = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("throughline.typed.")).length);

test("what is typed is there again however soon the page goes, and stands whole on paper", async ({ office }) => {
  const { page, context, watch } = await office.browser(OFFICER);
  const item = (page) => page.getByLabel("Something to talk about");
  const is = async (page, about, words) => {
    await expect(item(page)).toHaveValue(about);
    await expect(obstacles(page)).toHaveValue(words);
  };
  await open(page, MEETING);
  await onTheDevice(page);
  await test.step("reloaded with the last key", async () => {
    await item(page).pressSequentially("Keys");
    await obstacles(page).pressSequentially(WORDS);
    await page.reload();
    await is(page, "Keys", WORDS);
    await expect.poll(() => putAside(page)).toBe(0);
  });
  await test.step("another address", async () => {
    for (const [field, words] of [[item, " again"], [obstacles, " And the gate."]]) {
      await field(page).press("End");
      await field(page).pressSequentially(words);
    }
    await page.goto("/");
    await open(page, MEETING);
    await is(page, "Keys again", `${WORDS} And the gate.`);
    await expect(state(page)).toHaveText("Saved");
  });
  await test.step("a second tab, which keeps nothing in the store", async () => {
    const second = await context.newPage();
    await watch.over(second);
    await open(second, MEETING);
    await item(second).fill("In the second tab");
    await second.reload();
    await expect(item(second)).toHaveValue("In the second tab");
    await second.close();
  });
  await test.step("the tab is closed", async () => {
    await obstacles(page).fill(Array.from({ length: 25 }, (_, line) => `${line + 1}: ${WORDS}`).join("\n"));
    await item(page).fill("Closed at once");
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
  });
  const again = await context.newPage();
  await watch.over(again);
  await open(again, MEETING);
  await expect(item(again)).toHaveValue("Closed at once");
  await expect(obstacles(again)).toHaveValue(/25: The cellar lock/);
  await test.step("a long text is read without scrolling in it, and printed whole", async () => {
    expect(await obstacles(again).evaluate((area) => area.scrollHeight - area.clientHeight)).toBeLessThan(2);
    await again.emulateMedia({ media: "print" });
    await expect(again.getByText(/^1: The cellar lock[^]*25: The cellar lock/).last()).toBeVisible();
    await expect(obstacles(again)).toBeHidden();
  });
});

test("without the server the frame says since when, and every page as at which day it speaks", async ({ office }) => {
  const { page } = await office.browser(OFFICER);
  const asAt = page.getByText(/^As at .*, when this device last reached the server, from approved figures/);
  await open(page, "/app/scorecard");
  await onTheDevice(page);
  await expect(state(page)).toHaveText("Saved");
  await expect(page.getByText(/^As at \d+ \w+ \d{4}, from approved figures/)).toBeVisible();
  await office.kill();
  await expect(state(page)).toHaveText(/^No connection since \d\d:\d\d$/, { timeout: 20_000 });
  await axe(page, "the scorecard without a connection");
  await page.clock.setFixedTime(Date.now() + 10 * 24 * 3_600_000);
  await page.reload();
  await expect(state(page)).toHaveText(/^No connection since \d+ \w+ \d{4}$/);
  await expect(asAt).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/^Throughline, as at .*, when this device last reached the server, printed for Sam Okafor\.$/)).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await office.restart();
  await expect(state(page)).toHaveText("Saved", { timeout: 20_000 });
  await expect(asAt).toHaveCount(0);
});

test("while the first records are on their way nothing is called saved", async ({ office }) => {
  const { page } = await office.visitor(OFFICER);
  let come;
  const held = new Promise((resolve) => (come = resolve));
  await page.route("**/sync/pull", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/app");
  await page.getByLabel("Sign-in name").fill(OFFICER);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Loading");
  await expect(state(page)).toHaveText("Loading");
  come();
  await expect(state(page)).toHaveText("Saved");
});

test("of what one person writes on two devices nothing is written over unseen", async ({ office }) => {
  test.setTimeout(120_000);
  const { page: tablet, cut, mend } = await office.far(OFFICER);
  const { page: desk } = await office.browser(OFFICER);
  for (const page of [tablet, desk]) await open(page, MEETING);
  await onTheDevice(tablet);
  const write = async (page, text) => {
    await obstacles(page).fill(text);
    await obstacles(page).blur();
  };
  await write(tablet, "A common start.");
  await expect(obstacles(desk)).toHaveValue("A common start.");

  await test.step("in the basement and at the desk: both are shown, and one is chosen", async () => {
    cut();
    await write(tablet, "In the basement.");
    await expect(state(tablet)).toHaveText("1 change waiting");
    await write(desk, "At the desk.");
    await expect(state(desk)).toHaveText("Saved");
    mend();
    await expect(state(tablet)).toHaveText("Needs your choice (1)", { timeout: 20_000 });
    await expect(obstacles(tablet)).toHaveValue("At the desk.");
    await state(tablet).getByRole("link").click();
    const choice = tablet.getByRole("listitem").filter({ hasText: "Write in a 1:1" });
    for (const words of ["In the basement.", "At the desk."]) await expect(choice.getByText(words, { exact: true })).toBeVisible();
    await choice.getByRole("button", { name: /^Put mine in its place/ }).click();
    await expect(state(tablet)).toHaveText("Saved");
    await expect(obstacles(desk)).toHaveValue("In the basement.");
  });

  await test.step("in a field that stands open: both are shown beside it, and both are kept", async () => {
    await open(tablet, MEETING);
    await obstacles(tablet).press("End");
    // For longer than it takes the other device's words to come.
    const typing = obstacles(tablet).pressSequentially(" And here I go on for some time.", { delay: 120 });
    // Words that come before the first key is pressed stand in a field that nobody has begun to change.
    await expect(obstacles(tablet)).toHaveValue(/ And/);
    await write(desk, "Changed at the desk.");
    await expect(state(desk)).toHaveText("Saved");
    await typing;
    await obstacles(tablet).blur();
    await expect(tablet.getByText("On another device or in another tab you wrote:")).toBeVisible();
    await axe(tablet, "words from two devices beside a field");
    await tablet.getByRole("button", { name: "Keep both" }).click();
    await expect(obstacles(desk)).toHaveValue("Changed at the desk.\n\nIn the basement. And here I go on for some time.");
    await expect(tablet.getByRole("button", { name: "Keep both" })).toHaveCount(0);
  });
});

test("what waits and what was refused say what they are about, and words are not thrown away with one press", async ({ office }) => {
  test.setTimeout(120_000);
  const { page, cut, mend } = await office.far(OFFICER);
  const { page: manager } = await office.browser(MANAGER);
  await open(page, MEETING);
  await onTheDevice(page);
  cut();
  await page.getByRole("button", { name: `Record progress on “${AGREED.title}”` }).click();
  await page.getByLabel("Progress in per cent").fill("70");
  await page.getByLabel("What happened (you may leave this empty)").fill(WORDS);
  await page.getByRole("button", { name: "Save progress" }).click();
  await expect(state(page)).toHaveText("1 change waiting");
  const about = page.getByRole("link", { name: `“${AGREED.title}”, your objective` });
  await test.step("while it waits", async () => {
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" }).click();
    await page.getByRole("link", { name: "What is waiting, and what was refused" }).click();
    await expect(page.getByRole("listitem").filter({ has: about })).toContainText(WORDS);
  });
  await open(manager, `/app/objectives/${AGREED.id}`);
  await manager.getByRole("button", { name: /^Reopen to change it/ }).click();
  await expect(state(manager)).toHaveText("Saved");
  mend();
  await expect(state(page)).toHaveText("1 change refused", { timeout: 20_000 });
  await expect(state(page).getByRole("link")).toHaveAttribute("href", "/app/waiting");
  const refused = page.getByRole("listitem").filter({ has: about });
  await expect(refused).toContainText("Agree this objective first");
  await expect(refused).toContainText(WORDS);
  await refused.getByRole("button", { name: /^Dismiss/ }).click();
  await axe(page, "a refusal that is about to be thrown away");
  await refused.getByRole("button", { name: "Keep them" }).click();
  await refused.getByRole("button", { name: /^Dismiss/ }).click();
  await refused.getByRole("button", { name: /^Throw them away/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything is saved");
  await expect(state(page)).toHaveText("Saved");
});
