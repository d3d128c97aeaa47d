// J6: a 1:1 in a basement. What is done without the server outlives the page and the browser's tab, and arrives when it is back.
import { MANAGER, OFFICER } from "./demo_company.js";
import { AGREED, MEETING, kept, obstacles, onTheDevice, putAway, state, words } from "./meeting.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";

const WORDS = "The cellar lock at Keats House sticks.";

test("a 1:1 recorded without a network outlives its page, and arrives whole", async ({ office }) => {
  test.setTimeout(300_000);
  const { page, context, watch } = await office.browser(OFFICER);
  const manager = await office.browser(MANAGER);
  for (const each of [page, manager.page]) await open(each, MEETING);
  await test.step("the app is kept on the device", async () => {
    await onTheDevice(page);
  });

  await office.kill();
  await test.step("writing and recording go on, and the frame says that they wait", async () => {
    await obstacles(page).fill(WORDS);
    await obstacles(page).blur();
    await page.getByRole("button", { name: `Record progress on “${AGREED.title}”` }).click();
    await page.getByLabel("Progress in per cent").fill("70");
    await page.getByRole("button", { name: "Save progress" }).click();
    await expect(state(page)).toHaveText("2 changes waiting");
  });

  const again = await test.step("the tablet is closed and opened again, still without a network", async () => {
    await page.close();
    const again = await context.newPage();
    await watch.over(again);
    await open(again, MEETING);
    await expect(state(again)).toHaveText("2 changes waiting");
    await expect(obstacles(again)).toHaveValue(WORDS);
    await axe(again, "a 1:1 without a network");
    return again;
  });

  await test.step("pages that were never opened here are on the device too", async () => {
    await open(again, "/app/scorecard");
    await expect(again.getByRole("heading", { level: 1 })).toContainText("target");
    await open(again, "/app/waiting");
    await expect(again.getByRole("heading", { level: 1 })).toHaveText("2 changes wait for the server");
    await axe(again, "what waits, without a network");
  });

  await office.restart();
  await test.step("everything arrives, once", async () => {
    await expect(state(again)).toHaveText("Saved", { timeout: 20_000 });
    await expect(manager.page.getByText(WORDS)).toBeVisible({ timeout: 20_000 });
    await expect(manager.page.getByRole("listitem").filter({ hasText: AGREED.title })).toContainText("70%");
  });
});

const DRAFTED = "List every home that falls empty within a day";

// Changes the title of the objective that both have before them.
async function reword(page, title) {
  await page.getByRole("button", { name: /^Change the wording/ }).last().click();
  const save = page.getByRole("button", { name: "Save the wording" });
  await page.locator("form").filter({ has: save }).getByLabel("What will be done?").fill(title);
  await save.click();
}

test("a whole 1:1 in a basement while the manager goes on: both arrive, and two wordings are chosen between", async ({ office }) => {
  test.setTimeout(300_000);
  const officer = await office.far(OFFICER);
  const manager = await office.browser(MANAGER);
  const { page } = officer;
  for (const each of [page, manager.page]) await open(each, MEETING);
  await onTheDevice(page);
  await test.step("the officer drafts an objective while there is a network", async () => {
    await page.getByRole("button", { name: "New objective" }).click();
    await page.locator("#draft-title").fill(DRAFTED);
    await page.getByRole("button", { name: "Draft objective" }).click();
    await expect(manager.page.getByRole("link", { name: DRAFTED })).toBeVisible();
    await expect(state(page)).toHaveText("Saved");
  });

  officer.cut();
  const theirs = "List every home that falls empty within two days";
  const mine = "List every home that falls empty on the same day";
  await test.step("in the basement the officer writes, rewords, records and holds the 1:1", async () => {
    await obstacles(page).fill(WORDS);
    await obstacles(page).blur();
    await reword(page, mine);
    await page.getByRole("button", { name: `Record progress on “${AGREED.title}”` }).click();
    await page.getByLabel("Progress in per cent").fill("75");
    await page.getByRole("button", { name: "Save progress" }).click();
    await page.getByRole("button", { name: "Record that it was held" }).click();
    await expect(state(page)).toHaveText("4 changes waiting");
    await expect(page.getByRole("link", { name: mine })).toBeVisible();
  });
  await test.step("meanwhile the manager rewords the same and asks for a keyholder", async () => {
    await reword(manager.page, theirs);
    await obstacles(manager.page).fill("A second keyholder is found.");
    await obstacles(manager.page).blur();
    await expect(state(manager.page)).toHaveText("Saved");
  });

  officer.mend();
  await test.step("everything arrives, and what both changed needs a choice", async () => {
    await expect(state(page)).toHaveText("Needs your choice (1)", { timeout: 20_000 });
    await expect(page.getByText("A second keyholder is found.")).toBeVisible();
    await expect(manager.page.getByText(WORDS)).toBeVisible();
    await expect(manager.page.getByRole("listitem").filter({ hasText: AGREED.title })).toContainText("75%");
    await expect(manager.page.getByText(/^Held on /)).toBeVisible();
    await expect(page.getByRole("link", { name: theirs })).toBeVisible();
  });
  await test.step("both versions stand side by side, and the officer's is chosen", async () => {
    await state(page).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 change needs your choice");
    const choice = page.getByRole("listitem").filter({ hasText: "Reword an objective" });
    for (const words of [mine, theirs]) await expect(choice.getByText(words, { exact: true }).last()).toBeVisible();
    await axe(page, "two versions to choose between");
    await choice.getByRole("button", { name: /^Put mine in its place/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything is saved");
    await expect(state(page)).toHaveText("Saved");
    await expect(manager.page.getByRole("link", { name: mine })).toBeVisible();
  });
});

test("of two who have the same wording open, the second is told what the first has made of it", async ({ office }) => {
  const officer = await office.browser(OFFICER);
  const manager = await office.browser(MANAGER);
  for (const { page } of [officer, manager]) await open(page, MEETING);
  await officer.page.getByRole("button", { name: "New objective" }).click();
  await officer.page.locator("#draft-title").fill(DRAFTED);
  await officer.page.getByRole("button", { name: "Draft objective" }).click();
  await expect(manager.page.getByRole("link", { name: DRAFTED })).toBeVisible();

  const save = (page) => page.getByRole("button", { name: "Save the wording" });
  const field = (page, label) => page.locator("form").filter({ has: save(page) }).getByLabel(label);
  const [what, how] = ["What will be done?", "How will we know that it is done?"];
  const [theirs, mine] = ["List every home within two days", "List every home on the same day"];
  for (const { page } of [officer, manager]) await page.getByRole("button", { name: /^Change the wording/ }).last().click();
  await field(officer.page, what).fill(mine);
  await field(manager.page, what).fill(theirs);
  await field(manager.page, how).fill("Nine of ten");
  await save(manager.page).click();
  await expect(officer.page.getByRole("link", { name: theirs })).toBeVisible();
  await save(officer.page).click();
  await expect(officer.page.getByText(`It now says “${theirs}”.`)).toBeVisible();
  // What only the manager changed is taken over.
  await expect(field(officer.page, how)).toHaveValue("Nine of ten");
  await expect(field(officer.page, what)).toHaveValue(mine);
  await axe(officer.page, "a wording that somebody else has changed");
  await save(officer.page).click();
  await expect(manager.page.getByRole("link", { name: mine })).toBeVisible();
  await expect(manager.page.getByText("Done when: Nine of ten")).toBeVisible();
});

test("what was typed into a form and not sent is there when the tablet is opened again", async ({ office }) => {
  const { page, context, watch } = await office.browser(OFFICER);
  const opener = (page) => page.getByRole("button", { name: `Record progress on “${AGREED.title}”` });
  const note = (page) => page.getByLabel("What happened (you may leave this empty)");
  const reopen = async (page) => {
    await page.close();
    const again = await context.newPage();
    await watch.over(again);
    await open(again, MEETING);
    return again;
  };
  await open(page, MEETING);
  await opener(page).click();
  await note(page).fill(WORDS);
  // As the tablet is put away.
  await putAway(page);
  await expect.poll(() => kept(page, "draft")).toBe(1);

  const again = await reopen(page);
  await expect(note(again)).toHaveValue(WORDS);
  await expect(again.getByText("What you typed earlier is still here. It is not saved yet.")).toBeVisible();
  await axe(again, "a form that was begun earlier");
  await test.step("signing out says that it would be lost", async () => {
    await again.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" }).click();
    await again.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(again.getByText("What you typed into a form is not saved. Signing out now loses it.")).toBeVisible();
    await again.getByRole("button", { name: "Stay signed in" }).click();
  });

  await test.step("what waits says where it is", async () => {
    await open(again, "/app/waiting");
    await expect(again.getByRole("listitem").filter({ hasText: "Record progress" })).toContainText(WORDS);
    await axe(again, "what was typed and not saved");
  });

  await open(again, MEETING);
  await again.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => kept(again, "draft")).toBe(0);
  const third = await reopen(again);
  await expect(opener(third)).toBeVisible();
  await expect(note(third)).toBeHidden();

  await test.step("what is sent is not there again", async () => {
    await opener(third).click();
    await note(third).fill(WORDS);
    await putAway(third);
    await expect.poll(() => kept(third, "draft")).toBe(1);
    await third.getByRole("button", { name: "Save progress" }).click();
    await expect(state(third)).toHaveText("Saved");
    await expect.poll(() => kept(third, "draft")).toBe(0);
    const fourth = await reopen(third);
    await expect(opener(fourth)).toBeVisible();
    await expect(note(fourth)).toBeHidden();
  });
});

test("an objective that is begun in a 1:1 and given up leaves nothing behind", async ({ office }) => {
  const { page } = await office.browser(OFFICER);
  await open(page, MEETING);
  const opener = page.getByRole("button", { name: "New objective" });
  const title = page.locator("#draft-title");
  await opener.click();
  await title.fill(WORDS);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(title).toBeHidden();
  await expect.poll(() => kept(page, "draft")).toBe(0);
  await opener.click();
  await expect(title).toHaveValue("");
});

test("of two tabs one keeps the work, and the other takes over when it is closed", async ({ office }) => {
  test.setTimeout(300_000);
  const { page: first, context, watch } = await office.browser(OFFICER);
  await open(first, MEETING);
  await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const second = await context.newPage();
  await watch.over(second);
  await open(second, MEETING);
  const alone = second.getByText("Do not close this tab yet");
  const write = async (words) => {
    await obstacles(second).fill(words);
    await obstacles(second).blur();
  };

  await test.step("what is written in either arrives in the other", async () => {
    await write("Written in the second tab.");
    await expect(state(second)).toHaveText("Saved");
    await expect(obstacles(first)).toHaveValue("Written in the second tab.");
  });

  await test.step("without a network the second says that it must stay open", async () => {
    await office.kill();
    await write("Written without a network.");
    await expect(state(second)).toHaveText("1 change waiting");
    await expect(alone).toBeVisible();
    await axe(second, "a second tab without a network");
    await office.restart();
    await expect(state(second)).toHaveText("Saved", { timeout: 20_000 });
    await expect(alone).toHaveCount(0);
  });

  await test.step("once the first is closed, the second keeps the work on the device", async () => {
    // What the first has not kept yet the second would begin without.
    await expect(obstacles(first)).toHaveValue("Written without a network.");
    await first.close();
    await expect.poll(() => second.evaluate(async () => (await navigator.locks.query()).pending.length)).toBe(0);
    await office.kill();
    await write("Kept by the second tab.");
    await expect(state(second)).toHaveText("1 change waiting");
    await expect(alone).toHaveCount(0);
    await second.reload();
    await expect(obstacles(second)).toHaveValue("Kept by the second tab.");
    await office.restart();
    await expect(state(second)).toHaveText("Saved", { timeout: 20_000 });
  });

  await test.step("signing out in a tab that does not keep leaves nothing either, and signs the other one out", async () => {
    const third = await context.newPage();
    await watch.over(third);
    await open(third, "/app/more");
    await third.getByRole("button", { name: "Sign out", exact: true }).click();
    for (const each of [third, second]) await expect(each.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    await expect.poll(() => third.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });
});

// A tab that can be put to sleep: it then answers nobody, and keeps whatever it holds. A browser without a screen takes the state
// "frozen" without stopping anything, so the page stands at a breakpoint instead.
async function freezer(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Debugger.enable");
  return {
    async freeze() {
      const asleep = new Promise((done) => devtools.once("Debugger.paused", done));
      devtools.send("Runtime.evaluate", { expression: "debugger" }).catch(() => undefined);
      await asleep;
    },
    thaw: () => devtools.send("Debugger.resume"),
  };
}

// How often the work has changed hands; or has it change hands, without a word to the tab that keeps.
const fence = (page, next) =>
  page.evaluate(async (next) => {
    const answer = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
    const [{ name }] = await indexedDB.databases();
    const database = await answer(indexedDB.open(name));
    const meta = database.transaction("meta", "readwrite").objectStore("meta");
    if (next) await answer(meta.put(next, "fence"));
    const row = await answer(meta.get("fence"));
    database.close();
    return Number(row.slice(16));
  }, next);
const holders = (page) => page.evaluate(async () => (await navigator.locks.query()).held.length);

// A promise to whoever works in two tabs (sync.md 2.6).
const TAKEN_OVER_WITHIN_MS = 3_000;

test("of two tabs the one that keeps is frozen: the other takes over, and what was given to either is done once", async ({ office }) => {
  test.setTimeout(300_000);
  const { page: first, context, watch } = await office.browser(OFFICER);
  const manager = await office.browser(MANAGER);
  await open(manager.page, MEETING);
  await open(first, MEETING);
  await onTheDevice(first);
  const second = await context.newPage();
  await watch.over(second);
  await open(second, MEETING);
  const tabs = [await freezer(first), await freezer(second)];
  const alone = (page) => page.getByText("Do not close this tab yet");
  const write = async (page, part, text) => {
    await words(page, part).fill(text);
    await words(page, part).blur();
  };
  const [hindered, feedback] = ["Obstacles and help needed", "Feedback, both ways"];

  await test.step("a frozen tab loses the work to the other while the server can be reached", async () => {
    const before = await fence(second);
    await write(second, hindered, "Before it was frozen.");
    await expect(state(second)).toHaveText("Saved");
    await expect(words(first, hindered)).toHaveValue("Before it was frozen.");
    // A tab that is frozen in the middle of a transaction would keep the database to itself: this waits for its end.
    await fence(first);
    await tabs[0].freeze();
    await expect.poll(() => fence(second), { intervals: [50], timeout: TAKEN_OVER_WITHIN_MS }).toBe(before + 1);
    await write(second, feedback, "While the first slept.");
    await expect(state(second)).toHaveText("Saved");
  });

  await test.step("it wakes and keeps no more; what is written in it arrives", async () => {
    await tabs[0].thaw();
    await expect(words(first, feedback)).toHaveValue("While the first slept.");
    await write(first, hindered, "After it woke.");
    await expect(state(first)).toHaveText("Saved");
    await expect(words(second, hindered)).toHaveValue("After it woke.");
    expect(await holders(first)).toBe(1);
  });

  await test.step("without a network the tab that keeps is frozen, and what the other has not sent is on the device in time", async () => {
    await office.kill();
    await write(second, feedback, "Kept by the second.");
    await expect(state(second)).toHaveText("1 change waiting");
    await write(first, hindered, "Not kept by the first.");
    await expect(alone(first)).toBeVisible();
    await tabs[1].freeze();
    await expect(alone(first)).toHaveCount(0, { timeout: TAKEN_OVER_WITHIN_MS });
    // What the frozen tab had kept waits here too.
    await expect(state(first)).toHaveText("2 changes waiting");
    await first.reload();
    await expect(state(first)).toHaveText("2 changes waiting");
    await expect(words(first, hindered)).toHaveValue("Not kept by the first.");
    await expect(words(first, feedback)).toHaveValue("Kept by the second.");
  });

  await test.step("the frozen tab wakes, and says that what is done in it is in it alone", async () => {
    await tabs[1].thaw();
    await expect(alone(second)).toBeVisible();
    await second.getByRole("button", { name: `Record progress on “${AGREED.title}”` }).click();
    await second.getByLabel("Progress in per cent").fill("70");
    await second.getByRole("button", { name: "Save progress" }).click();
    await expect(state(second)).toHaveText("2 changes waiting");
    await expect(alone(first)).toHaveCount(0);
  });

  await test.step("everything arrives, once", async () => {
    await office.restart();
    for (const page of [first, second, manager.page]) {
      await expect(state(page)).toHaveText("Saved", { timeout: 20_000 });
      await expect(page.getByText("could not be saved")).toHaveCount(0);
      await expect(page.getByRole("listitem").filter({ hasText: AGREED.title })).toContainText("70%", { timeout: 20_000 });
    }
    for (const page of [first, second]) {
      await expect(words(page, hindered)).toHaveValue("Not kept by the first.");
      await expect(words(page, feedback)).toHaveValue("Kept by the second.");
    }
    await expect(manager.page.getByText("Not kept by the first.")).toBeVisible();
    await expect(manager.page.getByText("Kept by the second.")).toBeVisible();
    expect(await holders(first)).toBe(1);
  });
});

test("a tab that does not know that another has taken its place writes nothing to the device, and calls nothing saved there", async ({ office }) => {
  const { page } = await office.browser(OFFICER);
  await open(page, MEETING);
  await onTheDevice(page);
  const alone = page.getByText("Do not close this tab yet");
  const write = async (text) => {
    await obstacles(page).fill(text);
    await obstacles(page).blur();
  };
  await office.kill();
  await write("Kept.");
  await expect(state(page)).toHaveText("1 change waiting");
  await expect.poll(() => kept(page, "outbox")).toBe(1);
  await expect(alone).toHaveCount(0);
  await fence(page, "another tab's");
  await write("Not kept.");
  await expect(state(page)).toHaveText("2 changes waiting");
  await expect(alone).toBeVisible();
  expect(await kept(page, "outbox")).toBe(1);

  // Nobody else is there: once it has sent what it holds, it keeps again.
  await office.restart();
  await expect(state(page)).toHaveText("Saved", { timeout: 20_000 });
  await expect(alone).toHaveCount(0);
  await expect.poll(() => holders(page)).toBe(1);
  await expect.poll(() => kept(page, "outbox")).toBe(0);
  await office.kill();
  await write("Kept again.");
  await expect.poll(() => kept(page, "outbox")).toBe(1);
  await expect(alone).toHaveCount(0);
});
