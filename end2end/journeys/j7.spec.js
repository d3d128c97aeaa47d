// J7: somebody gets another manager while the one they had has unsent words about them, which go to the new one at a click.
import { HUMAN_RESOURCES, MANAGER, OFFICER, ONE_TO_ONE, person } from "./demo_company.js";
import { AGREED, MEETING, onTheDevice, state, words } from "./meeting.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";
import { command, pull, push, records } from "./wire.js";

const FEEDBACK = "Your reports on the depot are the best we have had.";

// The posts of the officer and of their manager, and a manager of the same grade whom the officer does not report to.
function posts(held) {
  const all = held.filter(({ kind }) => kind === "post");
  const of = (name) => all.find(({ body }) => body.holder === person(name));
  const [officers, managers] = [of(OFFICER), of(MANAGER)];
  const other = all.find(({ id, body }) => id !== managers.id && body.grade === managers.body.grade && body.unit !== managers.body.unit && body.holder);
  const { name } = held.find(({ kind, id }) => kind === "person" && id === other.body.holder).body;
  return { officers, other, name, signIn: name.toLowerCase().replaceAll(/[^a-z ]/g, "").replaceAll(" ", ".") };
}

test("a manager whose 1:1s end while they are away gets their words back, and the next one begins anew", async ({ office }) => {
  test.setTimeout(300_000);
  const before = await office.far(MANAGER);
  const officer = await office.browser(OFFICER);
  const resources = await office.browser(HUMAN_RESOURCES);
  for (const { page } of [before, officer]) await open(page, MEETING);
  await onTheDevice(before.page);

  before.cut();
  await test.step("the manager writes without a network", async () => {
    await words(before.page, "Feedback, both ways").fill(FEEDBACK);
    await words(before.page, "Feedback, both ways").blur();
    await expect(state(before.page)).toHaveText("1 change waiting");
  });

  const { officers, other, name, signIn } = posts(records(await pull(resources.page)));
  await test.step("meanwhile Human Resources has the officer report to somebody else", async () => {
    const { body, id } = officers;
    const moved = { post: id, title: body.title, unit: body.unit, grade: body.grade, reports_to: other.id, holder: body.holder };
    const { outcomes } = await push(resources.page, [command("post.record", moved)]);
    expect(outcomes).toEqual(["applied"]);
    await expect(officer.page.getByText("no longer have the reporting line").first()).toBeVisible();
  });

  before.mend();
  await test.step("the old manager is told, with their words, and reads on what the two wrote", async () => {
    const { page } = before;
    await expect(page.getByText("1 change was refused").first()).toBeVisible({ timeout: 20_000 });
    await expect(state(page)).toHaveText("1 change refused");
    await page.getByRole("link", { name: "Read why, and take your words back" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 change was refused");
    const refused = page.getByRole("listitem").filter({ hasText: "Write in a 1:1" });
    await expect(refused).toContainText("no longer have the reporting line");
    await expect(refused).toContainText(FEEDBACK);
    await axe(page, "words that came too late");
    await open(page, MEETING);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("1:1 with Sam Okafor");
    await expect(words(page, "Feedback, both ways")).toHaveCount(0);
    await page.goto(`/app/objectives/${AGREED.id}`);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/Loading|Get keys/);
  });

  const after = await office.browser(signIn);
  await test.step("the new manager sees the objectives, and nothing of the 1:1s before", async () => {
    const { page } = after;
    await open(page, `/app/objectives/${AGREED.id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(AGREED.title);
    const told = await pull(page);
    expect(told).not.toContain(ONE_TO_ONE.slice(0, 23) + "\",\"scope\":\"one_to_one");
    expect(records(told).filter(({ kind, body }) => kind === "entry" && body.one_to_one === ONE_TO_ONE)).toEqual([]);
    await open(page, "/app/one-to-ones");
    await page.getByRole("button", { name: /^Start 1:1s\s*with Sam Okafor/ }).click();
    await page.getByRole("button", { name: "Start this series" }).click();
    await expect(page.getByRole("link", { name: "1:1 with Sam Okafor" }).first()).toBeVisible();
    await expect(officer.page.getByText("no longer have the reporting line").first()).toBeVisible();
  });

  await test.step("the old manager sends the words on, and reads first who will read them", async () => {
    const { page } = before;
    await open(page, "/app/waiting");
    const refused = page.getByRole("listitem").filter({ hasText: "Write in a 1:1" });
    await expect(refused).toContainText(`${name} and Sam Okafor will both read it`);
    await refused.getByRole("button", { name: `Send to ${name}` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything is saved");
    await after.page.getByRole("link", { name: "1:1 with Sam Okafor" }).first().click();
    await expect(after.page.getByText(FEEDBACK)).toBeVisible();
    await expect(after.page.getByText("the manager before")).toBeVisible();
  });
});
