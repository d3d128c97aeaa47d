// A risk: recorded by who plans, rated on the matrix, shown on its indicator, looked at again by its owner, and closed.
import { ADMINISTRATOR, HUMAN_RESOURCES } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const heading = (page) => page.getByRole("heading", { level: 1 });
const saved = (page) => expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");
const looks = async (page, where) => {
  await axe(page, where);
  await reflow(page, where);
};

test("a risk is recorded, looked at again and closed", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);
  const owner = await office.browser(HUMAN_RESOURCES);

  await test.step("the register names the gravest first", async () => {
    await open(page, "/app/more");
    await page.getByRole("link", { name: "Risks" }).click();
    await expect(heading(page)).toHaveText("1 of 4 risks is severe");
    await expect(page.getByText("Overdue for a review: A repairs contractor stops trading.")).toBeVisible();
    await looks(page, "the register of risks");
  });

  await test.step("who plans records one", async () => {
    await page.getByRole("button", { name: "Record a risk" }).click();
    await page.getByRole("button", { name: "Record the risk" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Choose who answers for it" })).toBeFocused();
    await looks(page, "a risk without an owner");
    await page.getByLabel("What is it called?").fill("1:1s are put off");
    await page.getByLabel("Why may it happen?").fill("Managers are short of time.");
    await page.getByLabel("What may happen?").fill("Nobody hears what goes wrong.");
    await page.getByLabel("What follows then?").fill("People leave.");
    await page.getByLabel("Whose risk is it?").selectOption("People and Organisational Development");
    await page.getByLabel("Who answers for it?").selectOption("Meera Chandran");
    for (const [asks, likely, grave] of [
      ["How grave is it before anything is done about it?", "4", "3"],
      ["How grave is it now, with what is done about it?", "1", "2"],
      ["How grave is it to become?", "1", "3"],
    ]) {
      const place = page.getByRole("group", { name: asks });
      await place.getByLabel("How likely is it?").selectOption(likely);
      await place.getByLabel("How grave is its effect?").selectOption(grave);
    }
    await page.getByLabel("What is done about it?").fill("A reminder each week; The rate of 1:1s held");
    await page.getByLabel(/^PEO03 /).check();
    await page.getByLabel("Until when is it looked at again?").fill("2099-03-31");
    await page.getByRole("button", { name: "Record the risk" }).click();
    await expect(heading(page)).toHaveText("1 of 5 risks is severe");
    await saved(page);
  });

  await test.step("it says what is not as it is expected, and stands on its indicator’s page", async () => {
    await page.getByRole("link", { name: "1:1s are put off" }).click();
    await expect(heading(page)).toHaveText("1:1s are put off");
    await expect(page.getByText("The target score of 3 is above the current score of 2")).toBeVisible();
    await expect(page.getByRole("row", { name: "A reminder each week The rate of 1:1s held" })).toBeVisible();
    await looks(page, "a risk");
    await page.getByRole("link", { name: /^PEO03 / }).click();
    await expect(page.getByRole("link", { name: "1:1s are put off: 2, low" })).toBeVisible();
  });

  await test.step("its owner looks at it again, and closes it", async () => {
    await open(owner.page, "/app/risks");
    await owner.page.getByRole("link", { name: "1:1s are put off" }).click();
    await owner.page.getByRole("button", { name: "Look at it again" }).click();
    await owner.page.getByLabel("How likely is it?").selectOption("3");
    await owner.page.getByRole("button", { name: "Record how it was found" }).click();
    await expect(owner.page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeFocused();
    await axe(owner.page, "a risk that is looked at again in no words");
    await owner.page.getByLabel("What was found?").fill("One team in three puts them off.");
    await owner.page.getByLabel("Until when is it looked at again?").fill("2099-06-30");
    await owner.page.getByRole("button", { name: "Record how it was found" }).click();
    await expect(owner.page.getByText("by you: 6, medium")).toBeVisible();
    await saved(owner.page);
    await owner.page.getByRole("button", { name: "Look at it again" }).click();
    await owner.page.getByLabel("What was found?").fill("Every team holds them now.");
    await owner.page.getByLabel("It is a risk no more").check();
    await owner.page.getByRole("button", { name: "Record how it was found" }).click();
    await expect(owner.page.getByRole("button", { name: "Look at it again" })).toHaveCount(0);
    await saved(owner.page);
    await open(page, "/app/risks");
    await expect(page.getByRole("row", { name: /1:1s are put off .* Every team holds them now/ })).toBeVisible();
  });
});
