// J5: bad input is answered so that a person can act on it; nothing is stored and nothing crashes.
import { randomUUID } from "node:crypto";
import { MANAGER, OFFICER, ONE_TO_ONE, demoId, person } from "./demo_company.js";
import { expect, open, signIn, test } from "./office.js";
import { axe } from "./reading.js";
import { command, converse, hello, pull, push, records, wording } from "./wire.js";

const MEETING = `/app/one-to-ones/${ONE_TO_ONE}`;
const AGREED = { id: demoId("objective/personal/sam-okafor/1"), title: "Get keys to the contractor on the day a home falls empty" };
const LONG = "a".repeat(10_000);
const NO_LINK = "This objective does not lead to a corporate priority yet. Link it to a team or service objective that does, then agree it.";
const WAITS = "The depot has no network on Wednesdays.";
const TOO_MUCH = "Progress is from 0 to 100 per cent; this says 140.";

const objectives = (page) => page.locator("section").filter({ has: page.getByRole("heading", { name: "Objectives", exact: true, level: 2 }) });
const summary = (page) => page.getByRole("alert").filter({ hasText: "There is a problem" });
// What the person of a page can see of the Company, without the sequence numbers at which it came.
const held = async (page) =>
  records(await pull(page))
    .map(({ kind, id, body }) => JSON.stringify([kind, id, body]))
    .sort();

test("bad input in the pages is answered beside the field and in a summary that takes the focus", async ({ office }) => {
  test.setTimeout(300_000);
  const { page } = await office.browser(OFFICER);
  await open(page, MEETING);

  await test.step("an objective without a link cannot be agreed, and says what to do", async () => {
    await objectives(page).getByRole("button", { name: "New objective" }).click();
    await objectives(page).getByLabel("What will be done?").fill("Learn to survey");
    await objectives(page).getByRole("button", { name: "Draft objective" }).click();
    const agree = page.getByRole("button", { name: "Agree objective “Learn to survey”" });
    await expect(agree).toHaveAttribute("aria-disabled", "true");
    await expect(agree).toHaveAccessibleDescription(NO_LINK);
    const before = await held(page);
    await agree.focus();
    await page.keyboard.press("Enter");
    await expect(objectives(page).getByRole("listitem").filter({ hasText: "Learn to survey" })).toContainText("Drafted");
    expect(await held(page)).toEqual(before);
    await axe(page, "a 1:1 with an objective that hangs loose");
  });

  await test.step("a progress of 140", async () => {
    const before = await held(page);
    await page.getByRole("button", { name: `Record progress on “${AGREED.title}”` }).click();
    await page.getByLabel("Progress in per cent").fill("140");
    await page.getByRole("button", { name: "Save progress" }).click();
    await refused(page, "Progress in per cent", TOO_MUCH);
    expect(await held(page)).toEqual(before);
    await expect(page.getByLabel("Progress in per cent")).toHaveValue("140");
    await axe(page, "a 1:1 with a refused progress");
    await page.getByLabel("Progress in per cent").fill("60");
    await page.getByRole("button", { name: "Save progress" }).click();
    await expect(summary(page)).toHaveCount(0);
  });

  await test.step("a title of 10,000 characters", async () => {
    await expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");
    const before = await held(page);
    await objectives(page).getByRole("button", { name: "New objective" }).click();
    await objectives(page).getByLabel("What will be done?").fill(LONG);
    await objectives(page).getByRole("button", { name: "Draft objective" }).click();
    await refused(page, objectives(page).getByLabel("What will be done?"), /200 characters/);
    expect(await held(page)).toEqual(before);
    await axe(page, "a 1:1 with a refused title");
    await objectives(page).getByLabel("What will be done?").fill("Learn to survey a roof");
    await objectives(page).getByRole("button", { name: "Draft objective" }).click();
    await expect(summary(page)).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Learn to survey a roof" })).toBeVisible();
  });
});

// The summary on top has the focus and leads to the field; the field says the same.
async function refused(page, field, words) {
  await expect(summary(page)).toBeFocused();
  const control = typeof field === "string" ? page.getByLabel(field) : field;
  await expect(control).toHaveAccessibleDescription(words instanceof RegExp ? words : new RegExp(`Error: ${words}$`));
  await summary(page).getByRole("link", { name: words }).click();
  await expect(control).toBeFocused();
}

test("bad commands past the pages are refused in the same words, and nothing is stored", async ({ office }) => {
  test.setTimeout(300_000);
  const { page, watch } = await office.browser(OFFICER);
  const manager = await office.browser(MANAGER);
  const loose = randomUUID();
  const draft = (objective, title) =>
    command("objective.draft", {
      objective, title, success_measure: "", level: "individual", owner: person(OFFICER), unit: null,
      year: year(), due: null, contributes_to: null, illustrative: false,
    });
  expect((await push(page, [draft(loose, "Hang loose")])).outcomes).toEqual(["applied"]);
  const before = await held(page);

  const rejected = async (name, args, code, words) => {
    const { outcomes } = await push(page, [command(name, args)]);
    expect(outcomes).toEqual([{ rejected: expect.objectContaining({ code }) }]);
    if (words) expect(JSON.stringify(outcomes)).toContain(words);
  };
  await rejected("objective.agree", { objective: loose, expected: wording("Hang loose", "", "") }, "no_path_to_priority");
  await rejected("check_in.record", { check_in: randomUUID(), objective: AGREED.id, progress: 140 }, "fields", TOO_MUCH);
  await rejected("objective.draft", draft(randomUUID(), LONG).args, "fields", "200 characters");
  await rejected("objective.draft", { title: "Not a command" }, "unreadable");
  await rejected("company.sell", { to: "anybody" }, "unreadable");

  // The replica of the officer's own app, as its first message to the server named it.
  const [theirs] = watch.sent.filter((text) => text.startsWith('{"hello"')).map((text) => JSON.parse(text).hello.replica);
  const stolen = await push(manager.page, [command("check_in.record", { check_in: randomUUID(), objective: AGREED.id, progress: 99 })], { replica: theirs });
  expect(stolen.messages).toEqual([{ trouble: "not_your_replica" }]);
  const bySocket = await converse(manager.page, [JSON.stringify(hello({ replica: theirs }))]);
  expect(bySocket).toEqual({ heard: ['{"trouble":"not_your_replica"}'], how: "closed" });

  expect(await held(page)).toEqual(before);
  await goesOn(page);
});

test("malformed frames are answered or ended, and the server goes on for everyone", async ({ office }) => {
  test.setTimeout(300_000);
  const { page } = await office.browser(OFFICER);
  const before = await held(page);
  const greeting = JSON.stringify(hello());
  const unreadable = '{"trouble":"unreadable"}';
  const beforeHello = ["", "{", "null", "[]", '{"hello":{}}', '{"hello":{"v":"one"}}', '{"push":{"from_no":"1","commands":[]}}', "\u0000", "[".repeat(20_000)];
  for (const frame of beforeHello) {
    expect(await converse(page, [frame]), `${frame.slice(0, 40)} instead of a hello`).toEqual({ heard: [unreadable], how: "closed" });
  }
  const afterHello = ["{", '{"push":{"from_no":"one","commands":[]}}', '{"push":{"from_no":"2","commands":[{"no":"7"}]}}', '{"drop":"table"}', greeting];
  for (const frame of afterHello) {
    const { heard, how } = await converse(page, [greeting, frame, '{"ping":{"t":9}}']);
    expect(heard, `${frame.slice(0, 40)} after the hello`).toContain(unreadable);
    expect(heard.at(-1)).toContain('"pong"');
    expect(how).toBe("quiet");
  }
  const gap = { push: { from_no: "5", commands: [command("entry.write", { entry: randomUUID(), one_to_one: ONE_TO_ONE, topic: "work", text: "Out of turn" }, "5")] } };
  expect((await converse(page, [greeting, JSON.stringify(gap)])).heard).toContain('{"trouble":{"gap":{"expected":"1"}}}');
  const tooLong = await converse(page, [greeting, `{"push":"${"x".repeat(300_000)}"}`]);
  expect(tooLong.how).toBe("closed");
  expect(await held(page)).toEqual(before);
  await goesOn(page);
});

test("where a network breaks sockets, work goes over plain requests instead", async ({ office }) => {
  test.setTimeout(120_000);
  const { page, context } = await office.visitor(OFFICER);
  await page.routeWebSocket(/\/sync$/, (socket) => socket.close());
  await signIn(page, OFFICER);
  await open(page, MEETING);
  await page.getByRole("button", { name: `Record progress on “${AGREED.title}”` }).click();
  await page.getByLabel("Progress in per cent").fill("65");
  await page.getByRole("button", { name: "Save progress" }).click();
  const stored = async () => records(await pull(page)).filter(({ kind, body }) => kind === "check_in" && body.objective === AGREED.id && body.progress === 65);
  // Until the browser's store holds the progress the frame keeps its words, which are "Saved" of what was there before.
  await expect.poll(async () => (await stored()).length, { timeout: 20_000 }).toBe(1);
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved", { timeout: 20_000 });
  await context.close();
});

test("a session that was stolen is worth nothing after its person has signed out", async ({ office }) => {
  test.setTimeout(300_000);
  const { page, context } = await office.browser(OFFICER);
  const cookies = await context.cookies();
  expect(cookies.filter(({ httpOnly }) => httpOnly)).toHaveLength(1);
  const thief = await office.visitor("a thief", {});
  await thief.context.addCookies(cookies);
  const connected = thief.watch.welcomed();
  await thief.page.goto("/app");
  await expect(thief.page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "My work" })).toBeVisible();
  await connected;

  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await axe(page, "the page after signing out");

  // The open page of the thief is told, shows nothing of the officer any more, and cannot begin again.
  await expect(thief.page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(thief.page.getByRole("main")).not.toContainText("Priya");
  const headers = { Origin: office.url(""), Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
  for (const [path, body] of [["/sync/pull", hello()], ["/sync/push", { hello: hello().hello, push: { from_no: "1", commands: [] } }]]) {
    const answer = await fetch(office.url(path), { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) });
    expect(answer.status, path).toBe(401);
    expect(await answer.json(), path).toEqual({ words: "You are not signed in." });
  }
  const upgrade = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": Buffer.from(randomUUID().slice(0, 16)).toString("base64") };
  expect(await statusOf(office.url("/sync"), { ...headers, ...upgrade })).toBe(401);
});

test("a tablet that was away while its session ended says so, and keeps what waits on it", async ({ office }) => {
  test.setTimeout(300_000);
  const { page, watch } = await office.browser(OFFICER);
  const manager = await office.browser(MANAGER);
  for (const each of [page, manager.page]) await open(each, MEETING);
  await office.kill();
  await write(page, WAITS);
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("1 change waiting");
  const [code] = office.administer("user", "reset", OFFICER).match(/\S+$/m);
  await office.restart();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in", { timeout: 20_000 });
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Signed out, changes kept");
  await page.getByLabel("Sign-in name").fill(OFFICER);
  await page.getByLabel("Password").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a password");
  await axe(page, "the page for choosing a password");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(summary(page)).toBeFocused();
  await page.getByLabel("New password").fill("three words for the depot");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");
  await expect(manager.page.getByText(WAITS)).toBeVisible();
  // A browser does not hide from its console that a socket, a request or a password was refused.
  watch.forgive(/HTTP Authentication failed|status of 401 .*\/sync\/pull|status of 422 .*\/api\/password/);
});

// What an upgrade is answered with; `fetch` refuses to ask for one.
async function statusOf(url, headers) {
  const { request } = await import("node:http");
  return new Promise((done, failed) => {
    request(url, { headers })
      .on("response", (answer) => done(answer.resume().statusCode))
      .on("upgrade", (answer, socket) => done((socket.destroy(), 101)))
      .on("error", failed)
      .end();
  });
}

async function write(page, text) {
  const field = page.getByLabel(/^Obstacles and help needed: your words/);
  await field.fill(text);
  await field.blur();
}

// The server still takes work: an entry that is written now is saved.
async function goesOn(page) {
  await open(page, MEETING);
  await write(page, "Nothing is in the way.");
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Saved");
  expect((await held(page)).join()).toContain("Nothing is in the way.");
}

// The financial year of today, by the year in which it begins.
function year() {
  const today = new Date();
  return today.getMonth() >= 3 ? today.getFullYear() : today.getFullYear() - 1;
}
