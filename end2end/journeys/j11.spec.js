// J11: month end for a service, from paste to published, by three people: on a tablet and by keyboard alone.
import { ADMINISTRATOR, MANAGER } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { reflow, targets, whole } from "./reading.js";

const CHECKER = "rosa.delgado";
const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true, permissions: ["clipboard-read", "clipboard-write"] };

// As a spreadsheet puts two rows of cells on the clipboard; the second is of a figure that is published already.
const BLOCK = "700\t1,150\r\n12.4\tn/a\r\n";
const WHY = "Two plumbers left in the last week of the month, and agency staff did not know the homes.";
const TOLD = "Fewer repairs than we want were done at the first visit. More plumbers start next month.";

const heading = (page) => page.getByRole("heading", { level: 1 });
const waits = (page) => page.getByRole("region", { name: "Figures and decisions that wait for you" });
const told = (page, code) => page.getByRole("row", { name: new RegExp(`^${code} `) });

// Presses Tab until something has the focus, as somebody without a mouse does.
async function tabTo(page, target) {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the focus never came there");
}

async function type(page, target, text) {
  await tabTo(page, target);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

async function press(page, name) {
  const button = page.getByRole("button", { name });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
}

test("a service's figures go from a spreadsheet to the public, by three people", async ({ office }) => {
  test.setTimeout(300_000);
  const { page } = await office.browser(MANAGER, TABLET);

  await test.step("the provider finds the return that is due", async () => {
    await open(page, "/app/indicators");
    const link = page.getByRole("link", { name: "Month end: the figures that are due" });
    await tabTo(page, link);
    await page.keyboard.press("Enter");
    await expect(heading(page)).toContainText("Repairs and Voids");
    await expect(heading(page)).toContainText("3 of 6 figures submitted");
    await whole(page, "month end before anything is typed");
  });

  await test.step("cells come from a spreadsheet; what cannot be read is said, what is unlikely is asked", async () => {
    await tabTo(page, page.getByLabel("REP01 numerator"));
    await page.evaluate((block) => navigator.clipboard.writeText(block), BLOCK);
    await page.keyboard.press("Control+V");
    await expect(page.getByText("2 cells filled.")).toBeVisible();
    await expect(page.getByText("“12.4” was left out, as this figure is already submitted.")).toBeVisible();
    await expect(page.getByLabel("REP01 denominator")).toHaveValue("1,150");
    await expect(told(page, "REP01")).toContainText("60.9%");
    await expect(told(page, "REP01")).toContainText("Off target");
    await expect(told(page, "REP01")).toContainText(/Outside the usual range of .* Is this right\?/);
    await page.keyboard.press("ArrowDown");
    await expect(page.getByLabel("REP03 numerator")).toBeFocused();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("975");
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("REP03 denominator")).toBeFocused();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("980");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("VOI02 denominator")).toBeFocused();
    await page.keyboard.type("2,860,000");
    await expect(page.getByText("VOI02: Enter a number here too.")).toBeVisible();
    await whole(page, "month end with something missing");
    await targets(page, "month end on a tablet");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("30,000");
    await expect(page.getByRole("button", { name: "Submit 3 figures" })).toBeVisible();
  });

  await test.step("what is typed is there after the page was left", async () => {
    await open(page, "/app/month-end");
    await expect(page.getByLabel("VOI02 numerator")).toHaveValue("30,000");
    await expect(page.getByRole("button", { name: "Submit 3 figures" })).toBeVisible();
    await reflow(page, "month end");
  });

  await test.step("the figure that is off target is explained, and the three are submitted", async () => {
    await type(page, page.getByLabel("What happened?"), "Six in ten repairs were done at the first visit.");
    await type(page, page.getByLabel("Why?", { exact: true }), WHY);
    await type(page, page.getByLabel("What happens next?"), "Two plumbers start on the first of next month.");
    await type(page, page.getByLabel(/^What are residents told\?/), TOLD);
    await press(page, "Save commentary of REP01");
    await expect(page.getByText(WHY)).toBeVisible();
    await type(page, page.getByLabel("What were they counted from?"), "Repairs ledger, run on the second working day");
    await type(page, page.getByLabel("Where is that kept?"), "Month-end folder of the service");
    await press(page, "Submit 3 figures");
    await expect(heading(page)).toContainText("all 6 figures submitted");
    await expect(heading(page)).toBeFocused();
    await expect(told(page, "REP01")).toContainText("Submitted by you");
  });

  await test.step("a corrective action answers it", async () => {
    await tabTo(page, page.getByLabel("Which response?"));
    await page.keyboard.type("Re-align");
    await type(page, page.getByLabel("What is done?"), "Move a plumber from planned works until the new ones have started.");
    await tabTo(page, page.getByLabel("By whom?"));
    await page.keyboard.type("Danny");
    await page.getByLabel("By when?").fill("2027-01-29");
    await press(page, "Plan corrective action for REP01");
    await expect(page.getByText(/Re-align resources: Move a plumber .*Danny Kowalczyk, by 29 January 2027/)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Check / })).toHaveCount(0);
    await whole(page, "month end once it is submitted");
  });

  const checker = await office.browser(CHECKER, TABLET);
  await test.step("the checker's My work says that they wait to be checked, and leads to them", async () => {
    const link = checker.page.getByRole("link", { name: /^Check 3 figures of Repairs and Voids for / });
    await expect(waits(checker.page).getByRole("listitem").filter({ has: link })).toContainText("REP01, REP03 and VOI02.");
    await whole(checker.page, "My work with figures to check");
    await targets(checker.page, "My work with figures to check, on a tablet");
    await reflow(checker.page, "My work with figures to check");
    await tabTo(checker.page, link);
    await checker.page.keyboard.press("Enter");
    await expect(heading(checker.page)).toContainText("Repairs and Voids");
    await expect(heading(checker.page)).toContainText("all 6 figures submitted");
    await expect(checker.page.getByRole("button", { name: "Check 3 figures" })).toBeVisible();
  });

  await test.step("another person checks: one goes back with a reason, and comes again", async () => {
    await atRepairs(checker.page);
    await tabTo(checker.page, checker.page.getByText("Return VOI02"));
    await checker.page.keyboard.press("Enter");
    await type(checker.page, checker.page.getByLabel("What is wrong with it?"), "The garages are in the denominator.");
    await press(checker.page, "Return figure");
    await expect(told(page, "VOI02")).toContainText("Returned by Rosa Delgado: The garages are in the denominator.");
    await open(page, "/app");
    await tabTo(page, waits(page).getByRole("link", { name: /^Put right 1 figure of Repairs and Voids for / }));
    await page.keyboard.press("Enter");
    await type(page, page.getByLabel("VOI02 denominator"), "2,840,000");
    await press(page, "Submit 1 figure");
    await expect(heading(page)).toContainText("all 6 figures submitted");
    await expect(checker.page.getByRole("button", { name: "Check 3 figures" })).toBeVisible();
    await press(checker.page, "Check 3 figures");
    await expect(told(checker.page, "REP01")).toContainText("Checked by you");
    await whole(checker.page, "month end for the checker");
  });

  const publisher = await office.browser(ADMINISTRATOR, TABLET);
  await test.step("Support Services approves and publishes", async () => {
    await atRepairs(publisher.page);
    await press(publisher.page, "Approve 3 figures");
    await expect(told(publisher.page, "REP01")).toContainText("Can be published");
    await press(publisher.page, "Publish 3 figures");
    await expect(told(publisher.page, "REP01")).toContainText("Published by you");
    await whole(publisher.page, "month end once it is published");
  });

  await test.step("residents read the figure and what they are told of it", async () => {
    const visitor = await office.visitor("a resident");
    await visitor.page.goto("/indicators/REP01");
    await expect(visitor.page.getByText("60.9%").first()).toBeVisible();
    await expect(visitor.page.getByText(TOLD).first()).toBeVisible();
    await expect(visitor.page.getByText(WHY)).toHaveCount(0);
  });
});

// Whoever sees several services chooses the one.
async function atRepairs(page) {
  await open(page, "/app/month-end");
  await tabTo(page, page.getByLabel("Service", { exact: true }));
  await page.keyboard.type("Repairs");
  await expect(heading(page)).toContainText("Repairs and Voids");
}
