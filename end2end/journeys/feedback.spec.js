// Feedback: what users said is answered, and three who complain of one thing make one issue that its owner follows to its end.
import { ADMINISTRATOR, MANAGER, daysAgo, demoId } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const heading = (page) => page.getByRole("heading", { level: 1 });
const saved = (page) => expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");
const looks = async (page, where) => {
  await axe(page, where);
  await reflow(page, where);
};
const DAMP = "Damp, Illustrative Court";

test("complaints of three people make one issue, which its owner follows to its end", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);
  const { page: owner } = await office.browser(MANAGER);

  await test.step("the page says how many wait, and which complaints may have one cause", async () => {
    await open(page, "/app/more");
    await page.getByRole("link", { name: "Feedback, and issues behind complaints" }).click();
    await expect(heading(page)).toHaveText("2 of 9 pieces of feedback wait for our answer");
    await expect(page.getByText("3 people have complained in the last 90 days.")).toBeVisible();
    await looks(page, "feedback");
  });

  await test.step("a complaint holds a number and never a name, and is measured by what is found by name", async () => {
    await page.getByRole("button", { name: "Record feedback" }).click();
    await page.getByLabel("Where does it come from?").selectOption("Complaint");
    await page.getByLabel("Which service is it about?").selectOption("Repairs and Voids");
    await page.getByLabel("When did it come?").fill(daysAgo(1));
    await page.getByLabel("What was said? Leave names out.").fill("Our hall is wet too.");
    await page.getByLabel("What caused it?").fill("Damp");
    await page.getByLabel("Which block or estate?").fill("Illustrative Court");
    await page.getByLabel("Which number did the complaints system give them?").fill("Mrs Jones");
    await page.getByLabel("Find an indicator").fill("tp04");
    await expect(page.getByLabel(/^TP02 /)).toBeHidden();
    await page.getByLabel(/^TP04 /).check();
    await page.getByRole("button", { name: "Record the feedback" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "is never a name" })).toBeFocused();
    await looks(page, "a complaint by name");
    await page.getByLabel("Which number did the complaints system give them?").fill("C-2001");
    await page.getByRole("button", { name: "Record the feedback" }).click();
    await expect(heading(page)).toHaveText("3 of 10 pieces of feedback wait for our answer");
    await expect(page.getByText("4 people have complained in the last 90 days.")).toBeVisible();
  });

  await test.step("it becomes one issue, and somebody sees to it", async () => {
    await page.getByRole("button", { name: "Open a generic issue" }).click();
    await page.getByRole("button", { name: "Record the issue" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Choose who sees to it" })).toBeFocused();
    await axe(page, "an issue that nobody sees to");
    await page.getByLabel("Who sees to it?").selectOption("Priya Natarajan");
    await page.getByRole("button", { name: "Record the issue" }).click();
    await expect(page.getByRole("button", { name: "Open a generic issue" })).toHaveCount(0);
    await expect(page.getByRole("article", { name: DAMP })).toContainText("4 people have complained");
    await saved(page);
  });

  await test.step("its owner finds out why, and says how they know that it is over", async () => {
    await open(owner, `/app/indicators/${demoId("indicator/TP04")}`);
    await expect(owner.getByRole("region", { name: "What users said" })).toContainText("Our hall is wet too.");
    await owner.getByRole("link", { name: "All feedback" }).click();
    const issue = owner.getByRole("article", { name: DAMP });
    await expect(issue).toContainText("Say why it was, before it is over.");
    await issue.getByRole("button", { name: "Say what was found out" }).click();
    await issue.getByLabel("Why is it? Leave this empty until you know.").fill("The gutters are blocked.");
    await issue.getByLabel("What is done about it?").fill("They are cleared twice a year.");
    await issue.getByRole("button", { name: "Record the issue" }).click();
    await expect(issue).toContainText("The gutters are blocked.");
    await issue.getByRole("button", { name: "It is over" }).click();
    await issue.getByRole("button", { name: "Record it" }).click();
    await expect(owner.getByRole("alert").filter({ hasText: "Say how you know" })).toBeFocused();
    await axe(owner, "an issue that is over without a reason");
    await issue.getByLabel("How do you know that it is over?").fill("Dry for a month in all homes.");
    await issue.getByRole("button", { name: "Record it" }).click();
    await expect(issue).toContainText("on the day it was found");
    await expect(issue.getByRole("button", { name: "It has come back" })).toBeVisible();
    await looks(owner, "an issue that is over");
    await saved(owner);
  });
});
