// What a journey plays in: the demo company on a server of its own, and browsers in which its people are signed in.
import { test as base, expect } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cable } from "./cable.js";
import { PASSWORD } from "./demo_company.js";
import { Server } from "./server.js";
import { Template, settings } from "./template.js";
import { Watch } from "./watch.js";

// A browser may only notice a while later that the server is back.
const NOTICED_WITHIN_MS = 10_000;

export class Office {
  constructor(server, browser) {
    this.server = server;
    this.browser_ = browser;
    this.watches = [];
    this.contexts = [];
    this.cables = [];
  }

  url(path) {
    return this.server.origin + path;
  }

  // A browser of somebody's own: nothing is shared between two of them. Whatever its page complains of is noted.
  async visitor(name, options = {}) {
    const context = await this.browser_.newContext({ baseURL: this.server.origin, ...options });
    context.setDefaultTimeout(30_000);
    context.setDefaultNavigationTimeout(60_000);
    this.contexts.push(context);
    const page = await context.newPage();
    const watch = new Watch(name);
    this.watches.push(watch);
    await watch.over(page);
    return { name, context, page, watch };
  }

  // The same, with somebody of the demo company signed in through the page.
  async browser(name, options = {}) {
    const visitor = await this.visitor(name, options);
    await signIn(visitor.page, name);
    return visitor;
  }

  // The same over a network of the browser's own, which can be cut: what it then says about not reaching the server is expected.
  async far(name) {
    const cable = await Cable.to(this.server);
    this.cables.push(cable);
    const browser = await this.browser(name, { baseURL: cable.origin });
    const { away } = browser.watch;
    return Object.assign(browser, {
      cut() {
        away.push([Date.now(), Number.POSITIVE_INFINITY]);
        cable.cut();
      },
      mend() {
        cable.mend();
        away.at(-1)[1] = Date.now() + NOTICED_WITHIN_MS;
      },
    });
  }

  // Kills the server; what browsers say about not reaching it is expected from now on.
  async kill() {
    for (const watch of this.watches) watch.away.push([Date.now(), Number.POSITIVE_INFINITY]);
    await this.server.kill();
  }

  async restart() {
    await this.server.up();
    for (const watch of this.watches) watch.away.at(-1)[1] = Date.now() + NOTICED_WITHIN_MS;
  }

  // Runs a command of an administrator's on the database, and gives what it printed.
  administer(...words) {
    const run = spawnSync(process.env.THROUGHLINE_BIN, words, { env: settings(this.server.file), encoding: "utf8" });
    if (run.status !== 0) throw new Error(`throughline ${words.join(" ")}: ${run.stderr}`);
    return run.stdout;
  }

  troubles() {
    return this.watches.flatMap((watch) => watch.troubles);
  }

  async close() {
    for (const context of this.contexts) await context.close();
    for (const cable of this.cables) cable.close();
    await this.server.stop();
  }
}

// Signs in as a person does. The app answers with the pages of the one who is signed in.
export async function signIn(page, name) {
  await page.goto("/app");
  await page.getByLabel("Sign-in name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" })).toBeVisible();
  await loaded(page);
}

// The page has its records: its heading no longer says that they are on their way.
export async function loaded(page) {
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/^(Loading|Sign in)$/);
}

// Opens a page of the staff app by its address, as from a bookmark.
export async function open(page, path) {
  await page.goto(path);
  await loaded(page);
}

export const test = base.extend({
  template: [
    async ({}, use) => {
      const template = Template.make();
      await use(template);
      template.remove();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  office: async ({ template, browser }, use, testInfo) => {
    const folder = testInfo.outputPath();
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "company.db");
    template.copy(file);
    const office = new Office(await Server.start(file), browser);
    await use(office);
    await office.close();
    if (testInfo.status !== testInfo.expectedStatus) {
      writeFileSync(join(folder, "server.log"), office.server.log);
      await testInfo.attach("server.log", { path: join(folder, "server.log") });
    }
    expect.soft(office.troubles(), "what pages complained of").toEqual([]);
    expect.soft(office.server.faults(), "what went wrong in the server").toEqual([]);
  },
});

export { expect };
