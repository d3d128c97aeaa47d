// Kills the browser in the middle of an edit, again and again, and looks for everything that its page had called safe.
// In a basement, so that nothing but this device holds it; every tenth time the network is there and it has to arrive.
import { chromium, expect } from "@playwright/test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cable } from "../journeys/cable.js";
import { OFFICER } from "../journeys/demo_company.js";
import { MEETING, onTheDevice, state } from "../journeys/meeting.js";
import { open, signIn } from "../journeys/office.js";
import { Server } from "../journeys/server.js";
import { Template } from "../journeys/template.js";

const KILLS = Number(process.env.KILLS ?? 100);
// What is written before each kill; the last of it is not waited for.
const WRITES = 3;
const ONLINE_EVERY = 10;

// A browser of its own process group on one profile, which can be killed as a whole.
class Browser {
  static async start(profile) {
    const child = spawn(
      process.env.THROUGHLINE_CHROMIUM,
      ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
      { detached: true, stdio: ["ignore", "ignore", "pipe"] },
    );
    const endpoint = await new Promise((found, lost) => {
      let said = "";
      child.stderr.on("data", (text) => {
        said += text;
        const address = /DevTools listening on (ws:\S+)/.exec(said);
        if (address) found(address[1]);
      });
      child.once("exit", () => lost(new Error(`the browser did not start:\n${said}`)));
    });
    const connection = await chromium.connectOverCDP(endpoint);
    return new Browser(child, connection.contexts()[0]);
  }

  constructor(child, context) {
    this.child = child;
    this.context = context;
  }

  async kill() {
    const gone = once(this.child, "exit");
    process.kill(-this.child.pid, "SIGKILL");
    await gone;
  }
}

async function add(page, text) {
  await page.getByLabel("Something to talk about").fill(text);
  await page.getByRole("button", { name: "Add to the agenda" }).click();
}

const waiting = (count) => (count === 1 ? "1 change waiting" : `${count} changes waiting`);
const counted = async (page) => Number(/^(\d+) changes? waiting$/.exec(await state(page).textContent())?.[1] ?? 0);
const wait = (ms) => new Promise((later) => setTimeout(later, ms));

// Adds to the agenda without a network, kills the browser during the last addition, and gives what the page had called safe.
async function editAndKill(browser, page, kill) {
  const safe = [];
  let before = await counted(page);
  for (let number = 1; number < WRITES; number += 1) {
    const text = `Kill ${kill}, item ${number}`;
    await add(page, text);
    before += 1;
    await expect(state(page)).toHaveText(waiting(before));
    safe.push(text);
  }
  const last = add(page, `Kill ${kill}, unfinished`).catch(() => {});
  await wait(Math.random() * 120);
  await browser.kill();
  await last;
  return safe;
}

// How many of these texts a page does not show.
async function missing(page, texts) {
  const shown = await page.getByRole("main").innerText();
  return texts.filter((text) => !shown.includes(text));
}

const folder = mkdtempSync(join(tmpdir(), "throughline-kills-"));
const template = Template.make();
template.copy(join(folder, "company.db"));
const server = await Server.start(join(folder, "company.db"));
const cable = await Cable.to(server);
const profile = join(folder, "profile");
const [safe, lost] = [[], new Set()];
let arrived = 0;
try {
  let browser = await Browser.start(profile);
  for (let kill = 0; kill <= KILLS; kill += 1) {
    const page = await browser.context.newPage();
    const at = (path) => cable.origin + path;
    if (kill === 0) {
      await page.goto(at("/app"));
      await signIn(wrapped(page, at), OFFICER);
      await page.goto(at(MEETING));
      await onTheDevice(page);
      await expect(state(page)).toHaveText("Saved");
      // A browser writes down every half minute who is signed in; it is the work that is tried here.
      await wait(40_000);
      cable.cut();
    }
    await open(wrapped(page, at), MEETING);
    await expect(page.getByLabel("Something to talk about")).toBeVisible({ timeout: 20_000 });
    for (const text of await missing(page, safe)) lost.add(text);
    if (kill > 0 && kill % ONLINE_EVERY === 0) {
      cable.mend();
      await expect(state(page)).toHaveText("Saved", { timeout: 30_000 });
      arrived = safe.length;
      cable.cut();
      await expect(page.getByRole("main")).toBeVisible();
    }
    if (kill === KILLS) break;
    safe.push(...(await editAndKill(browser, page, kill)));
    browser = await Browser.start(profile);
  }
  await browser.kill();
} finally {
  cable.close();
  await server.stop();
  template.remove();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`the browser killed ${KILLS} times: ${safe.length} changes called safe, ${arrived} of them sent since, ${lost.size} lost`);
if (lost.size > 0 || safe.length < KILLS) throw new Error([...lost].join("\n") || "hardly anything was written");

// A page for helpers that open paths: this browser has no base address.
function wrapped(page, at) {
  return new Proxy(page, {
    get(target, name) {
      if (name === "goto") return (path, ...rest) => target.goto(path.startsWith("/") ? at(path) : path, ...rest);
      const value = target[name];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
