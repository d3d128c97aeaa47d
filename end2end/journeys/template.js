// The demo company in a database of its own, made once and copied for each journey.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// SQLite keeps what is not yet in the file beside it.
const PARTS = ["", "-wal"];

// What every run of the program is told, for a database file.
export function settings(file, address = "127.0.0.1:0") {
  return {
    ...process.env,
    THROUGHLINE_DATABASE_URL: `sqlite:${file}`,
    THROUGHLINE_SITE: process.env.THROUGHLINE_SITE,
    THROUGHLINE_LISTEN: address,
    THROUGHLINE_ARGON2_WEAK_FOR_TESTS: "yes",
  };
}

export class Template {
  // Loads the demo company with this many people.
  static make(people = 60) {
    const folder = mkdtempSync(join(tmpdir(), "throughline-template-"));
    const file = join(folder, "demo.db");
    const run = spawnSync(process.env.THROUGHLINE_BIN, ["demo", "--people", String(people)], { env: settings(file), encoding: "utf8" });
    if (run.status !== 0) throw new Error(`the demo company was not loaded: ${run.error ?? run.stderr}`);
    return new Template(folder, file);
  }

  constructor(folder, file) {
    this.folder = folder;
    this.file = file;
  }

  copy(to) {
    for (const part of PARTS) if (existsSync(this.file + part)) copyFileSync(this.file + part, to + part);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
