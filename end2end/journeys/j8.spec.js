// J8: a tablet is handed on. Nothing of who had it is left for the next, and nothing that waits is lost unasked.
import { readFile } from "node:fs/promises";
import { MANAGER, OFFICER, PASSWORD } from "./demo_company.js";
import { AGREED, MEETING, kept, obstacles, onTheDevice, state } from "./meeting.js";
import { expect, loaded, open, test } from "./office.js";
import { axe, whole } from "./reading.js";

const WORDS = "The cellar lock at Keats House sticks.";

test("signing out leaves nothing of the person in the browser", async ({ office }) => {
  const { page } = await office.browser(OFFICER);
  await open(page, MEETING);
  const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(await databases()).toEqual([expect.stringMatching(/^throughline:/)]);
  await onTheDevice(page);

  await test.step("what waits is not lost unasked: it can be sent, saved as a file, or given up", async () => {
    await office.kill();
    await obstacles(page).fill(WORDS);
    await obstacles(page).blur();
    await expect(state(page)).toHaveText("1 change waiting");
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" }).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByText("1 change has not reached the server.")).toBeVisible();
    await axe(page, "signing out while work waits");
    await expect(page.getByRole("button", { name: "Stay signed in" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Sign out and lose it" })).toHaveCount(0);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save a copy" }).click()]);
    expect(await readFile(await file.path(), "utf8")).toMatch(new RegExp(`Write in a 1:1\nAbout: 1:1 with Priya Natarajan, .*\nEntered on: .*\nObstacles and help needed: ${WORDS}`));
    await page.getByRole("button", { name: "Stay signed in" }).click();
    await office.restart();
    await expect(state(page)).toHaveText("Saved", { timeout: 20_000 });
  });

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect.poll(databases).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/person|typed|reached/);
});

test("whoever signs out in one tab is told first what another has not sent, and it stays there until they close it", async ({ office }) => {
  const { page, context, watch } = await office.browser(OFFICER);
  await open(page, MEETING);
  await onTheDevice(page);
  const second = await context.newPage();
  await watch.over(second);
  await open(second, MEETING);
  const signOut = page.getByRole("button", { name: "Sign out", exact: true });
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" }).click();
  const copied = async (from) => {
    const [file] = await Promise.all([from.waitForEvent("download"), from.getByRole("button", { name: "Save a copy" }).click()]);
    return readFile(await file.path(), "utf8");
  };

  await test.step("without a network", async () => {
    await office.kill();
    await obstacles(second).fill(WORDS);
    await obstacles(second).blur();
    await expect(state(second)).toHaveText("1 change waiting");
    await signOut.click();
    await expect(page.getByText("1 change has not reached the server. Signing out now loses it.")).toBeVisible();
    await expect(page.getByText("Some of it is in another tab of this browser.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Sign out and lose it" })).toHaveCount(0);
    expect(await copied(page)).toContain(WORDS);
    await office.restart();
    await expect(page.getByText("Everything is saved now. You can sign out.")).toBeVisible({ timeout: 20_000 });
    await page.getByRole("button", { name: "Stay signed in" }).click();
  });

  const item = page.getByLabel("Something to talk about");
  await test.step("and where that is the one that kept the work, it keeps it again once they sign in there", async () => {
    await open(page, MEETING);
    await item.fill("Ring the locksmith");
    await second.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" }).click();
    await second.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(second.getByText("What you typed into a form is not saved. Signing out now loses it.")).toBeVisible();
    await second.getByRole("button", { name: "Sign out and lose it" }).click();
    await expect(second.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    await expect(page.getByText("You signed out in another tab, and this one holds work that was not sent")).toBeVisible();
    await whole(page, "a tab that was left behind");
    expect(await copied(page)).toMatch(/Begun: Add to an agenda\nAbout: 1:1 with Priya Natarajan, .*\nRing the locksmith/);
    await page.getByLabel("Sign-in name").fill(OFFICER);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(item).toHaveValue("Ring the locksmith");
    await expect.poll(() => kept(page, "draft")).toBe(1);
    await expect(state(page)).toHaveText("Saved");
  });
});

test("on a tablet that is handed on a sign-in lasts a working day, and its work opens without a network for half a day", async ({ office }) => {
  const { page, context } = await office.visitor(OFFICER);
  const clock = Date.now();
  await page.goto("/app");
  await page.getByLabel("Other people use this device too").check();
  await axe(page, "signing in on a shared tablet");
  await page.getByLabel("Sign-in name").fill(OFFICER);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  // A page that is left while the server is asked is not signed in.
  await loaded(page);
  await open(page, MEETING);
  await onTheDevice(page);
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(1);
  await page.reload();
  await expect(obstacles(page)).toBeVisible();

  await office.kill();
  const at = async (hours) => {
    await page.clock.setFixedTime(clock + hours * 3_600_000);
    await page.reload();
  };
  await at(11);
  await expect(obstacles(page)).toBeVisible();
  await at(13);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connect to the network to go on");
  await expect(page.getByText("Get keys to the contractor")).toHaveCount(0);
  await axe(page, "a tablet that was offline for too long");
  expect(await context.cookies()).toHaveLength(1);
});

test("what one person typed is not there for the next on the same tablet", async ({ office }) => {
  const { page } = await office.browser(OFFICER);
  await open(page, MEETING);
  const opener = page.getByRole("button", { name: `Record progress on “${AGREED.title}”` });
  const note = page.getByLabel("What happened (you may leave this empty)");
  await opener.click();
  await note.fill(WORDS);
  await page.evaluate(() => fetch("/api/session", { method: "DELETE" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  // In the same page, so that what it has in memory is there to be shown.
  await page.getByLabel("Sign-in name").fill(MANAGER);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  const places = page.getByRole("navigation", { name: "Places" });
  await places.getByRole("link", { name: "1:1s" }).click();
  await page.getByRole("link", { name: /Sam Okafor/ }).first().click();
  await expect(opener).toBeVisible();
  await expect(note).toBeHidden();
  await places.getByRole("link", { name: "More" }).click();
  await page.getByRole("link", { name: "What is waiting, and what was refused" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything is saved");
});

test("of an account that is closed nothing stays on its devices", async ({ office }) => {
  const { page, context, watch } = await office.browser(OFFICER);
  await open(page, MEETING);
  await onTheDevice(page);
  const away = await context.newPage();
  await away.goto("/licences.txt");
  const databases = () => away.evaluate(async () => (await indexedDB.databases()).length);
  await expect.poll(databases).toBe(1);
  await page.close();

  office.administer("user", "disable", OFFICER);
  const again = await context.newPage();
  await watch.over(again);
  await again.goto("/app");
  await expect(again.getByText("The account that was signed in here is closed")).toBeVisible();
  await axe(again, "the sign-in page after an account was closed");
  await expect.poll(databases).toBe(0);
});
