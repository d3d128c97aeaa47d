// How figures are reported: a procedure is read by those whom it concerns, and read again when its words change.
import { ADMINISTRATOR, MANAGER } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { whole } from "./reading.js";

const heading = (page) => page.getByRole("heading", { level: 1 });
const saved = (page) => expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");

test("a procedure is read by whom it concerns, and again when it changes", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);
  const manager = await office.browser(MANAGER);

  await test.step("who records it sees who has not read it", async () => {
    await open(page, "/app/procedures");
    const known = page.getByRole("region", { name: /How a month’s figures are reported/ });
    await expect(known).toContainText("Version 1, since");
    await known.getByText("Who has not read it").click();
    await expect(known.getByRole("listitem")).toHaveCount(1);
    await whole(page, "the procedures");
  });

  await test.step("who owns figures has read it", async () => {
    await open(manager.page, "/app/procedures");
    await expect(heading(manager.page)).toHaveText("1 procedure for reporting figures");
    await expect(manager.page.getByText("You read this version on")).toBeVisible();
    await expect(manager.page.getByRole("button", { name: "Change it" })).toHaveCount(0);
  });

  await test.step("other words are another version", async () => {
    await page.getByRole("button", { name: "Change it" }).click();
    await page.getByLabel("What is to be done?").fill("By the third working day the provider counts the month.");
    await page.getByRole("button", { name: "Record procedure" }).click();
    await expect(page.getByText("Version 2, since")).toBeVisible();
    await saved(page);
  });

  await test.step("which is read again", async () => {
    await expect(heading(manager.page)).toHaveText("1 procedure waits for you to read it");
    await manager.page.getByRole("button", { name: "I have read and understood it" }).click();
    await expect(heading(manager.page)).toHaveText("1 procedure for reporting figures");
    await saved(manager.page);
    await whole(manager.page, "a procedure that was read");
  });
});
