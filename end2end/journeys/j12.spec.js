// J12: the target for next year is set: what stakeholders said is recorded once for the year, its owner proposes it, a check that blocks
// it is mended, a member of the Performance Committee approves it, the year's set is agreed and locked, and residents read it.
import { ADMINISTRATOR, MANAGER, demoId, financialYear } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";

const COMMITTEE = "ravi.mistry";
const START = financialYear() + 1;
const YEAR = `${START}/${String((START + 1) % 100).padStart(2, "0")}`;
const TARGET = `/app/indicators/${demoId("indicator/VOI01")}/targets/${START}`;
const LAST_WEEK = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);

const choose = (page, question, answer) => page.getByRole("group", { name: question }).getByLabel(answer, { exact: true }).check();
const status = (page) => page.locator("form p[role=status]");

// Every warning gets a reason, so that only what blocks is left.
async function giveReasons(page) {
  for (const field of await page.getByLabel("Why does it stand?").all()) await field.fill("Two surveyors start in April (illustrative).");
}

test("the target for next year is proposed, mended, approved and read by residents", async ({ office }) => {
  test.setTimeout(240_000);
  const { page: owner } = await office.browser(MANAGER);

  await test.step("the owner finds it from the indicator, and sees what it is set on", async () => {
    await open(owner, `/app/indicators/${demoId("indicator/VOI01")}`);
    await owner.getByRole("link", { name: `Set the target for ${YEAR}` }).click();
    await expect(owner.getByRole("heading", { level: 1 })).toContainText(`Set the target for ${YEAR}`);
    await expect(owner.getByText(`No target is set for ${YEAR} yet.`)).toBeVisible();
    await expect(owner.getByText("Single figures vary between")).toBeVisible();
  });

  await test.step("the checks answer as it is typed", async () => {
    await expect(status(owner)).toContainText("Enter the target as a number");
    await owner.getByLabel("What is to be reached?").fill("30");
    await expect(owner.getByText("Moves the service upwards (TV03)")).toBeVisible();
    await expect(owner.getByText(/^30\.0 days is worse than the baseline/)).toBeVisible();
    await owner.getByLabel("What is to be reached?").fill("17");
    await expect(owner.getByText(/^30\.0 days is worse than the baseline/)).toHaveCount(0);
    await axe(owner, "setting a target");
    await reflow(owner, "setting a target");
  });

  const { page: administrator } = await office.browser(ADMINISTRATOR);
  await test.step("the management fee is agreed, once for every target of the year", async () => {
    await expect(owner.getByText(`The management fee for ${YEAR} is not agreed yet.`)).toBeVisible();
    await open(administrator, `/app/targets/${START}`);
    await administrator.getByRole("button", { name: "Record what was heard" }).click();
    await choose(administrator, "Is the management fee agreed?", "Yes");
    await axe(administrator, "the targets of a year");
    await reflow(administrator, "the targets of a year");
    await administrator.getByRole("button", { name: "Record it for the year" }).click();
    await expect(administrator.getByText("What was recorded before")).toBeVisible();
    await expect(owner.getByText(`The management fee for ${YEAR} is not agreed yet.`)).toHaveCount(0, { timeout: 20_000 });
  });

  await test.step("it is proposed before the staff were asked", async () => {
    await choose(owner, "Does it treat some groups of people differently?", "No");
    await giveReasons(owner);
    await expect(status(owner)).toContainText("1 blocks approval");
    await owner.getByRole("button", { name: "Propose target" }).click();
    await expect(owner.getByText("At most 17 days, proposed by you").first()).toBeVisible();
  });

  const { page: member } = await office.browser(COMMITTEE);
  await test.step("the Committee cannot approve it yet, and is told why", async () => {
    await open(member, TARGET);
    await expect(member.getByRole("button", { name: "Approve target" })).toHaveAttribute("aria-disabled", "true");
    await expect(member.getByText("It is not recorded that the staff who deliver it were asked.").first()).toBeVisible();
    await axe(member, "a proposed target");
  });

  await test.step("the owner mends it", async () => {
    await choose(owner, "Were the staff who deliver it asked?", "Yes");
    await owner.getByLabel("Who was asked?").fill("The voids team");
    await owner.getByLabel("When?", { exact: true }).fill(LAST_WEEK);
    await owner.getByLabel("What did they say?").fill("17 can be done with keys on day one (illustrative).");
    await expect(status(owner)).not.toContainText("blocks approval");
    await owner.getByRole("button", { name: "Change the proposal" }).click();
  });

  await test.step("a member of the Committee approves it", async () => {
    const approve = member.getByRole("button", { name: "Approve target" });
    await expect(approve).not.toHaveAttribute("aria-disabled", "true", { timeout: 20_000 });
    await approve.click();
    await expect(member.getByText(`Approved: At most 17 days, from 1 April ${START}.`)).toBeVisible();
    await expect(owner.getByText(`Approved: At most 17 days, from 1 April ${START}.`)).toBeVisible({ timeout: 20_000 });
  });

  await test.step("the year's set is agreed and locked, and a change says why from then on", async () => {
    await administrator.getByRole("button", { name: "Record that the set is agreed" }).click();
    await administrator.getByLabel("Where and when was it agreed?").fill("Performance Committee, minute 7 (illustrative).");
    await administrator.getByRole("button", { name: "Record that it is agreed" }).click();
    await administrator.getByRole("button", { name: "Lock the set", exact: true }).click();
    await axe(administrator, "locking a year's targets");
    await reflow(administrator, "locking a year's targets");
    await administrator.getByRole("button", { name: `Lock the set for ${YEAR}` }).click();
    await expect(administrator.getByText(/^Locked on/)).toBeVisible();
    await expect(owner.getByText(/^The set of targets for .* is locked since .*, and it is not said why this one changes it\./).first()).toBeVisible({ timeout: 20_000 });
  });

  await test.step("residents read it at once", async () => {
    const { page: resident } = await office.visitor("a resident");
    await resident.goto("/indicators/VOI01");
    const row = resident.getByRole("table", { name: "What we aim for by the end of each year" }).getByRole("row").filter({ hasText: YEAR });
    await expect(row).toContainText("at most 17 days");
    await axe(resident, "the indicator in public");
  });
});
