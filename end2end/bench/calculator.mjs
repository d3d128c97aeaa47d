// Lines a second through `throughline calc`: a million attainments, no two alike, from a file to nowhere.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printScore } from "./print.js";

const LINES = 1_000_000;
const ROUNDS = 3;

const folder = mkdtempSync(join(tmpdir(), "throughline-calculator-"));
const file = join(folder, "lines.jsonl");
const lines = Array.from(
  { length: LINES },
  (_, line) => `{"fn":"attainment","direction":"${line % 2 ? "higher" : "lower"}","value":"${(line % 20_000) / 100}","target":"${60 + (line % 40)}"}\n`,
);
writeFileSync(file, lines.join(""));
try {
  const rates = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = openSync(file, "r");
    const started = performance.now();
    const done = spawnSync(process.env.THROUGHLINE_BIN, ["calc"], { stdio: [from, "ignore", "inherit"] });
    const took = performance.now() - started;
    closeSync(from);
    if (done.status !== 0) throw new Error(`throughline calc ended with ${done.status}`);
    rates.push(Math.round((LINES * 1_000) / took));
  }
  rates.sort((a, b) => a - b);
  printScore("attainment lines a second through throughline calc, median of three", rates[1], 200_000);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
