// What the Council chose: its viewers read an approved figure and what was said with it before residents do.
import { COUNCIL_VIEWER, demoId } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const lastMonth = () => {
  const now = new Date();
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  return before.toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
};

test("the Council reads what it chose before residents do", async ({ office }) => {
  const { page } = await office.browser(COUNCIL_VIEWER);
  const ofLastMonth = page.getByRole("row", { name: new RegExp(`^${lastMonth()}`) });

  await test.step("an approved figure, and what was said with it", async () => {
    await open(page, `/app/indicators/${demoId("indicator/INC02")}`);
    await expect(ofLastMonth.filter({ hasText: "Approved" })).toHaveCount(1);
    const said = page.getByRole("region", { name: "Why, and what is being done" });
    await expect(said).toContainText("What happened");
    await expect(said).not.toContainText("written by");
    await axe(page, "an indicator that the Council chose");
    await reflow(page, "an indicator that the Council chose");
    await open(page, "/app");
    await expect(page.getByText("from published figures, and approved ones of what the Council chose")).toBeVisible();
  });

  await test.step("their report, and that they have read it", async () => {
    await open(page, "/app/more");
    await page.getByRole("link", { name: "Reports to the Board and to the Council" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 report was sent");
    await page.getByRole("row", { name: /The Council/ }).getByRole("link").click();
    await expect(page.getByRole("region", { name: "How far it is" })).toContainText("Read by 1 of the Council’s viewers: you.");
    await expect(page.getByRole("row", { name: /INC02/ })).toBeVisible();
    await expect(page.getByText("The whole scorecard")).toHaveCount(0);
  });

  await test.step("residents read the month before", async () => {
    await page.goto("/indicators/INC02");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Current tenant arrears");
    await expect(page.getByRole("main")).not.toContainText(lastMonth());
  });
});
