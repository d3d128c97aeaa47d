// Throughline's workloads on three other ways to keep replicas in step, on one machine in one run: JSON for each, then a table
// with what each acknowledges and enforces. Every client has a replica in memory and a line of its own, whose bytes are counted.
// Usage: node run.mjs [FLEET.json]     FLEET.json: what the example `fleet` printed in the same run
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { Cable } from "../journeys/cable.js";

const PEERS = process.env.PEERS?.split(",") ?? ["yjs", "tinybase", "pouchdb"];
const SECONDS = 10;
const wait = (ms) => new Promise((later) => setTimeout(later, ms));
// A record about as long as a check-in's.
const text = (number) => JSON.stringify({ objective: "0193f2aa-7c1e-7000-8000-000000000000", progress: number % 101, note: `Written ${number}`, by: "0193f2aa" });

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

// A peer's server in a process of its own.
async function served(peer) {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "serve", peer, String(port)], { stdio: ["ignore", "ignore", "inherit"] });
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const there = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (there) return { port, stop: () => child.kill("SIGKILL") };
    await wait(50);
  }
}

class Client {
  static async of(peer, port) {
    const client = new Client();
    client.cable = await Cable.to({ port });
    client.store = await peer.client(client.cable.port, (key) => client.seen.has(key) || client.seen.set(key, performance.now()));
    return client;
  }

  seen = new Map();
  given = new Map();
  acknowledged = [];

  write(key, number) {
    const at = performance.now();
    this.given.set(key, at);
    const owed = this.store.write(key, text(number));
    if (owed) this.acknowledged.push(Promise.resolve(owed).then(() => performance.now() - at));
  }

  close() {
    this.store.close();
    this.cable.close();
  }
}

const spread = (values) => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share) => Number((sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1));
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
};

async function until(condition, ms) {
  const deadline = performance.now() + ms;
  while (!condition() && performance.now() < deadline) await wait(2);
  return condition();
}

async function paced(peer, port, clients, aSecond) {
  const all = [];
  for (let number = 0; number < clients; number += 1) all.push(await Client.of(peer, port));
  for (const client of all) Object.assign(client.cable.counted, { up: 0, down: 0 });
  const each = SECONDS * aSecond;
  const began = performance.now();
  await Promise.all(
    all.map(async (client, place) => {
      for (let number = 0; number < each; number += 1) {
        const due = began + (number * 1_000) / aSecond + (place * 1_000) / aSecond / clients;
        await wait(Math.max(0, due - performance.now()));
        client.write(`${place}-${number}`, number);
      }
    }),
  );
  const writes = each * clients;
  const complete = await until(() => all.every((client) => client.seen.size >= writes), 30_000);
  const propagated = all.flatMap((writer) => [...writer.given].flatMap(([key, at]) => all.filter((other) => other !== writer && other.seen.has(key)).map((other) => other.seen.get(key) - at)));
  const acknowledged = await Promise.race([Promise.all(all.flatMap((client) => client.acknowledged)), wait(5_000).then(() => [])]);
  const total = (way) => all.reduce((sum, client) => sum + client.cable.counted[way], 0);
  const report = { complete, propagated_ms: spread(propagated), acknowledged_ms: acknowledged.length ? spread(acknowledged) : null, up: Math.round(total("up") / writes), down: Math.round(total("down") / writes / clients) };
  for (const client of all) client.close();
  return report;
}

async function initial(peer, port, records) {
  const writer = await Client.of(peer, port);
  const other = await Client.of(peer, port);
  for (let number = 0; number < records; number += 1) writer.write(`record-${number}`, number);
  if (!(await until(() => other.seen.size >= records, 120_000))) return { complete: false };
  await wait(1_000);
  const began = performance.now();
  const fresh = await Client.of(peer, port);
  const complete = await until(() => fresh.store.size() >= records, 60_000);
  const took = performance.now() - began;
  for (const client of [writer, other, fresh]) client.close();
  return { complete, ms: Number(took.toFixed(1)) };
}

async function offline(peer, port, writes) {
  const [away, other] = [await Client.of(peer, port), await Client.of(peer, port)];
  const before = other.seen.size;
  away.cable.cut();
  for (let number = 0; number < writes; number += 1) {
    away.write(`offline-${number}`, number);
    await wait(5);
  }
  const healed = performance.now();
  away.cable.mend();
  const complete = await until(() => other.seen.size - before >= writes, 60_000);
  const report = { complete, ms: Number((performance.now() - healed).toFixed(1)) };
  for (const client of [away, other]) client.close();
  return report;
}

async function measured(name) {
  const peer = await import(`./${name}.mjs`);
  const report = { peer: peer.name, acknowledges: peer.acknowledges, enforces: peer.enforces };
  for (const [workload, run] of [
    ["light", (port) => paced(peer, port, 3, 5)],
    ["paced", (port) => paced(peer, port, 8, 10)],
    ["offline", (port) => offline(peer, port, 300)],
    ["initial", (port) => initial(peer, port, 10_000)],
  ]) {
    const server = await served(name);
    report[workload] = await run(server.port);
    report[workload].load = Number(loadavg()[0].toFixed(1));
    server.stop();
  }
  return report;
}

// What the fleet printed, in the same words.
function throughline(file) {
  const lines = readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  const of = (words) => lines.find(({ workload }) => workload.startsWith(words));
  const pace = (words) => {
    const { propagated_ms, acknowledged_ms, up_bytes_a_write: up, down_bytes_a_write_and_client: down } = of(words);
    return { complete: true, propagated_ms, acknowledged_ms, up, down };
  };
  return {
    peer: "Throughline",
    acknowledges: "after the commit is durable",
    enforces: "the domain’s rules, who may see and who may change each record",
    light: pace("paced light"),
    paced: pace("paced: "),
    offline: { complete: true, ms: of("offline").all_seen_elsewhere_ms },
    initial: { complete: true, ms: of("initial sync of 1").median_ms },
  };
}

async function compare(fleet) {
  const reports = fleet ? [throughline(fleet)] : [];
  for (const name of PEERS) {
    const report = await measured(name);
    console.log(JSON.stringify(report));
    reports.push(report);
  }
  const own = reports[0];
  const beside = (value, mine) => (value === undefined || Number.isNaN(value) ? "not complete" : mine ? `${value} (×${(value / mine).toFixed(1)})` : String(value));
  const pair = (spread, mine) => (spread ? `${beside(spread.p50, mine?.p50)} / ${beside(spread.p99, mine?.p99)}` : "none");
  console.log("\n| | paced 8 × 10/s: to another device, p50 / p99 ms | acknowledged, p50 / p99 ms | bytes up, down | 300 offline, seen elsewhere, ms | 10,000 records to a new device, ms | acknowledges | enforces |\n|---|---|---|---|---|---|---|---|");
  for (const each of reports) {
    const mine = each === own ? undefined : own;
    const done = (part) => (each[part].complete ? each[part].ms : undefined);
    console.log(`| ${each.peer} | ${pair(each.paced.propagated_ms, mine?.paced.propagated_ms)} | ${pair(each.paced.acknowledged_ms, mine?.paced.acknowledged_ms)} | ${each.paced.up}, ${each.paced.down} | ${beside(done("offline"), mine?.offline.ms)} | ${beside(done("initial"), mine?.initial.ms)} | ${each.acknowledges} | ${each.enforces} |`);
  }
  process.exit(0);
}

const [, , word, ...rest] = process.argv;
if (word === "serve") await (await import(`./${rest[0]}.mjs`)).serve(Number(rest[1]));
else await compare(word);
