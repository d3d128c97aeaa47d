// Atkinson Hyperlegible Next, regular and bold: two files of 12 kB, where the variable font would be one of 34 kB.
// The package's Latin subset covers Western European languages, £, €, − and typographic quotes, with tabular figures; it has no arrows.
import { readFileSync } from "node:fs";
import { load } from "./packages.mjs";

const NAME = "atkinson-hyperlegible-next";
const WEIGHTS = [400, 700];

export function fonts() {
  return WEIGHTS.map((weight) => [
    `${NAME}-${weight}.woff2`,
    readFileSync(load.resolve(`@fontsource/${NAME}/files/${NAME}-latin-${weight}-normal.woff2`)),
  ]);
}
