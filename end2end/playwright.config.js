// How the browser tests run. `make test` runs the projects `site` and `journeys`; `make shots` runs `shots`.
// The environment names what is under test; the defaults are those of the Makefile.
import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const cache = process.env.THROUGHLINE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "throughline");
const target = process.env.CARGO_TARGET_DIR ?? join(cache, "target");
process.env.THROUGHLINE_SITE ??= join(cache, "site");
process.env.THROUGHLINE_BIN ??= join(target, "release", "throughline");
process.env.THROUGHLINE_SHOTS ??= join(target, "shots");
const chromium = process.env.THROUGHLINE_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export default defineConfig({
  outputDir: join(target, "end2end"),
  reporter: "list",
  // Two cores carry a server and up to three browsers already, and several journeys measure time.
  workers: 1,
  // A test that passes the second time has found something: it is not tried again.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  projects: [
    { name: "site", testDir: "site" },
    { name: "journeys", testDir: "journeys" },
    { name: "shots", testDir: "shots", timeout: 600_000, use: { trace: "off", screenshot: "off" } },
  ],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/London",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
