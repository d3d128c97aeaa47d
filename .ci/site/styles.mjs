// The style sheets of the site: an entry file of style/ with everything that it imports, minified, its url()s turned into
// the hashed paths of the files that they name.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { load, root } from "./packages.mjs";

const { bundle } = load("lightningcss");
// The staff app with the focus groups' tablets, and the public site.
const ENTRIES = ["app.css", "public.css"];
// The oldest browsers looked after, for which newer syntax is rewritten: major version << 16, minor << 8.
const TARGETS = { chrome: 111 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8), ios_saf: (16 << 16) | (4 << 8) };

/** Pairs of a sheet's name and content. `findPath` answers the path that a file is served under. */
export function styles(findPath) {
  return ENTRIES.map((name) => {
    const filename = join(root, "style", name);
    if (!existsSync(filename)) throw new Error(`style/${name} is missing: pages link to it`);
    const { code, warnings } = bundle({ filename, minify: true, targets: TARGETS, visitor: { Url: rewrite } });
    for (const { message, loc } of warnings) console.error(`style: ${loc?.filename}:${loc?.line}: ${message}`);
    return [name, code];

    function rewrite(value) {
      if (value.url.startsWith("data:") || value.url.startsWith("#")) return value;
      const path = findPath(value.url);
      if (!path) throw new Error(`style/${name}: url(${value.url}) names neither a file of public/ nor one of the fonts`);
      return { ...value, url: path };
    }
  });
}
