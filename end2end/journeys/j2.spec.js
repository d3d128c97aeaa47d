// J2: from the scorecard's worst perspective to the indicator, how its number came about, and who works on it.
import { EXECUTIVE, daysAgo, monthEnd } from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";

// The part of the scorecard under a heading.
const under = (heading) => heading.locator("xpath=ancestor::section[1]");
const place = (page, kind, name) => under(page.getByRole("heading", { name: new RegExp(`^${kind}\\s*${escaped(name)}$`) }).first());
const score = (region) => region.getByText("of 100").first().locator("xpath=preceding-sibling::*[1]");

test("an executive goes from the worst perspective to the indicator and down to the people", async ({ office }) => {
  test.setTimeout(300_000);
  const { page } = await office.browser(EXECUTIVE);

  const worst = await test.step("the scorecard's heading names the worst perspective", async () => {
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Scorecard" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/ is furthest from target$/);
    const heading = await page.getByRole("heading", { level: 1 }).textContent();
    const scores = await scoresOf(page, "Perspective");
    expect(scores.length).toBeGreaterThanOrEqual(3);
    const [[name]] = scores.toSorted(([, one], [, other]) => one - other);
    expect(heading).toBe(`${name} is furthest from target`);
    // As a card it reads "Score 80 of 100".
    const figure = page.locator("#glance").getByRole("cell").first();
    await expect(figure).toHaveText(/^\d+ of 100$/);
    await expect(figure).toHaveAttribute("data-label", "Score");
    await axe(page);
    return name;
  });

  await test.step("and what would turn it green: which measures, and what comes of each", async () => {
    const here = place(page, "Perspective", worst);
    const opener = here.locator("summary", { hasText: "What would turn this green" }).first();
    await opener.click();
    await expect(here.getByText(new RegExp(`on target, ${escaped(worst)} is on target too, at \\d+`)).first()).toBeVisible();
    const rows = here.getByRole("table", { name: "The measures that bring most, in this order" }).first().getByRole("row");
    await expect(rows.nth(1)).toContainText(/, target .*of 100/);
    await expect(rows.last()).toContainText("on target");
    await axe(page, "what would turn a perspective green");
    await opener.click();
  });

  const code = await test.step("what each place names as furthest from target leads down to an indicator", async () => {
    let kind = "Perspective";
    let name = worst;
    for (let depth = 0; depth < 8; depth += 1) {
      const here = place(page, kind, name);
      const furthest = await here.getByText(/^Furthest from target: /).first().textContent();
      name = furthest.replace("Furthest from target: ", "");
      if (kind !== "Perspective") await here.locator("summary", { hasText: /\d+ (objective|indicator)s?/ }).first().click();
      const indicator = here.getByRole("link", { name, exact: true });
      if (/^[A-Z]{2,4}\d\d/.test(name) && (await indicator.count()) > 0) {
        await expect(indicator.first()).toBeVisible();
        await axe(page, "the scorecard, opened down to an indicator");
        await indicator.first().click();
        return name;
      }
      kind = kind === "Perspective" ? "Corporate priority" : "(Corporate|Group|Service|Team) objective";
    }
    throw new Error(`no indicator was reached below ${worst}`);
  });

  await test.step("the indicator says how its number came about, down to the figures that were entered", async () => {
    await expect(page).toHaveURL(/\/app\/indicators\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(code.slice(code.indexOf(" ") + 1));
    const latest = page.getByRole("region", { name: "Latest figure" });
    await latest.locator("summary", { hasText: "How this is worked out" }).click();
    const steps = latest.getByRole("table").getByRole("row");
    await expect.poll(() => steps.count()).toBeGreaterThanOrEqual(3);
    const figure = await page.getByRole("region", { name: "Figures" }).getByRole("row").nth(1).getByRole("cell").first().textContent();
    await expect(latest.getByRole("table")).toContainText(figure);
    await expect(page.getByRole("img").first()).toBeVisible();
    await expect(page.locator("figure svg text").first()).toBeAttached();
    await axe(page);
  });

  await test.step("and the cascade says how many people's objectives serve it", async () => {
    const measures = page.getByRole("region", { name: "Objectives that it measures" });
    const people = await measures.getByText(/people’s own objectives serve it/).first().textContent();
    await measures.getByRole("link", { name: /^Follow the cascade/ }).first().click();
    await expect(page).toHaveURL(/\/app\/cascade\/objective\//);
    await expect(page.getByRole("main")).toContainText(people);
    const tree = page.getByRole("group", { name: /^Cascade of/ });
    const rows = await openAll(tree);
    expect(rows).toBeGreaterThan(1);
    await axe(page);
  });
});

test("an executive reads the scorecard as it stood on an earlier day, and goes back to today", async ({ office }) => {
  const { page } = await office.browser(EXECUTIVE);
  await open(page, "/app/scorecard");
  const whole = page.locator("#glance tbody tr").first();
  const now = await whole.innerText();
  await page.getByRole("button", { name: "See an earlier day" }).click();
  await axe(page, "an earlier day being chosen");

  await test.step("a day that is not over is refused beside the field", async () => {
    await page.getByLabel("As it was at the end of").fill("2999-12-31");
    await page.getByRole("button", { name: "Show that day" }).click();
    await expect(page.getByText("That day is not over yet. Choose an earlier one.")).toBeVisible();
  });

  await test.step("every page shows the day, says so, and offers no change", async () => {
    await page.getByLabel("As it was at the end of").fill(daysAgo(45));
    await page.getByRole("button", { name: "Show that day" }).click();
    await expect(page.getByText(/^How it stood at the end of /)).toBeVisible();
    await expect(whole).not.toHaveText(now);
    await axe(page, "the scorecard as it stood");
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "My work" }).click();
    await page.getByRole("main").locator('a[href^="/app/objectives/"]').first().click();
    await expect(page.getByText(/^How it stood at the end of /)).toBeVisible();
    await expect(page.getByText(/^You are looking at an earlier day/)).toBeVisible();
    await expect(page.getByRole("button", { name: /^(Record progress|Agree objective|Reopen)/ })).toHaveCount(0);
    await axe(page, "an objective as it stood");
  });

  await page.getByRole("button", { name: "Back to today" }).click();
  await open(page, "/app/scorecard");
  await expect.poll(() => whole.innerText()).toBe(now);
});

test("results of several indicators over a span of quarters stand in one table", async ({ office }) => {
  const { page } = await office.browser(EXECUTIVE);
  await open(page, "/app/indicators");
  await page.getByLabel("Source").selectOption({ index: 1 });
  await page.locator("summary", { hasText: "Results over time" }).click();
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Each quarter" });
  const table = page.getByRole("table", { name: /^Each quarter, from / });
  await expect(table.getByRole("columnheader")).toHaveCount(9);
  const first = await table.getByRole("row").nth(1).getByRole("rowheader").textContent();
  await expect(table.getByRole("cell", { name: /^[£\d].*(On|Close to|Off) target$/ }).first()).toBeVisible();
  await page.getByLabel("From", { exact: true }).selectOption({ index: 3 });
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  await page.evaluate(() => scrollTo(0, 0));
  await axe(page, "results over time");
  await page.getByLabel("Find an indicator").fill(first.split(" ")[0]);
  await expect(table.getByRole("row")).toHaveCount(2);
});

test("what was reported on a day stands beside the same day restated, with why the two differ", async ({ office }) => {
  const { page } = await office.browser(EXECUTIVE);
  await open(page, "/app/scorecard");
  await page.getByRole("link", { name: "As reported, and restated" }).click();
  await expect(page).toHaveURL(/\/app\/scorecard\/restated\/\d{4}-\d{2}-\d{2}$/);
  const heading = page.getByRole("heading", { level: 1 });

  await test.step("a day of the demonstration's past, as an address", async () => {
    await page.getByRole("button", { name: "Another day" }).click();
    await page.getByLabel("As it was reported at the end of").fill("2999-12-31");
    await page.getByRole("button", { name: "Show that day" }).click();
    await expect(page.getByText("That day is not over yet. Choose an earlier one.")).toBeVisible();
    await axe(page, "a day that cannot be shown");
    await open(page, `/app/scorecard/restated/${monthEnd(2)}`);
    await expect(heading).toContainText(/reads? otherwise now|still reads the same/);
  });

  await test.step("every difference says why, and leads to its indicator", async () => {
    const otherwise = page.getByRole("table", { name: "Indicators that read otherwise than they were reported" });
    await expect(otherwise.getByRole("row").nth(1)).toContainText("approved later");
    await axe(page, "as reported and restated");
    await otherwise.getByRole("link").first().click();
    await expect(page).toHaveURL(/\/app\/indicators\//);
  });
});

// Opens every branch of a tree by its buttons, and gives the number of rows.
async function openAll(tree) {
  const closed = tree.locator('button[aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().click();
  return tree.getByRole("listitem").count();
}

// The name and score of every place of a kind.
async function scoresOf(page, kind) {
  const found = [];
  for (const heading of await page.getByRole("heading", { name: new RegExp(`^${kind}`) }).all()) {
    const text = await score(under(heading)).textContent().catch(() => null);
    if (text !== null) found.push([(await heading.innerText()).split("\n").at(-1).trim(), Number(text)]);
  }
  return found;
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
