// J14: somebody tries other weights and tolerances, sees which colours would flip, and what the Board decided is recorded.
import { ADMINISTRATOR, EXECUTIVE } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const PAGE = "/app/scorecard/what-if";
const WHY = "Residents told us in the focus groups what matters to them.";

const heading = (page) => page.getByRole("heading", { level: 1 });
const tried = (page) => page.getByRole("region", { name: "What you are trying" });
// An answer of the list that begins so; what stands after it moves with the figures.
async function choose(page, begins) {
  const list = page.getByLabel("Of which?");
  const label = await list.locator("option").filter({ hasText: begins }).first().textContent();
  await list.selectOption({ label: label.trim() });
}

test("what if another weight counted: tried, seen, decided with a reason, or dropped", async ({ office }) => {
  test.setTimeout(300_000);
  const { page } = await office.browser(EXECUTIVE);
  await open(page, "/app/scorecard");
  const before = await page.getByRole("row", { name: /The whole scorecard/ }).textContent();

  await test.step("an executive opens it from the scorecard and is told that trying changes nothing", async () => {
    await page.getByRole("link", { name: "What if?" }).click();
    await expect(heading(page)).toHaveText("What if something counted differently?");
    await expect(page.getByText("Nothing is changed by trying")).toBeVisible();
    await axe(page, "what if, with nothing tried");
  });

  await test.step("what cannot be tried is answered at its field", async () => {
    await page.getByRole("button", { name: "Try it" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Choose what should count differently.");
    await axe(page, "what if, refused");
  });

  await test.step("no tolerance for an indicator that is close to its target flips it, today and before", async () => {
    await page.getByLabel("How far from its target an indicator is still close").check();
    await choose(page, "VOI01");
    await page.getByLabel("No tolerance: on target or off target").check();
    await page.getByRole("button", { name: "Try it" }).click();
    await expect(tried(page).getByRole("listitem")).toHaveCount(1);
    await expect(tried(page)).toContainText("tolerance none instead of");
    await expect(page.getByText("Every quarter of the past two years was looked at")).toBeVisible({ timeout: 60_000 });
    const flipped = page.getByRole("table").getByRole("row").filter({ hasText: "VOI01" });
    expect(await flipped.count()).toBeGreaterThan(0);
    await axe(page, "what if, with colours that would flip");
  });

  await test.step("it is still there after a look elsewhere and a reload, and can be taken back", async () => {
    await open(page, "/app/indicators");
    await open(page, PAGE);
    await expect(tried(page).getByRole("listitem")).toHaveCount(1);
    await tried(page).getByRole("button", { name: "Take it back" }).click();
    await expect(heading(page)).toHaveText("What if something counted differently?");
    await expect(heading(page)).toBeFocused();
  });

  await test.step("who does not record decisions is told who does", async () => {
    await weight(page, "60");
    await expect(page.getByText("Support Services record it.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Record that it was decided" })).toHaveCount(0);
  });

  const support = await office.browser(ADMINISTRATOR);
  await test.step("Support Services record what the Board decided", async () => {
    await open(support.page, PAGE);
    await weight(support.page, "60");
    await support.page.getByRole("button", { name: "Record that it was decided" }).click();
    await support.page.getByRole("button", { name: "Record the decision" }).click();
    await expect(support.page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Choose who decided it.");
    await axe(support.page, "recording a decision, refused");
    await support.page.getByLabel("Who decided it?").selectOption({ index: 1 });
    await support.page.getByLabel("Why?").fill(WHY);
    await support.page.getByRole("button", { name: "Record the decision" }).click();
    await expect(support.page.getByRole("region", { name: "What was decided before" })).toContainText(WHY);
    await expect(support.page.getByRole("banner").getByRole("status")).toHaveText("Saved");
  });

  await test.step("the executive's scorecard follows, and says why", async () => {
    await expect(page.getByRole("region", { name: "What was decided before" })).toContainText(WHY);
    await expect(tried(page)).toContainText("counts 60 instead of 60");
    await page.getByRole("button", { name: "Drop all of it" }).click();
    await page.getByRole("link", { name: "Back to the Balanced Scorecard" }).click();
    await expect(page.getByRole("row", { name: /The whole scorecard/ })).not.toHaveText(before);
    await expect(page.getByRole("table", { name: /Two numbers for each perspective/ })).toContainText("60 of");
  });

  await test.step("the page reads well at 320 wide", async () => {
    await open(page, PAGE);
    await weight(page, "20");
    await reflow(page);
  });
});

// Tries another weight for the first perspective of the list.
async function weight(page, value) {
  await page.getByLabel("How much something counts towards what is above it").check();
  await page.getByLabel("Of which?").selectOption({ index: 1 });
  await page.getByLabel("What should it be instead?").fill(value);
  await page.getByRole("button", { name: "Try it" }).click();
  await expect(tried(page)).toContainText(`counts ${value} instead of`);
}
