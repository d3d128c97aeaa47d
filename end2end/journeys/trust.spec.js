// How far a number can be trusted: judged by somebody who does not provide it, read by colleagues and residents; a year beside the one before.
import { ADMINISTRATOR, AUDITOR, OFFICER, demoId } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { whole } from "./reading.js";

const INDICATOR = `/app/indicators/${demoId("indicator/REP05")}`;
const WHY = "Three of ten jobs that were looked at had another closing day in the repairs system.";

const region = (page, name) => page.getByRole("region", { name, exact: true });
const trust = (page) => region(page, "Can this number be trusted?");

test("somebody who does not provide a figure says how far it can be trusted, and everybody reads it", async ({ office }) => {
  test.setTimeout(300_000);
  const judge = await office.browser(ADMINISTRATOR);
  const { page } = judge;

  await test.step("what nobody judged is not called good", async () => {
    await open(page, INDICATOR);
    await expect(trust(page)).toContainText("Not assessed.");
    await expect(trust(page)).toContainText("nothing here says that it is good");
  });

  await test.step("a year stands beside the one before, by the rule of the indicator", async () => {
    await expect(region(page, "Over a year").getByRole("row", { name: /^Year to date/ })).toContainText("%");
    await expect(region(page, "Over a year").getByRole("row", { name: /^Last twelve months/ })).toContainText("%");
  });

  await test.step("a judgement says what shows it", async () => {
    await page.getByRole("button", { name: "Judge the data" }).click();
    await expect(page.getByLabel("Accuracy: how good is it?")).toBeFocused();
    await page.getByLabel("Accuracy: how good is it?").selectOption("Weak");
    await page.getByRole("button", { name: "Record judgement" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeFocused();
    await whole(page, "a judgement that is refused");
    await page.getByLabel("Accuracy: what shows it?").fill(WHY);
    await page.getByRole("button", { name: "Record judgement" }).click();
    await expect(trust(page)).toContainText("Weak: the least good of what was judged.");
    await expect(trust(page)).toContainText(WHY);
    await whole(page, "an indicator with data that were judged");
  });

  await test.step("the register has a short mark", async () => {
    await open(page, "/app/indicators");
    await expect(page.getByRole("row", { name: /REP05/ })).toContainText("Weak data");
  });

  await test.step("a colleague reads it and cannot judge", async () => {
    const reader = await office.browser(OFFICER);
    await open(reader.page, INDICATOR);
    await expect(trust(reader.page)).toContainText("Weak: the least good of what was judged.");
    await expect(reader.page.getByRole("button", { name: "Judge the data" })).toHaveCount(0);
  });

  await test.step("the auditor works a figure out again, and it is doubted until it is put right", async () => {
    const { page: audited } = await office.browser(AUDITOR);
    await open(audited, INDICATOR);
    const audits = region(audited, "Audits");
    await audits.getByRole("button", { name: "Record an audit" }).click();
    await audits.getByLabel("How many records were looked at?").fill("40");
    await audits.getByLabel("How many of them were wrong?").fill("4");
    await audits.getByLabel("What does the figure come to, worked out again?").fill("50");
    await audits.getByRole("button", { name: "Record audit" }).click();
    await expect(audited.getByRole("alert").filter({ hasText: "There is a problem" })).toBeFocused();
    await whole(audited, "an audit that is refused");
    await audits.getByLabel("What was found?").fill("Jobs that were not done were counted as done.");
    await audits.getByLabel("What is to be done?").fill("The report leaves them out.");
    await audits.getByLabel("Until when?").fill("2027-03-31");
    await audits.getByRole("button", { name: "Record audit" }).click();
    await expect(audits.getByRole("row", { name: /4 of 40 wrong/ })).toContainText("By 31 March 2027: The report leaves them out.");
    await expect(trust(audited)).toContainText("An audit of");
    await whole(audited, "an indicator with an audit");
  });

  await test.step("what something costs is held beside what is reached for it", async () => {
    await open(page, `/app/indicators/${demoId("indicator/VFM02")}`);
    const quadrant = region(page, "Cost and performance");
    await expect(quadrant).toContainText("satisfaction with repairs");
    await quadrant.getByLabel("Held beside which measure?").selectOption({ index: 2 });
    await expect(quadrant.getByRole("status")).not.toContainText("satisfaction with repairs");
    await expect(quadrant.getByRole("table", { name: /^Ours, and the organisations/ })).toContainText("Ours");
    await quadrant.getByText("How this is worked out").click();
    await expect(quadrant.getByRole("table", { name: "Cost and performance, worked out" })).toContainText("the median");
    await whole(page, "an indicator of a cost");
  });

  await test.step("residents are told to take care", async () => {
    await page.goto("/indicators/REP05");
    await expect(page.getByRole("main")).toContainText("Take care with these figures: we checked how they are made, and they are weak in accuracy");
    await expect(page.getByRole("main")).not.toContainText(WHY);
    await whole(page, "a public measure with weak data");
  });

  await test.step("a survey says whether anybody knows how sure it is", async () => {
    await open(page, `/app/indicators/${demoId("indicator/TP01")}`);
    await expect(region(page, "How sure is it?").getByRole("row", { name: /2025\/26/ })).toBeVisible();
  });
});
