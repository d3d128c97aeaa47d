// A service's scorecard: from the corporate one, with the keyboard alone, to an earlier quarter and how a number is worked out.
import { EXECUTIVE } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";

const heading = (page) => page.getByRole("heading", { level: 1 });

// Presses a link as somebody without a mouse does.
const follow = async (link) => {
  await link.focus();
  await link.press("Enter");
};

test("a service has a scorecard beside the corporate one", async ({ office }) => {
  test.setTimeout(120_000);
  const { page } = await office.browser(EXECUTIVE);
  const score = async () => (await page.getByRole("row", { name: /^The whole service/ }).innerText()).replace(/\s+/g, " ");

  await test.step("the corporate scorecard leads there", async () => {
    await open(page, "/app/scorecard");
    const services = page.getByRole("table", { name: /Two numbers for each service/ });
    await expect(services.getByRole("row")).not.toHaveCount(1);
    await follow(services.getByRole("link", { name: "Repairs and Voids" }));
    await expect(heading(page)).toContainText("Repairs and Voids:");
    await axe(page, "a service's scorecard");
  });

  await test.step("each number says how it is worked out", async () => {
    const how = page.getByRole("region", { name: "At a glance" }).getByText("How this is worked out");
    await follow(how);
    await expect(page.getByRole("table", { name: "How the score of Repairs and Voids is worked out" })).toBeVisible();
    await expect(page.getByRole("table", { name: "How the delivery progress of Repairs and Voids is worked out" })).toBeVisible();
  });

  await test.step("an earlier quarter is an address, and so is today", async () => {
    const today = await score();
    const periods = page.getByRole("navigation", { name: "Period of the scorecard" });
    await follow(periods.getByRole("link", { name: / Q\d / }).nth(1));
    await expect(page).toHaveURL(/\/app\/scorecard\/services\/[^/]+\/\d{4}-Q\d$/);
    await expect(page.getByText("as they are known now")).toBeVisible();
    await expect(periods.locator("[aria-current]")).toContainText("(shown)");
    await expect(heading(page)).toContainText(/^Repairs and Voids, \d{4}\/\d\d Q\d /);
    await page.reload();
    await expect(page.getByText("as they are known now")).toBeVisible();
    await follow(periods.getByRole("link", { name: "Today" }));
    await expect(page.getByText("as they are known now")).toBeHidden();
    expect(await score()).toBe(today);
  });

  await test.step("the corporate scorecard keeps the period, and any other can be asked for", async () => {
    const periods = page.getByRole("navigation", { name: "Period of the scorecard" });
    await follow(periods.getByRole("link", { name: / Q\d / }).first());
    await expect(heading(page)).toContainText(/ Q\d /);
    await follow(page.getByRole("link", { name: "The whole Company" }));
    await expect(page).toHaveURL(/\/app\/scorecard\/periods\/\d{4}-Q\d$/);
    await expect(heading(page)).toContainText(/^\d{4}\/\d\d Q\d \(\w+ to \w+\): /);
    await page.getByRole("button", { name: "Open everything" }).press("Enter");
    const reads = page.getByText(/ in \d{4}\/\d\d Q\d \(\w+ to \w+\), target .*; score \d+ of 100/);
    await follow(page.getByRole("listitem").filter({ has: reads }).getByText("How this is worked out").first());
    await expect(page.getByText("Periods that have a figure, of those that should").first()).toBeVisible();
    await axe(page, "the scorecard of a quarter");

    await page.getByRole("button", { name: "Another month, quarter or year" }).press("Enter");
    const which = page.getByLabel("Which period?");
    await expect(which).toBeFocused();
    await page.getByRole("button", { name: "Show that period" }).press("Enter");
    await expect(page.getByText("Choose a month, a quarter or a year.")).toBeVisible();
    await which.selectOption({ index: 2 });
    await page.getByRole("button", { name: "Show that period" }).press("Enter");
    await expect(heading(page)).toContainText(/^\d{4}\/\d\d: /);
    await expect(periods.locator("[aria-current]")).toContainText(/^\d{4}\/\d\d\s+\(shown\)/);
  });

  await test.step("the indicators lead there too", async () => {
    await open(page, "/app/indicators");
    await follow(page.getByRole("link", { name: "Scorecard of Repairs and Voids" }));
    await expect(heading(page)).toContainText("Repairs and Voids:");
  });
});
