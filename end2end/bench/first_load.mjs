// What travels before the staff app can be used, and before a public page can be read: from the site's manifest, as compressed
// as a browser takes it over TLS.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { Server } from "../journeys/server.js";
import { Template } from "../journeys/template.js";
import { print } from "./print.js";

const FONTS = ["atkinson-hyperlegible-next-400.woff2", "atkinson-hyperlegible-next-700.woff2"];
const manifest = JSON.parse(readFileSync(join(process.env.THROUGHLINE_SITE, "manifest.json"), "utf8"));
const sent = (name) => manifest[name].br ?? manifest[name].bytes;
const sum = (names) => names.map(sent).reduce((sum, bytes) => sum + bytes, 0);

const template = Template.make();
const server = await Server.start(template.file);
const page = async (path) => brotliCompressSync(await (await fetch(server.origin + path)).text()).length;
const shell = await page("/app");
const home = await page("/");
await server.stop();
template.remove();

print("first load of the staff app, before charts", shell + sum(["app.wasm", "start.js", "app.css", ...FONTS]), "bytes", 400_000);
print("charts, when the first is shown", sum(["echarts.js"]), "bytes", 190_000);
print("public home page with style sheet and font", home + sum(["public.css", FONTS[0]]), "bytes", 60_000);
