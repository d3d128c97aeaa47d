// A hundred thousand figures of a thousand indicators from a text file: what would become of every row, and then all of them stored.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { print } from "./print.js";

const INDICATORS = 1_000;
const MONTHS = 100;

const folder = mkdtempSync(join(tmpdir(), "throughline-import-"));
const file = join(folder, "figures.csv");
const map = join(folder, "map.toml");
const rows = ["code,name,direction,unit,target,numerator,denominator,period"];
for (let month = 0; month < MONTHS; month += 1) {
  const year = 2016 + Math.floor(month / 12);
  const period = `${year}/${String(year + 1).slice(2)} M${(month % 12) + 1}`;
  for (let indicator = 0; indicator < INDICATORS; indicator += 1) {
    rows.push(`I${indicator},Indicator number ${indicator},higher,%,95,${900 + ((indicator * month) % 100)},1000,${period}`);
  }
}
writeFileSync(file, rows.join("\n"));
writeFileSync(map, '[defaults]\nfrequency = "monthly"\n');

function timed(...more) {
  const started = performance.now();
  const done = spawnSync(process.env.THROUGHLINE_BIN, ["import", file, "--as", "indicators", "--map", map, "--json", ...more], {
    env: { ...process.env, THROUGHLINE_DATABASE_URL: `sqlite:${join(folder, "import.db")}` },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const took = performance.now() - started;
  const answer = JSON.parse(done.stdout);
  if (answer.accepted !== INDICATORS * MONTHS) throw new Error(`${answer.accepted} rows of ${answer.rows} were accepted`);
  return took;
}

try {
  const preview = timed("--dry-run");
  const taken = timed();
  print("100,000 rows: what would become of each", preview / 1_000, "s");
  print("100,000 rows: that, and all of them stored", taken / 1_000, "s");
  print("both", (preview + taken) / 1_000, "s", 10);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
