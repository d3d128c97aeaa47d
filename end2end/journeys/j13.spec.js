// J13: a published figure is corrected after the Board saw it: both versions stand on one page, with the reason, for staff and public.
import { ADMINISTRATOR, MANAGER, demoId } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { whole } from "./reading.js";

const CHECKER = "rosa.delgado";
const BOARD_MEMBER = "lorna.fitzgibbon";
const WHY = "Jobs of the last weekend were counted twice.";
const INDICATOR = `/app/indicators/${demoId("indicator/REP05")}`;

const row = (page) => page.getByRole("row", { name: /^REP05 / });
const corrected = (page) => page.getByRole("region", { name: "Corrected figures" });

async function atMonthEnd(page) {
  await open(page, "/app/month-end");
  await page.getByLabel("Service", { exact: true }).selectOption({ label: "Repairs and Voids" });
  await expect(row(page)).toBeVisible();
}

test("a figure that was corrected after it was published stands beside the one before, with the reason", async ({ office }) => {
  test.setTimeout(300_000);
  const reader = await office.browser(BOARD_MEMBER);
  await open(reader.page, INDICATOR);
  await expect(corrected(reader.page)).toHaveCount(0);
  const provider = await office.browser(MANAGER);
  await atMonthEnd(provider.page);
  const before = (await row(provider.page).locator(".figures").textContent()).trim();

  await test.step("the provider corrects it, and says why", async () => {
    const { page } = provider;
    await page.getByRole("button", { name: "Correct REP05" }).click();
    await page.getByLabel("REP05 numerator").fill("610");
    await page.getByLabel("REP05 denominator").fill("615");
    await expect(page.getByText("REP05: Say why it changes, under the row.")).toBeVisible();
    await page.getByLabel("REP05: why does the figure change?").fill(WHY);
    await whole(page, "a figure being corrected");
    await page.getByRole("button", { name: /^Submit / }).click();
    await expect(row(page)).toContainText(`${before} counts until the correction is approved.`);
  });

  await test.step("until it is approved others read the figure as it was", async () => {
    await expect(corrected(reader.page)).toHaveCount(0);
  });

  await test.step("it is checked, explained where it has to be, approved and published by others", async () => {
    const checker = await office.browser(CHECKER);
    await atMonthEnd(checker.page);
    await checker.page.getByRole("button", { name: /^Check / }).click();
    await expect(row(checker.page)).toContainText("Checked by you");
    const publisher = await office.browser(ADMINISTRATOR);
    await atMonthEnd(publisher.page);
    await publisher.page.getByRole("button", { name: /^Approve / }).click();
    await publisher.page.getByRole("button", { name: /^Publish / }).click();
    await expect(row(publisher.page)).toContainText("Published by you");
  });

  await test.step("staff read both versions, with why, who and when", async () => {
    const section = corrected(reader.page);
    await expect(section).toContainText("99.2%");
    await expect(section).toContainText(before);
    await expect(section).toContainText(WHY);
    await expect(section).toContainText(/Approved by Alex Tremaine on \d+ \w+ \d{4}, checked by Rosa Delgado/);
    await whole(reader.page, "an indicator with a corrected figure");
  });

  await test.step("residents read both versions and why, and no names", async () => {
    const { page } = await office.visitor("a resident");
    await page.goto("/indicators/REP05");
    const section = corrected(page);
    await expect(section).toContainText("99.2%");
    await expect(section).toContainText(before);
    await expect(section).toContainText(WHY);
    await expect(section).not.toContainText("Rosa Delgado");
    await whole(page, "a public measure with a corrected figure");
  });
});
