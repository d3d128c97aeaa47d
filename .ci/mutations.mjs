// Shows that the checks of the protocol can fail: each of these mistakes is made in a copy of the sources, one at a time, and has
// to be caught by the tests of `sync`. Prints a line a mistake; ends with 1 where one goes unnoticed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SEEDS = process.env.THROUGHLINE_SEEDS ?? "600";
const TESTS = ["simulator", "kept", "pieces", "protocol", "claim", "tabs"];

// What is done wrong, in which file, instead of what.
const MISTAKES = [
  ["a command is decided twice when it is sent twice", "authority.rs", "if no <= last_no {", "if no < last_no {"],
  ["a gap in the numbers is passed over", "authority.rs", "if no > last_no + 1 {", "if no > last_no + 1_000 {"],
  ["a number is skipped", "outbox.rs", "given.args().ok()?).ok()?),\n        };\n        self.next_no += 1;", "given.args().ok()?).ok()?),\n        };\n        self.next_no += 2;"],
  ["an answer is taken for whatever has its number", "outbox.rs", "self.uuid() == answer.uuid || (self.sent.name == LOST && self.no() == answer.no)", "self.no() == answer.no"],
  ["an answer counts only under the number that it has now", "outbox.rs", "self.uuid() == answer.uuid || (self.sent.name == LOST && self.no() == answer.no)", "self.uuid() == answer.uuid && self.no() == answer.no"],
  ["the cursor moves without the rows", "replica/poke.rs", "        self.base = base;\n", "        let _ = base;\n"],
  ["a poke is applied wherever the device stands", "replica/poke.rs", "if start.base != self.cursor {", "if false {"],
  ["an answer alone empties the outbox", "replica/poke.rs", "keep.push(Keep::Answered(pending.sent.clone()));", ""],
  ["\"saved on this device\" is said before the store holds it", "replica/kept.rs", "        self.tickets.is_empty()", "        true"],
  ["a restored server is not healed", "replica/kept.rs", "(self.epoch.is_some() && forgotten).then(|| {", "(false && forgotten).then(|| {"],
  ["a backup of another history lets what was sent be forgotten", "replica.rs", "let same = self.epoch == Some(welcome.epoch) && welcome.mode == Mode::Resume;", "let same = true;"],
  ["a purge takes what was sent", "shelf.rs", "                let sent = std::mem::take(&mut self.sent);", "                batch.clear(Table::Sent);\n                let sent = BTreeMap::new();"],
  ["a purge takes what waits", "shelf.rs", "if reset || drops || self.journal_len >= JOURNAL_MAX {", "if drops {\n            batch.clear(Table::Outbox);\n        }\n        if reset || drops || self.journal_len >= JOURNAL_MAX {"],
  ["a full store takes what waits with the cache", "shelf.rs", "        let mut room = Batch::default();\n", "        let mut room = Batch::default();\n        room.clear(Table::Outbox);\n"],
  ["rows of a scope that was dropped stay in the store", "shelf.rs", "if reset || drops || self.journal_len >= JOURNAL_MAX {", "if reset || self.journal_len >= JOURNAL_MAX {"],
  ["a record that left what a person may see stays with them", "projection.rs", "_ if was_held => poke.removes", "_ if false && was_held => poke.removes"],
  ["a sum that is another is passed over", "replica/poke.rs", "        let differs = end.sum.as_ref().is_some_and(|sum| *sum != held);", "        let differs = end.sum.as_ref().is_some_and(|sum| false && *sum != held);"],
  ["a piece is taken wherever the stage stands", "replica/stage.rs", "(epoch, at, rows) == (piece.epoch, piece.at, piece.after)", "(epoch, at) == (piece.epoch, piece.at) || rows > 0"],
  ["what changed between two pieces is left out", "stage.rs", "    let (puts, removes) = since", "    let since: Option<Poke> = since.filter(|_| false);\n    let (puts, removes) = since"],
  ["a tab whose place was taken writes on", "store.rs", "if self.fence() != fence.map(Fence::text) {", "if false {"],
];

const root = new URL("..", import.meta.url).pathname;
const copy = mkdtempSync(join(tmpdir(), "throughline-mutations-"));
const env = { ...process.env, THROUGHLINE_SEEDS: SEEDS, RUSTFLAGS: "--cap-lints warn", CARGO_TARGET_DIR: `${process.env.CARGO_TARGET_DIR ?? join(copy, "target")}-mutations` };
const tests = TESTS.flatMap((test) => ["--test", test]);
const cargo = (...args) => spawnSync("cargo", args, { cwd: copy, env, encoding: "utf8" });

let unnoticed = 0;
try {
  for (const part of ["Cargo.toml", "Cargo.lock", "app", "server"]) cpSync(join(root, part), join(copy, part), { recursive: true });
  const sound = cargo("test", "--quiet", "-p", "sync", ...tests);
  if (sound.status !== 0) throw new Error(`the tests do not pass as they are:\n${sound.stdout}${sound.stderr}`);
  for (const [what, file, right, wrong] of MISTAKES) {
    const path = join(copy, "app/sync/src", file);
    const source = readFileSync(path, "utf8");
    if (source.split(right).length !== 2) throw new Error(`${file} does not hold this once: ${right}`);
    writeFileSync(path, source.replace(right, () => wrong));
    const built = cargo("test", "--quiet", "-p", "sync", "--no-run", ...tests);
    if (built.status !== 0) throw new Error(`${what}: does not compile\n${built.stderr}`);
    const caught = cargo("test", "--quiet", "-p", "sync", "--no-fail-fast", ...tests).status !== 0;
    console.log(`${caught ? "caught   " : "UNNOTICED"}  ${what}`);
    unnoticed += caught ? 0 : 1;
    writeFileSync(path, source);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${MISTAKES.length - unnoticed} of ${MISTAKES.length} mistakes are caught by the tests of sync, with ${SEEDS} seeds`);
process.exitCode = unnoticed === 0 ? 0 : 1;
