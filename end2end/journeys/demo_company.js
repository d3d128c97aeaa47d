// Identifiers of the demo company's records: a UUIDv8 made from the record's name, as `server/src/demo/id.rs` makes it.
const MASK = (1n << 64n) - 1n;

function digest(start, text) {
  let digest = start;
  for (const byte of Buffer.from(text, "utf8")) digest = ((digest ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  digest = ((digest ^ (digest >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  digest = ((digest ^ (digest >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return digest ^ (digest >> 31n);
}

// The identifier of a record by its name, such as `person/sam-okafor`.
export function demoId(name) {
  const half = (start) => digest(start, name).toString(16).padStart(16, "0");
  const hex = (half(0xcbf29ce484222325n) + half(0x6c62272e07bb0142n)).split("");
  hex[12] = "8";
  hex[16] = "89ab"[Number.parseInt(hex[16], 16) % 4];
  const text = hex.join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

// The one password of the demo company's accounts.
export const PASSWORD = "leigh-to-shoebury";

// Who plays in the journeys, by what they are there.
export const OFFICER = "sam.okafor";
export const MANAGER = "priya.natarajan";
export const EXECUTIVE = "marcus.adeyinka";
export const HUMAN_RESOURCES = "meera.chandran";
export const ADMINISTRATOR = "alex.tremaine";
export const OF_ANOTHER_TEAM = "jade.winterbourne";
export const COUNCIL_VIEWER = "bridget.allardyce";
export const AUDITOR = "neil.farquharson";

// The person who signs in by a name.
export const person = (signIn) => demoId(`person/${signIn.replace(".", "-")}`);

// The 1:1 of the officer and their manager that is due now.
export const ONE_TO_ONE = demoId("one-to-one/sam-okafor/3");
export const SERIES = demoId("one-to-one-series/sam-okafor");

// The team objective that the officer's new objective contributes to, and its line up to the scorecard.
export const TEAM_OBJECTIVE = { id: demoId("objective/voids-relet"), title: "Re-let every standard void within 17 days" };
export const LINE = ["service-voids", "group-homes", "corp-homes"].map((slug) => demoId(`objective/${slug}`));

// A day so many days ago, as it stands in an address or a date field. The demonstration's figures reach back further.
export const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

// The last day of a month that ended so many months ago: what it came to was approved in the days after.
export function monthEnd(back) {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back + 1, 0)).toISOString().slice(0, 10);
}

// The year in which the present financial year began.
export function financialYear() {
  const now = new Date();
  return now.getMonth() >= 3 ? now.getFullYear() : now.getFullYear() - 1;
}
