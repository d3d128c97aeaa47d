// The register: an indicator of the library is drafted, completed, put in force, revised and found, and residents read it.
import { ADMINISTRATOR, MANAGER, OFFICER, demoId } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";

const WHY = "No Key Performance Indicator tells how many garages are let.";
const heading = (page) => page.getByRole("heading", { level: 1 });
const saved = (page) => expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");

test("an indicator of the library becomes one that residents read", async ({ office }) => {
  test.setTimeout(300_000);
  const { page } = await office.browser(ADMINISTRATOR);

  await test.step("it is added as a draft", async () => {
    await open(page, "/app/register/library");
    await expect(heading(page)).toContainText("The library has");
    await page.getByLabel("GAR01 Garages let").check();
    await axe(page, "the library");
    await page.getByRole("button", { name: "Add to the register" }).click();
    await expect(page.getByRole("row", { name: /GAR01/ })).toContainText("In the register");
    await saved(page);
  });

  await test.step("the register finds it by what is missing, and by each letter", async () => {
    await open(page, "/app/indicators");
    const row = page.getByRole("row", { name: /GAR01/ });
    await expect(row).toContainText("Draft");
    await page.getByLabel("Find an indicator").fill("gar");
    await expect(page.getByText("1 indicator found.")).toBeVisible();
    await expect(page.getByRole("row", { name: /TP01/ })).toBeHidden();
    await page.getByLabel("Where it stands").selectOption("Draft");
    await axe(page, "the register, filtered");
    await expect(row).toBeVisible();
    await page.getByRole("button", { name: "Show all indicators" }).click();
    await expect(page.getByRole("row", { name: /TP01 / })).toBeVisible();
    await open(page, "/app/register/gaps");
    await page.getByRole("link", { name: "GAR01 Garages let" }).click();
    await expect(heading(page)).toHaveText("GAR01 Garages let: definition");
  });

  await test.step("what is missing is named, and then it is put in force", async () => {
    const activate = page.getByRole("button", { name: "Put in force" });
    await expect(activate).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByText("It does not say why it is needed")).toBeVisible();
    await page.getByRole("button", { name: "Complete the definition" }).click();
    await page.getByLabel("Name", { exact: true }).fill("");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeFocused();
    await axe(page, "a definition that is refused");
    await page.getByLabel("Name", { exact: true }).fill("Garages that are let");
    await page.getByLabel("Why is it needed beside the Key Performance Indicators?").fill(WHY);
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(heading(page)).toHaveText("GAR01 Garages that are let: definition");
    await activate.click();
    await expect(page.getByText("In force as it was first defined.")).toBeVisible();
    await saved(page);
  });

  await test.step("it is revised from a day with a reason, and both versions stand", async () => {
    await page.getByRole("button", { name: "Revise the definition" }).click();
    await page.getByLabel("How much of it").fill("5");
    await page.getByLabel("From when is it in force?").fill("2027-04-01");
    await page.getByLabel("Why is it revised?").fill("Fewer garages are empty than before.");
    await page.getByRole("button", { name: "Save as a new version" }).click();
    await expect(page.getByText("This version is in force from 1 April 2027.")).toBeVisible();
    await expect(page.getByRole("row", { name: /Close to target/ })).toContainText("Within 5% of the target");
    await axe(page, "a definition sheet with two versions");
    await saved(page);
  });

  await test.step("everybody reads it, and residents too", async () => {
    const officer = await office.browser(OFFICER);
    await open(officer.page, "/app/indicators");
    await officer.page.getByLabel("Find an indicator").fill("garages");
    await officer.page.getByRole("link", { name: /GAR01/ }).click();
    await officer.page.getByRole("link", { name: /definition sheet/ }).click();
    await expect(officer.page.getByText(WHY)).toBeVisible();
    await expect(officer.page.getByRole("button", { name: "Revise the definition" })).toHaveCount(0);
    const resident = await office.visitor("a resident");
    await resident.page.goto("/indicators/GAR01");
    await expect(heading(resident.page)).toHaveText("Garages that are let");
    await expect(resident.page.getByText("Garages that can be let")).toBeVisible();
    await axe(resident.page, "the public page of a new indicator");
  });
});

test("where a way of working was changed the usual range begins anew, and the chart says so", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);
  const id = demoId("indicator/REP01");
  const anew = page.getByText("Worked out anew");

  await test.step("it rests on all figures as long as nobody decides otherwise", async () => {
    await open(page, `/app/indicators/${id}`);
    await expect(page.getByRole("heading", { name: "Real or chance?" })).toBeVisible();
    await expect(anew).toHaveCount(0);
  });

  await test.step("Support Services records the day, the change and who agreed", async () => {
    await open(page, `/app/indicators/${id}/definition`);
    await page.getByRole("button", { name: "Revise the definition" }).click();
    await page.getByLabel("From which day does another way of working count?").fill("2026-04-01");
    await page.getByLabel("What was changed?").fill("Appointments are kept in one diary.");
    await page.getByLabel("From when is it in force?").fill("2026-04-01");
    await page.getByLabel("Why is it revised?").fill("The diary is in use.");
    const save = page.getByRole("button", { name: "Save as a new version" });
    await save.click();
    await expect(page.getByText("Choose who agreed that the limits begin anew.").first()).toBeVisible();
    await page.getByLabel("Who agreed?").selectOption({ label: "Marcus Adeyinka" });
    await save.click();
    await expect(page.getByText("On 1 April 2026: Appointments are kept in one diary. Agreed by Marcus Adeyinka.").first()).toBeVisible();
    await saved(page);
  });

  await test.step("everybody reads it beside the range", async () => {
    await open(page, `/app/indicators/${id}`);
    await expect(anew).toBeVisible();
    await expect(page.getByText(/agreed by Marcus Adeyinka/)).toBeVisible();
    await axe(page, "a chart that begins anew");
  });
});

test("a Key Performance Indicator gets an owner, who chose it and what it measures, and is put in force", async ({ office }) => {
  const { page } = await office.browser(ADMINISTRATOR);
  await open(page, "/app/register/library");
  await page.getByLabel("RES01 Residents who took part in a review or a panel").check();
  await page.getByRole("button", { name: "Add to the register" }).click();
  await saved(page);
  await open(page, "/app/register/gaps");
  await page.getByRole("link", { name: /^RES01 / }).click();
  const missing = page.getByText("What is missing").locator("..");
  const activate = page.getByRole("button", { name: "Put in force" });

  await test.step("as a Key Performance Indicator it lacks three things", async () => {
    await page.getByRole("button", { name: "Complete the definition" }).click();
    await page.getByLabel("Source", { exact: true }).selectOption({ label: "Key Performance Indicator" });
    await page.getByRole("button", { name: "Save the draft" }).click();
    await expect(missing).toContainText("says on the definition sheet that it measures it");
    await expect(activate).toHaveAttribute("aria-disabled", "true");
  });

  await test.step("it is handed to a manager", async () => {
    await page.getByRole("button", { name: "Hand it to somebody" }).click();
    await page.getByRole("button", { name: "Hand over" }).click();
    await expect(page.getByText("Choose who is to own it.").first()).toBeVisible();
    await axe(page, "an owner that is refused");
    const people = page.getByLabel("Who is to own it?");
    await expect(people.getByRole("option", { name: "Sam Okafor" })).toHaveCount(0);
    await people.selectOption({ label: "Priya Natarajan" });
    await page.getByRole("button", { name: "Hand over" }).click();
    await expect(page.getByRole("region", { name: "Who owns it" })).toContainText("Priya Natarajan since");
  });

  await test.step("who answers for an objective says that it measures it", async () => {
    const measures = (of) => of.getByRole("region", { name: "What it measures" });
    await expect(measures(page)).toContainText("Whoever answers for an objective says here");
    const manager = (await office.browser(MANAGER)).page;
    await open(manager, new URL(page.url()).pathname);
    await manager.getByRole("button", { name: "Say what it measures" }).click();
    await manager.getByLabel("Which objective does it measure?").selectOption({ index: 1 });
    await manager.getByRole("button", { name: "Save what it measures" }).click();
    await expect(measures(manager).getByRole("link")).toHaveCount(1);
    await axe(manager, "what an indicator measures");
    await expect(measures(page).getByRole("link")).toHaveCount(1);
    await measures(manager).getByRole("link").click();
    await manager.getByRole("button", { name: /^Set another weight for “RES01 / }).click();
    await axe(manager, "how much an indicator counts");
    await manager.getByLabel("How much does it count?").fill("-1");
    await manager.getByRole("button", { name: "Set weight" }).click();
    await expect(manager.getByText("A weight is a number from 0 to 1,000.").first()).toBeVisible();
    await manager.getByLabel("How much does it count?").fill("2");
    await manager.getByLabel("From when?").fill("2099-01-01");
    await manager.getByRole("button", { name: "Set weight" }).click();
    await expect(manager.getByText("Counts 1 from the beginning. From 1 January 2099 it counts 2.")).toBeVisible();
    await expect(measures(page).getByRole("link")).toContainText(", counts 1, and 2 from 1 January 2099");
  });

  await test.step("it says who chose it", async () => {
    await page.getByRole("button", { name: "Record who chose it" }).click();
    await page.getByLabel("Who chose it?").selectOption({ label: "Staff" });
    await page.getByLabel("Why was it chosen?").fill("Plans rest on it.");
    await page.getByRole("button", { name: "Record selection" }).click();
    await expect(page.getByText("Plans rest on it.")).toBeVisible();
    await axe(page, "a definition sheet with all that it needs");
  });

  await activate.click();
  await expect(page.getByText("In force as it was first defined.")).toBeVisible();
  await saved(page);
});
