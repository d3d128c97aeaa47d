// A service plan: written by who leads the service, judged by an executive, and said how it stands; and the yearly review of diversity and
// equality with what comes of it.
import { ADMINISTRATOR, EXECUTIVE, HUMAN_RESOURCES } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const heading = (page) => page.getByRole("heading", { level: 1 });
const saved = (page) => expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");
const waiting = (page) => page.getByRole("region", { name: "Figures and decisions that wait for you" });
const looks = async (page, where) => {
  await axe(page, where);
  await reflow(page, where);
};

test("a plan is written, judged and said how it stands", async ({ office }) => {
  const { page } = await office.browser(HUMAN_RESOURCES);
  const executive = await office.browser(EXECUTIVE);

  await test.step("who leads a service is told that it has no plan, and begins one", async () => {
    await open(page, "/app");
    await waiting(page).getByRole("link", { name: "Write the plan of People and Organisational Development" }).click();
    await expect(heading(page)).toContainText("People and Organisational Development: service plan for");
    await expect(page.getByText("No plan", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Write the plan" }).click();
    await page.getByLabel("Where does the service want to be?").fill("Everybody knows what is expected of them.");
    await looks(page, "the form of a plan");
    await page.getByRole("button", { name: "Record the plan" }).click();
    await expect(page.getByText("It says nothing yet of its inputs,")).toBeVisible();
    await saved(page);
  });

  await test.step("nothing of it is missing", async () => {
    await page.getByRole("button", { name: "Write the plan" }).click();
    await page.getByLabel("What does it have to work with?").fill("Five people and the training budget.");
    await page.getByLabel("How are they used?").fill("Each manager holds a 1:1 every four weeks.");
    await page.getByLabel("What is achieved?").fill("1:1s are held on schedule.");
    await page.getByLabel(/^PEO03 /).check();
    await page.getByRole("radio", { name: "Yes" }).check();
    await page.getByRole("button", { name: "Record the plan" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Say who is treated differently" })).toBeFocused();
    await axe(page, "a plan that names nobody");
    await page.getByLabel("Whom, and what is done about it?").fill("Night staff: their 1:1s are held in their hours.");
    await page.getByRole("button", { name: "Record the plan" }).click();
    await expect(page.getByText("Complete: not judged yet")).toBeVisible();
    await expect(page.getByRole("row", { name: /PEO03/ })).toBeVisible();
    await saved(page);
  });

  await test.step("an executive finds it fit", async () => {
    await open(executive.page, "/app");
    await waiting(executive.page)
      .getByRole("link", { name: "Judge the plan of People and Organisational Development" })
      .click();
    await executive.page.getByRole("button", { name: "It is fit for its purpose" }).click();
    await executive.page.getByRole("button", { name: "Record that it is fit for its purpose" }).click();
    await expect(executive.page.getByText("This version was found fit for its purpose on")).toBeVisible();
    await saved(executive.page);
    await expect(page.getByText("Fit for its purpose", { exact: true })).toBeVisible();
  });

  await test.step("who leads it says how it stands", async () => {
    await page.getByRole("button", { name: "Say how it stands" }).click();
    const form = page.locator("#open-stands-form");
    await form.getByRole("button", { name: "Record how it stands" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Choose what was decided" })).toBeFocused();
    await form.getByRole("radio", { name: "Continue" }).check();
    await form.getByLabel("How does it stand, and what comes of it?").fill("Nine in ten were held.");
    await form.getByRole("button", { name: "Record how it stands" }).click();
    await expect(page.getByRole("row", { name: /Line management Continue, on .* by you/ })).toBeVisible();
    await expect(page.getByRole("row", { name: "Executive Management Team Next" }).first()).toBeVisible();
    await saved(page);
    await looks(page, "a plan with how it stands");
  });

  await test.step("the list has it, and Support Services set in which order bodies look", async () => {
    const { page: list } = await office.browser(ADMINISTRATOR);
    await open(list, "/app/more");
    await list.getByRole("link", { name: "The Plan for Excellence and the service plans" }).click();
    await expect(heading(list)).toContainText("3 of 10 services have a plan for");
    await expect(list.getByRole("row", { name: /People and Organisational Development Fit for its purpose/ })).toBeVisible();
    await list.getByRole("button", { name: "Change the order" }).click();
    await list.getByLabel("Who looks first?").selectOption("Operations Management Team");
    await list.getByLabel("Who then?").selectOption("Operations Management Team");
    await list.getByRole("button", { name: "Set the order" }).click();
    await expect(list.getByRole("alert").filter({ hasText: "Name each body that looks at plans, once" })).toBeFocused();
    await list.getByLabel("Who then?").selectOption("Executive Management Team");
    await list.getByRole("button", { name: "Set the order" }).click();
    await expect(list.getByText("Operations Management Team, then Executive Management Team, then Board")).toBeVisible();
    await saved(list);
    await looks(list, "the plans");
  });
});

test("diversity and equality are reviewed, and what comes of it is done", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);
  const executive = await office.browser(EXECUTIVE);

  await test.step("a review is recorded", async () => {
    await open(page, "/app/equality");
    await expect(heading(page)).toContainText("Diversity and equality: the next review is due by");
    await page.getByRole("button", { name: "Record a review" }).click();
    await page.getByRole("button", { name: "Record review" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Enter a date" })).toBeFocused();
    await axe(page, "a review without a day");
    await page.getByLabel("When was it held?").fill("2026-05-01");
    await page.getByLabel("What was looked at, and what was found?").fill("Surveys reach few tenants under 25.");
    await page.getByRole("button", { name: "Record review" }).click();
    await expect(page.getByRole("heading", { name: "Review of 1 May 2026" })).toBeVisible();
    await saved(page);
  });

  await test.step("somebody is asked to do something", async () => {
    const review = page.getByRole("region", { name: "Review of 1 May 2026" });
    await review.getByRole("button", { name: "Plan what comes of it" }).click();
    await review.getByLabel("What is done?").fill("Survey by text message.");
    await review.getByLabel("Who does it?").selectOption("Marcus Adeyinka");
    await review.getByLabel("Until when?").fill("2099-03-31");
    await review.getByRole("button", { name: "Plan it" }).click();
    await expect(review).toContainText("Marcus Adeyinka, by 31 March 2099");
    await saved(page);
    await looks(page, "diversity and equality");
  });

  await test.step("who says that it is done", async () => {
    await open(executive.page, "/app");
    await waiting(executive.page).getByRole("link", { name: "Survey by text message." }).click();
    await executive.page.getByRole("button", { name: "Say that it is done" }).click();
    await executive.page.getByLabel("What was done?").fill("Four hundred have answered.");
    await executive.page.getByRole("button", { name: "Record that it is done" }).click();
    await expect(executive.page.getByText("Done: Four hundred have answered.")).toBeVisible();
    await saved(executive.page);
    await expect(page.getByText("Done: Four hundred have answered.")).toBeVisible();
  });
});
