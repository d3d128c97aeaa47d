// PouchDB with live replication both ways, against its own server.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb-core").plugin(require("pouchdb-adapter-memory")).plugin(require("pouchdb-adapter-http")).plugin(require("pouchdb-replication")).plugin(require("pouchdb-mapreduce"));

export const name = "PouchDB";
export const acknowledges = "after the server's write, here into memory";
export const enforces = "that a revision follows the one before it";

export async function serve(port) {
  const express = require("express");
  const app = express();
  const Kept = PouchDB.defaults({ adapter: "memory" });
  app.use("/", require("express-pouchdb")(Kept, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: "/dev/null" }));
  await new Promise((done) => app.listen(port, "127.0.0.1", done));
}

// Requests of a client that is closed, or whose line is cut, end in errors that nobody waits for any more.
process.on("unhandledRejection", (why) => {
  if (!["ECONNRESET", "ECONNREFUSED"].includes(why?.code)) throw why;
});
process.on("uncaughtException", (why) => {
  if (!["ECONNRESET", "ECONNREFUSED"].includes(why?.code)) throw why;
});

let clients = 0;

export async function client(port, seen) {
  const local = new PouchDB(`client-${(clients += 1)}`, { adapter: "memory" });
  const remote = new PouchDB(`http://127.0.0.1:${port}/company`);
  const owed = new Map();
  let size = 0;
  local.changes({ since: 0, live: true }).on("change", ({ id }) => {
    size += 1;
    seen(id);
  });
  await remote.info();
  await local.replicate.from(remote);
  const sync = local.sync(remote, { live: true, retry: true, back_off_function: () => 100 }).on("change", ({ direction, change }) => {
    if (direction !== "push") return;
    for (const { _id } of change.docs) owed.get(_id)?.();
  });
  return {
    async write(key, text) {
      const acknowledged = new Promise((done) => owed.set(key, done));
      await local.put({ _id: key, text });
      return acknowledged;
    },
    size: () => size,
    close: () => sync.cancel(),
  };
}
