// A server of its own on a free loopback port, which can be killed and started again.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { settings } from "./template.js";

// How long a server may take to answer its first request on a busy machine.
const UP_WITHIN_MS = 60_000;

async function freePort() {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

export class Server {
  static async start(file) {
    const server = new Server(file, await freePort());
    await server.up();
    return server;
  }

  constructor(file, port) {
    this.file = file;
    this.port = port;
    this.origin = `http://127.0.0.1:${port}`;
    this.site = process.env.THROUGHLINE_SITE;
    this.log = "";
    this.process = null;
  }

  // Starts the program and waits until it answers.
  async up() {
    const child = spawn(process.env.THROUGHLINE_BIN, ["serve"], {
      env: { ...settings(this.file, `127.0.0.1:${this.port}`), THROUGHLINE_SITE: this.site },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (this.log += text));
    const deadline = Date.now() + UP_WITHIN_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) break;
      const answer = await fetch(`${this.origin}/app`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((later) => setTimeout(later, 20));
    }
    throw new Error(`the server did not start:\n${this.log}`);
  }

  // Ends it at once, as when the machine loses power: nothing of it gets to finish.
  async kill() {
    await this.end("SIGKILL");
  }

  async stop() {
    await this.end("SIGTERM");
  }

  async end(signal) {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }

  // The lines of its log that say that something went wrong inside.
  faults() {
    return this.log.split("\n").filter((line) => /panicked|\bERROR\b/.test(line));
  }
}
