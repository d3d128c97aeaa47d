// A report to the Board: collated, approved by somebody else, sent, read, and told apart from what is known since.
import { ADMINISTRATOR, EXECUTIVE, demoId } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const HOW = "With the papers of the Board meeting in December.";
const heading = (page) => page.getByRole("heading", { level: 1 });
const steps = (page) => page.getByRole("region", { name: "How far it is" });
const saved = (page) => expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");
const looks = async (page, where) => {
  await axe(page, where);
  await reflow(page, where);
};

test("a report is collated, approved by somebody else, sent, and exported", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);

  await test.step("the list says what waits, and a period that was reported needs a reason", async () => {
    await open(page, "/app/reports");
    await expect(heading(page)).toHaveText("1 report waits to be approved");
    await page.getByRole("button", { name: "Collate a report" }).click();
    const form = page.locator("#open-collate-form");
    await form.getByRole("button", { name: "Collate the report" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Say why it is reported again" })).toBeFocused();
    await axe(page, "a report that is collated again without a reason");
    await form.getByLabel("Whom is it for?").selectOption("The Council");
    await form.getByLabel("What should they read first?").fill("Arrears fell.");
    await form.getByRole("button", { name: "Collate the report" }).click();
    await expect(heading(page)).toHaveText("2 reports wait to be approved");
    await saved(page);
    await looks(page, "the reports");
  });

  await test.step("what was collated is read, and is somebody else’s to approve", async () => {
    await page.getByRole("row", { name: /The Council.*Waits to be approved/ }).getByRole("link").click();
    await expect(heading(page)).toContainText("Report to the Council, ");
    await expect(page.getByText("Arrears fell.")).toBeVisible();
    await expect(page.getByRole("row", { name: /INC02/ })).toBeVisible();
    await expect(page.getByRole("button", { name: "Record that it was sent" })).toHaveAttribute("aria-disabled", "true");
    await looks(page, "a report that was collated");
  });

  await test.step("an executive approves it", async () => {
    const executive = await office.browser(EXECUTIVE);
    await open(executive.page, "/app");
    const waiting = executive.page.getByRole("region", { name: "Figures and decisions that wait for you" });
    await waiting.getByRole("link", { name: /^Approve the report to the Council for / }).click();
    await expect(heading(executive.page)).toContainText("Report to the Council, ");
    await executive.page.getByRole("button", { name: "Approve the report" }).click();
    await expect(steps(executive.page)).toContainText("by you");
    await saved(executive.page);
  });

  await test.step("it is sent", async () => {
    await expect(steps(page)).toContainText("Approved on");
    await page.getByRole("button", { name: "Record that it was sent" }).click();
    const form = page.locator("#open-sent-form");
    await form.getByRole("button", { name: "Record that it was sent" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeFocused();
    await axe(page, "a report that is sent in no words");
    await form.getByLabel("How was it sent?").fill(HOW);
    await form.getByRole("button", { name: "Record that it was sent" }).click();
    await expect(steps(page)).toContainText(HOW);
    await expect(steps(page)).toContainText("None of the Council’s viewers has said yet that they read it.");
    await saved(page);
  });

  await test.step("the Board’s of the quarter has the scorecard, and can be saved", async () => {
    await open(page, `/app/reports/${demoId("report/the Board/quarter")}`);
    await expect(page.getByRole("row", { name: /The whole scorecard/ })).toBeVisible();
    await expect(steps(page)).toContainText("Read by 2 of");
    await page.getByText("Save these tables").click();
    await expect(page.getByRole("button", { name: /Save as CSV\s*: Each figure as it was reported/ })).toBeVisible();
  });
});
