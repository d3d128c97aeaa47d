// J15: a dirty workbook is imported: its columns chosen, what would come of every row read, what can be taken taken, seen, and taken back;
// the next file of the same sender is read the same way.
import { ADMINISTRATOR, OFFICER } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe, reflow } from "./reading.js";
import { workbook } from "./workbook.js";

const HEADINGS = ["Ref\u00a0", "Measure  of\u200b the year", "Desired\u00a0Direction", "Units", "Aim for the year", "2024/25", "2025/26"];
const ROWS = [
  ["Measures of the repairs system (illustrative)", null, null, null, null, null, null],
  [null, null, null, null, null, null, null],
  HEADINGS,
  ["RX01", "Repairs done in time", "Up", "%", "at or above 84%", 81.5, { formula: "SUM(F4,4.5)", shows: 86 }],
  ["RX02", "Days to a first visit", "Down", "days", "less than 12 days", 14, 13.25],
  ["RX03", "Repairs looked at after", "Up", "%", "TBC", 40, 44],
  ["RX04", "Repairs of empty homes on time", "Up", "%", 90, "0 of 0", 91],
  ["RX05", "Calls answered", "Up", "%", 90, 88, 89],
  ["RX01", "Repairs done in time, again", "Up", "%", 84, 80, 81],
];
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const file = (name, rows) => ({ name, mimeType: TYPE, buffer: workbook(rows) });
const looks = async (page, where) => {
  await axe(page, where);
  await reflow(page, where);
};

// The first step: the file, what it holds and from whom it comes.
async function choose(page, chosen) {
  await open(page, "/app/imports/new");
  await page.getByRole("group", { name: "What does it hold?" }).getByLabel("Indicators").check();
  await page.getByLabel("From whom does it come?").fill("Repairs system");
  await page.getByLabel("Which file?").setInputFiles(chosen);
  await page.getByRole("button", { name: "Read this file" }).click();
  await expect(page.getByRole("heading", { name: "2. Its columns" })).toBeFocused();
}

const look = async (page) => {
  await page.getByRole("button", { name: "See what would come of it" }).click();
  await expect(page.getByRole("heading", { name: /^3\. / })).toBeFocused();
};
const fate = (page, row) => page.getByRole("table", { name: /what becomes of each/ }).getByRole("row").filter({ hasText: row });

test("a dirty workbook is mapped, looked at, imported, seen and taken back", async ({ office }) => {
  test.setTimeout(240_000);
  const { page } = await office.browser(ADMINISTRATOR);

  await test.step("the file is read, and what its columns are is guessed", async () => {
    await open(page, "/app/imports");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 files were imported");
    await axe(page, "the imports");
    await choose(page, file("repairs 2025.xlsx", ROWS));
    await expect(page.getByLabel("Which row has the headings?")).toHaveValue("3");
    await expect(page.getByLabel("Code of the indicator (needed)")).toHaveValue("Ref");
    await expect(page.getByLabel("Which way is good (needed)")).toHaveValue("Desired Direction");
    await expect(page.getByText("Still needed: Name.")).toBeVisible();
    await looks(page, "the columns");
  });

  await test.step("what was not guessed is chosen, with what stands in it beside", async () => {
    await page.getByLabel("Name (needed)").selectOption("Measure of the year");
    await expect(page.getByText("There stands: Repairs done in time · Days to a first visit")).toBeVisible();
    await page.getByText(/more fields that can be read$/).click();
    await page.getByLabel("Target", { exact: true }).selectOption("Aim for the year");
    await page.getByText("What the file does not say, and its words").click();
    await page.getByLabel("Source, for all rows").fill("lpi");
    await look(page);
  });

  await test.step("every row has its fate, problems first", async () => {
    await expect(page.getByRole("heading", { name: /^3\. / })).toHaveText("3. 4 rows can be imported; 2 are left out");
    await expect(fate(page, "RX03")).toContainText("Left out");
    await expect(fate(page, "RX03")).toContainText("Target “TBC”: This is not a number.");
    await expect(fate(page, "again")).toContainText("An earlier row has this code.");
    await expect(fate(page, "RX04")).toContainText("Look at it");
    await expect(fate(page, "Calls answered")).toContainText("New");
    await page.getByLabel("Show only rows with something to look at").click();
    await expect(page.getByLabel("Show only rows with something to look at")).toBeChecked();
    await expect(fate(page, "Calls answered")).toHaveCount(0);
    await expect(fate(page, "RX03")).toBeVisible();
    await looks(page, "the preview");
  });

  await test.step("it is imported in one step and seen on the indicator’s page", async () => {
    await page.getByRole("button", { name: "Import 4 rows; leave out 2" }).click();
    await expect(page.getByRole("heading", { name: "4 of 6 rows of repairs 2025.xlsx were imported" })).toBeFocused();
    await axe(page, "imported");
    await page.getByRole("link", { name: "See the indicators" }).click();
    await page.getByRole("link", { name: /Repairs done in time/ }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Repairs done in time");
    await expect(page.getByText("86.0%").first()).toBeVisible();
  });

  await test.step("it is taken back, which is asked once more", async () => {
    await open(page, "/app/imports");
    await expect(page.getByRole("row").filter({ hasText: "repairs 2025.xlsx" })).toContainText("4 of 6 rows");
    await looks(page, "the imports");
    await page.getByRole("button", { name: /^Take back.*repairs 2025.xlsx/ }).click();
    await page.getByRole("button", { name: "Take the import back" }).click();
    await expect(page.getByRole("row").filter({ hasText: "repairs 2025.xlsx" })).toContainText("Taken back");
    await open(page, "/app/indicators");
    await expect(page.getByRole("link", { name: /Repairs done in time/ })).toHaveCount(0);
  });

  await test.step("the next file of the same sender finds its columns, and what no longer fits is named", async () => {
    const rows = ROWS.slice(0, 5).map((cells) => cells.map((value) => (value === "Aim for the year" ? "Goal" : value)));
    await choose(page, file("repairs 2026.xlsx", rows));
    await expect(page.getByText("Columns are chosen as for the last file from Repairs system")).toBeVisible();
    await expect(page.getByText("This file has no column “Aim for the year”.")).toBeVisible();
    await expect(page.getByLabel("Name (needed)")).toHaveValue("Measure of the year");
    await look(page);
    await expect(page.getByRole("heading", { name: /^3\. / })).toHaveText("3. 2 rows can be imported");
  });
});

test("who does not import is told who does", async ({ office }) => {
  const { page } = await office.browser(OFFICER);
  await open(page, "/app/imports/new");
  await expect(page.getByText("Files are imported by Human Resources and Support Services")).toBeVisible();
  await looks(page, "an import that is not theirs");
  await open(page, "/app/more");
  await expect(page.getByRole("link", { name: "Imports from spreadsheets" })).toHaveCount(0);
});
