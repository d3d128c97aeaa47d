// The 1:1 of the officer and their manager, as its page is read and written in.
import { ONE_TO_ONE, demoId } from "./demo_company.js";

export const MEETING = `/app/one-to-ones/${ONE_TO_ONE}`;
// An objective of the officer's that is agreed.
export const AGREED = { id: demoId("objective/personal/sam-okafor/1"), title: "Get keys to the contractor on the day a home falls empty" };
// What the frame says of the reader's work: "Saved".
export const state = (page) => page.getByRole("banner").getByRole("status");
// The reader's own words in a part of the 1:1: "Feedback, both ways".
export const words = (page, part) => page.getByLabel(new RegExp(`^${part}: your words`));
export const obstacles = (page) => words(page, "Obstacles and help needed");
// Until the browser holds the app itself.
export const onTheDevice = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
// As when a tablet is put away: what was typed is kept then.
export const putAway = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

// How many rows a table of the browser's database has.
export const kept = (page, table) =>
  page.evaluate(async (table) => {
    const answer = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
    const [{ name }] = await indexedDB.databases();
    const database = await answer(indexedDB.open(name));
    const rows = await answer(database.transaction(table).objectStore(table).count());
    database.close();
    return rows;
  }, table);
