// The wire as a device speaks it, for trying from a signed-in page what the app itself would never send.
import { createHash, randomUUID } from "node:crypto";

export const hello = (over = {}) => ({
  hello: { v: 3, schema: 1, replica: randomUUID(), epoch: null, cursor: "0", scope_digest: null, next_no: "1", confirmed_no: "0", ...over },
});

// A command as it is pushed, first of a new replica.
export const command = (name, args, no = "1") => ({
  no,
  uuid: randomUUID(),
  ver: 1,
  base_seq: "0",
  claimed_at: new Date().toISOString(),
  name,
  args,
});

// Asks by HTTP from within a page, so that the browser sends what it always sends. Gives the status and the words as they came.
export function post(page, path, body) {
  return page.evaluate(
    async ({ path, body }) => {
      const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      return { status: answer.status, text: await answer.text() };
    },
    { path, body },
  );
}

// Everything that a new device of the page's person is sent.
export async function pull(page, over = {}) {
  const { status, text } = await post(page, "/sync/pull", hello(over));
  if (status !== 200) throw new Error(`the pull was answered with ${status}: ${text}`);
  return text;
}

// The records in what was sent.
export const records = (text) => JSON.parse(text).flatMap((message) => message.poke_part?.puts ?? []);

// Pushes commands by HTTP as a new device of the page's person, and gives their outcomes.
export async function push(page, commands, over = {}) {
  const { hello: greeting } = hello(over);
  const { status, text } = await post(page, "/sync/push", { hello: greeting, push: { from_no: commands[0].no, commands } });
  const messages = JSON.parse(text);
  return { status, messages, outcomes: messages.flatMap((message) => message.poke_end?.answers ?? []).map((answer) => answer.outcome) };
}

// Opens a socket in the page, sends each text and gathers the messages that come until it has been quiet for a while or is closed.
export function converse(page, texts, quiet = 1_000) {
  return page.evaluate(
    ({ texts, quiet }) =>
      new Promise((done) => {
        const heard = [];
        const socket = new WebSocket(`ws://${location.host}/sync`);
        let timer;
        const end = (how) => {
          clearTimeout(timer);
          socket.close();
          done({ heard, how });
        };
        const wait = () => {
          clearTimeout(timer);
          timer = setTimeout(() => end("quiet"), quiet);
        };
        socket.onopen = () => {
          for (const text of texts) socket.send(text);
          wait();
        };
        socket.onmessage = ({ data }) => {
          heard.push(...JSON.parse(data).map((message) => JSON.stringify(message)));
          wait();
        };
        socket.onclose = () => end("closed");
      }),
    { texts, quiet },
  );
}

// The digest of an objective's words that agreeing it names (`domain/src/wording.rs`).
export function wording(...parts) {
  let digest = 0xcbf29ce484222325n;
  for (const part of parts) {
    for (const byte of [...Buffer.from(part, "utf8"), 0xff]) digest = ((digest ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return digest.toString(16).padStart(16, "0");
}

// What a device says of the scopes that it holds (app/sync/src/claim.rs).
export const scopeDigest = (scopes) => createHash("sha256").update(scopes.toSorted().map((scope) => `${scope}\n`).join("")).digest("hex");
