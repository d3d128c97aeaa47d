// J3: nobody but its two people learns anything of a 1:1, by page, by API or by socket.
import { randomUUID } from "node:crypto";
import {
  ADMINISTRATOR, EXECUTIVE, HUMAN_RESOURCES, MANAGER, OFFICER, OF_ANOTHER_TEAM, ONE_TO_ONE, SERIES, person,
} from "./demo_company.js";
import { expect, open, test } from "./office.js";
import { axe } from "./reading.js";
import { command, converse, hello, post, pull, push, records, scopeDigest } from "./wire.js";

const INTRUDERS = [OF_ANOTHER_TEAM, ADMINISTRATOR, HUMAN_RESOURCES, EXECUTIVE];
// Human Resources read a person's objectives with what was recorded on them, and a check-in names the 1:1 it was made in.
const MAY_KNOW_THE_ID = [HUMAN_RESOURCES];
// Where what the two say to each other lives, and what each keeps to themselves.
const PRIVATE = [`one_to_one:${SERIES}`, `own:${person(OFFICER)}`, `own:${person(MANAGER)}`];
const NEW_ENTRY = "The new rota leaves me tired; could we look at Wednesdays?";
const NEW_NOTE = "Ask about the depot before the rota.";

// Every text and identifier of the 1:1s and notes of the two.
function secrets(pulls) {
  const own = pulls.flatMap(records).filter(({ scope }) => PRIVATE.includes(scope));
  const texts = own.map(({ body }) => body.text).filter((text) => typeof text === "string" && text.length > 0);
  const ids = own.filter(({ kind }) => kind !== "one_to_one" && kind !== "one_to_one_series").map(({ id }) => id);
  return { own, texts: [...new Set(texts)], ids };
}

const leaks = (heard, { texts, ids }) => [...texts, ...ids].filter((secret) => heard.includes(secret) || heard.includes(JSON.stringify(secret).slice(1, -1)));

const words = (page) => page.getByRole("main").innerText();

test("an outsider to a 1:1 finds nothing of it, not even that it exists", async ({ office }) => {
  test.setTimeout(600_000);
  const officer = await office.browser(OFFICER);
  const manager = await office.browser(MANAGER);
  const secret = secrets([await pull(officer.page), await pull(manager.page)]);
  expect(secret.texts.length).toBeGreaterThan(10);
  expect(secret.texts).toContain("Ask about the vacant planner post before I mention the course.");
  expect(secret.texts.some((text) => text.startsWith("A good month."))).toBe(true);
  for (const topic of ["entry", "agenda_item", "action", "private_note"]) {
    expect(secret.own.map(({ kind }) => kind)).toContain(topic);
  }
  // What finds nothing elsewhere finds it all here.
  expect(leaks(await pull(officer.page), secret).length).toBeGreaterThan(secret.ids.length);
  // Each of the two has a private note of their own that the other is not sent.
  for (const [reader, writer] of [[officer, MANAGER], [manager, OFFICER]]) {
    const notes = records(await pull(reader.page)).filter(({ kind }) => kind === "private_note");
    expect(notes.map(({ scope }) => scope)).not.toContain(`own:${person(writer)}`);
  }

  const outsiders = [];
  for (const name of INTRUDERS) {
    const outsider = await office.browser(name);
    outsiders.push(outsider);
    await test.step(`${name}, by page`, () => byPage(outsider, secret));
    await test.step(`${name}, by API`, () => byApi(outsider, secret));
    await test.step(`${name}, by socket`, () => bySocket(outsider, secret));
  }

  await test.step("and none of them hears anything while the two write", async () => {
    const ears = await Promise.all(outsiders.map(({ page }) => listen(page)));
    await open(officer.page, `/app/one-to-ones/${ONE_TO_ONE}`);
    await open(manager.page, `/app/one-to-ones/${ONE_TO_ONE}`);
    await write(officer.page, /^Obstacles and help needed: your words/, NEW_ENTRY);
    await write(officer.page, "Note to myself", NEW_NOTE);
    await expect(manager.page.getByText(NEW_ENTRY)).toBeVisible();
    await expect(officer.page.getByRole("banner").getByRole("status")).toHaveText("Saved");
    expect(await words(manager.page)).not.toContain(NEW_NOTE);
    for (const [place, outsider] of outsiders.entries()) {
      const heard = await ears[place].evaluate((ear) => ear.stop());
      expect(heard, `what ${outsider.name} heard`).toEqual([]);
    }
  });

  const all = secrets([await pull(officer.page), await pull(manager.page)]);
  expect(all.texts).toContain(NEW_NOTE);
  expect(leaks(manager.watch.frames.join("\n"), all)).toContain(NEW_ENTRY);
  for (const { name, watch } of outsiders) {
    expect(leaks(watch.frames.join("\n"), all), `frames of ${name}'s app`).toEqual([]);
  }
});

async function byPage({ name, page }, secret) {
  await open(page, `/app/one-to-ones/${randomUUID()}`);
  const nothing = await words(page);
  expect(nothing).toContain("This is not here, or is not yours to see.");
  await axe(page);
  await open(page, `/app/one-to-ones/${ONE_TO_ONE}`);
  expect(await words(page)).toBe(nothing);
  for (const path of ["/app", "/app/one-to-ones", "/app/waiting", `/app/people/${person(OFFICER)}`]) {
    await open(page, path);
    expect(leaks(await words(page), secret), `${path} of ${name}`).toEqual([]);
  }
  const shells = await Promise.all([ONE_TO_ONE, randomUUID()].map((id) => page.request.get(`/app/one-to-ones/${id}`).then((answer) => answer.text())));
  expect(shells[0]).toBe(shells[1]);
}

async function byApi({ name, page }, secret) {
  const claims = { scope_digest: scopeDigest(PRIVATE) };
  const plain = await pull(page);
  const { epoch } = JSON.parse(plain)[0].welcome;
  const { chain } = JSON.parse(plain).find((message) => message.poke_end).poke_end;
  const behind = { ...claims, epoch, chain, cursor: "1" };
  const head = JSON.parse(plain).find((message) => message.poke_start).poke_start.to;
  const nearly = { ...claims, epoch, chain, cursor: String(BigInt(head) - 1n) };
  const atHead = { ...claims, epoch, chain, cursor: head };
  const answers = [plain, await pull(page, claims), await pull(page, behind), await pull(page, nearly), await pull(page, atHead)];
  for (const answer of answers) {
    expect(leaks(answer, secret), `a pull of ${name}`).toEqual([]);
    expect(records(answer).filter(({ scope }) => PRIVATE.includes(scope))).toEqual([]);
    if (!MAY_KNOW_THE_ID.includes(name)) {
      expect(answer).not.toContain(ONE_TO_ONE);
    }
  }
  const asked = (one_to_one) => [
    command("entry.write", { entry: randomUUID(), one_to_one, topic: "work", text: "Is anybody there?" }),
    command("agenda_item.add", { item: randomUUID(), one_to_one, text: "Is anybody there?" }, "2"),
    command("private_note.write", { note: randomUUID(), one_to_one, text: "Is anybody there?" }, "3"),
    command("one_to_one.confirm", { one_to_one }, "4"),
  ];
  const there = await push(page, asked(ONE_TO_ONE));
  const nowhere = await push(page, asked(randomUUID()));
  expect(there.outcomes).toEqual(nowhere.outcomes);
  expect(there.outcomes).toEqual(Array(4).fill({ rejected: { code: "not_found" } }));
  for (const path of [`/api/one-to-ones/${ONE_TO_ONE}`, `/sync/one-to-ones/${ONE_TO_ONE}`, `/one-to-ones/${ONE_TO_ONE}`]) {
    const [real, made] = await Promise.all([path, path.replace(ONE_TO_ONE, randomUUID())].map((each) => page.request.get(each)));
    expect(real.status()).toBe(404);
    expect(await real.text()).toBe(await made.text());
  }
}

async function bySocket({ name, page, watch }, secret) {
  const claims = { scope_digest: scopeDigest(PRIVATE) };
  const { heard } = await converse(page, [JSON.stringify(hello(claims)), JSON.stringify({ ping: { t: 7 } })]);
  const all = heard.join("\n");
  expect(all).toContain('"welcome"');
  expect(all).toContain('"pong"');
  expect(leaks(all, secret), `the socket of ${name}`).toEqual([]);
  if (!MAY_KNOW_THE_ID.includes(name)) expect(all).not.toContain(ONE_TO_ONE);
  const other = await post(page, "/sync/pull", { ping: { t: 1 } });
  expect(other.status).toBe(400);
  expect(leaks(other.text, secret)).toEqual([]);
  watch.forgive(/status of 400 .*\/sync\/pull/);
}

// A socket of the page's person that is in step and notes what comes from now on. It pings when it is told to stop, because a
// pong tells the last number that had anything for the session.
function listen(page) {
  return page.evaluateHandle(
    (greeting) =>
      new Promise((ready) => {
        const socket = new WebSocket(`ws://${location.host}/sync`);
        let heard = [];
        let due;
        const stop = () =>
          new Promise((done) => {
            const told = heard;
            socket.onmessage = ({ data }) => {
              const [{ pong }] = JSON.parse(data);
              if (!pong) return void told.push(data);
              if (pong.due_seq !== due) told.push(`the number went from ${due} to ${pong.due_seq}`);
              socket.close();
              done(told);
            };
            socket.send(JSON.stringify({ ping: { t: 2 } }));
          });
        socket.onopen = () => {
          socket.send(greeting);
          socket.send(JSON.stringify({ ping: { t: 1 } }));
        };
        socket.onmessage = ({ data }) => {
          const [{ pong }] = JSON.parse(data);
          heard.push(data);
          if (!pong) return;
          due = pong.due_seq;
          heard = [];
          ready({ stop });
        };
      }),
    JSON.stringify(hello()),
  );
}

async function write(page, label, text) {
  const field = page.getByLabel(label);
  await field.fill(text);
  await field.blur();
}
