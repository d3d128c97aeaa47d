// From a command in one browser to the changed page in another: two browsers of their own on one machine, and a server between.
// The clock starts when the form is sent, so it holds deciding on the device, both ways through the server, and the page's work.
import { chromium } from "@playwright/test";
import { EXECUTIVE, MANAGER, OFFICER, ONE_TO_ONE, TEAM_OBJECTIVE, demoId } from "../journeys/demo_company.js";
import { Office, open } from "../journeys/office.js";
import { Server } from "../journeys/server.js";
import { elapsed, noteChange, noteSubmits } from "../journeys/stopwatch.js";
import { Template } from "../journeys/template.js";
import { percentile, print } from "./print.js";

const CHANGES = 120;
// The first changes also pay for the browser compiling what they run through.
const WARM_UP = 10;
const OBJECTIVE = demoId("objective/personal/sam-okafor/1");
const MEETING = `/app/one-to-ones/${ONE_TO_ONE}`;

// Records progress in the page as fingers would, without the time that driving the browser from outside takes.
async function record(page, percent) {
  await page.evaluate(
    async ({ objective, percent }) => {
      const element = async (id) => {
        while (!document.getElementById(id)) await new Promise((later) => setTimeout(later));
        return document.getElementById(id);
      };
      (await element(`open-progress-${objective}`)).click();
      const field = await element(`progress-${objective}-progress`);
      field.value = percent;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.form.requestSubmit();
    },
    { objective: OBJECTIVE, percent: String(percent) },
  );
}

async function measure(name, officer, watcher, watched) {
  const times = [];
  for (let change = 0; change < CHANGES + WARM_UP; change += 1) {
    await noteChange(watched);
    // Far enough apart that every mean over it moves by a whole per cent.
    await record(officer, change % 2 === 0 ? 90 - (change % 20) : 10 + (change % 20));
    const took = await elapsed(officer, watcher);
    if (change >= WARM_UP) times.push(took);
  }
  print(`${name}: half of ${CHANGES} changes`, percentile(times, 0.5), "ms", 10);
  print(`${name}: 99 of 100 changes`, percentile(times, 0.99), "ms", 50);
}

const options = { executablePath: process.env.THROUGHLINE_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] };
const template = Template.make();
const server = await Server.start(template.file);
const [here, there] = await Promise.all([chromium.launch(options), chromium.launch(options)]);
try {
  const officer = await new Office(server, here).browser(OFFICER);
  await open(officer.page, MEETING);
  await noteSubmits(officer.page);
  const away = new Office(server, there);
  const manager = await away.browser(MANAGER);
  await open(manager.page, MEETING);
  const line = manager.page.getByRole("listitem").filter({ has: manager.page.locator(`a[href="/app/objectives/${OBJECTIVE}"]`) });
  await measure("a 1:1 on the manager's page", officer.page, manager.page, line.first());
  await manager.context.close();
  const executive = await away.browser(EXECUTIVE);
  await open(executive.page, "/app/scorecard");
  await executive.page.getByRole("button", { name: /^Open everything/ }).click();
  const place = executive.page.getByRole("heading", { name: new RegExp(`${TEAM_OBJECTIVE.title}$`) }).first().locator("xpath=ancestor::section[1]");
  await place.waitFor();
  await measure("the scorecard, everything open, on the executive's page", officer.page, executive.page, place);
} finally {
  await Promise.all([here.close(), there.close()]);
  await server.stop();
  template.remove();
}
