// J10: last night's backup is restored while devices hold today's work: they bring it back, and say so.
import { join } from "node:path";
import { MANAGER, OFFICER, PASSWORD } from "./demo_company.js";
import { AGREED, MEETING, state, words } from "./meeting.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";

const WORDS = "The cellar lock at Keats House sticks.";
const FEEDBACK = "Your reports on the depot are the best we have had.";

async function write(page, part, text) {
  await words(page, part).fill(text);
  await words(page, part).blur();
  await expect(state(page)).toHaveText("Saved");
}

// Sessions are not in a backup: whoever was signed in signs in again, in the page that they have open.
async function comeBack({ page, name }) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in", { timeout: 30_000 });
  await page.getByLabel("Sign-in name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("what devices did after the backup is there again once they are back, and each says what it brought", async ({ office }) => {
  test.setTimeout(300_000);
  const officer = await office.browser(OFFICER);
  const manager = await office.browser(MANAGER);
  for (const { page } of [officer, manager]) await open(page, MEETING);
  await write(officer.page, "How you are", "Well, and glad of the new depot.");
  const backup = join(test.info().outputDir, "last-night.backup");
  office.administer("backup", backup);

  await test.step("today both go on", async () => {
    await write(officer.page, "Obstacles and help needed", WORDS);
    await officer.page.getByRole("button", { name: `Record progress on “${AGREED.title}”` }).click();
    await officer.page.getByLabel("Progress in per cent").fill("80");
    await officer.page.getByRole("button", { name: "Save progress" }).click();
    await expect(state(officer.page)).toHaveText("Saved");
    await write(manager.page, "Feedback, both ways", FEEDBACK);
  });

  await test.step("the server is lost, and what there is of last night is restored", async () => {
    await office.kill();
    office.server.file = join(test.info().outputDir, "restored.db");
    office.administer("restore", backup);
    await office.restart();
  });

  await test.step("each device brings back its own, once, and says so", async () => {
    for (const browser of [officer, manager]) await comeBack(browser);
    const told = (page) => page.getByText(/^It had lost \d+ changes? /);
    await expect(told(officer.page)).toContainText("2 changes", { timeout: 20_000 });
    await expect(told(manager.page)).toContainText("1 change ");
    await axe(officer.page, "after a restore");
    for (const { page } of [officer, manager]) {
      await expect(state(page)).toHaveText("Saved");
      await open(page, MEETING);
      await expect(page.getByRole("listitem").filter({ hasText: AGREED.title })).toContainText("80%");
    }
    await expect(manager.page.getByText(WORDS)).toHaveCount(1);
    await expect(officer.page.getByText(FEEDBACK)).toHaveCount(1);
    // The page that was opened anew does not say it again.
    await expect(told(officer.page)).toHaveCount(0);
  });

  await test.step("the administrator finds a line a device in the log, and a history that holds", async () => {
    const lines = office.server.log.split("\n").filter((line) => line.includes("forgotten"));
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(office.administer("verify")).toMatch(/holds/i);
  });
});
