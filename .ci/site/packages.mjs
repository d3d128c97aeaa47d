// The packages of end2end/package-lock.json, for scripts that live outside that folder.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(new URL(".", import.meta.url)), "../..");
export const load = createRequire(`${root}/end2end/package.json`);
