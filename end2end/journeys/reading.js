// Whether a page can be read and used by everybody: checks that hold on every page, with no rule switched off.
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

// The whole page under every rule of the standards and of good practice.
export async function axe(page, where = page.url()) {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary.split("\n")[1]?.trim()}`));
  expect.soft(found, `axe on ${where}`).toEqual([]);
}

// The same of a long page in the middle of which somebody works: high enough that nothing lies half under the bars of the frame.
export async function whole(page, where = page.url()) {
  const before = page.viewportSize();
  await page.setViewportSize({ ...before, height: 6000 });
  await axe(page, where);
  await page.setViewportSize(before);
}

// At 320 pixels nothing has to be scrolled sideways (WCAG 1.4.10). The window is as it was afterwards.
export async function reflow(page, where = page.url()) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const root = document.scrollingElement;
    if (root.scrollWidth <= innerWidth) return [];
    const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const inScroller = (element) => element && element !== document.body && (scrolls(element) || inScroller(element.parentElement));
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !inScroller(element.parentElement))
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} to ${Math.round(element.getBoundingClientRect().right)}`);
  });
  await page.setViewportSize(before);
  expect.soft(wide, `wider than 320 pixels on ${where}`).toEqual([]);
}

// Text spaced as WCAG 1.4.12 says is neither cut nor covered.
export async function spacing(page, where = page.url()) {
  const cut = await page.evaluate(async () => {
    // A sheet of the document's own: the policy refuses style elements.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const clipped = [...document.body.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const hides = (overflow) => overflow === "hidden" || overflow === "clip";
      const hidden = element.closest(".visually-hidden") || element.closest("svg");
      const cutAcross = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      const cutDown = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      return !hidden && element.clientWidth > 1 && (cutAcross || cutDown);
    });
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    return clipped.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`);
  });
  expect.soft(cut, `text cut when it is spaced on ${where}`).toEqual([]);
}

// Under a finger every control is at least 48 by 48 pixels; a link within a sentence is as high as its line (WCAG 2.5.8).
export async function targets(page, where = page.url()) {
  const small = await page.evaluate(() => {
    if (!matchMedia("(pointer: coarse)").matches) return ["this browser has no finger"];
    const words = (element) => (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 40);
    const inSentence = (element) =>
      element.matches("a") &&
      getComputedStyle(element).display === "inline" &&
      [...element.parentElement.childNodes].some((node) => node !== element && node.textContent.trim() !== "");
    return [...document.querySelectorAll("a[href], button, summary, select, textarea, input, [role=button]")]
      .map((element) => (element.matches("input[type=radio], input[type=checkbox]") ? (element.closest("label") ?? element) : element))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden, .skip-link"))
      .filter((element) => !inSentence(element))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 47.5 || box.height < 47.5))
      .map(({ element, box }) => `${element.tagName.toLowerCase()} “${words(element)}” ${Math.round(box.width)}×${Math.round(box.height)}`);
  });
  expect.soft(small, `smaller than a finger on ${where}`).toEqual([]);
}

// Walks the page by the Tab key: each control can be reached, shows that it has the focus, and is covered by nothing
// (WCAG 2.1.1, 2.1.2, 2.4.7, 2.4.11). Returns how many stops there were.
export async function tabThrough(page, where = page.url(), most = 400) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  const seen = new Set();
  const faults = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      globalThis.stops ??= new WeakMap();
      globalThis.stopCount ??= 0;
      if (!globalThis.stops.has(element)) globalThis.stops.set(element, (globalThis.stopCount += 1));
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const corners = [[box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2], [box.left + box.width / 2, box.top + box.height / 2]];
      const onTop = corners.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (element.contains(top) || top.contains(element));
      });
      return {
        stop: globalThis.stops.get(element),
        name: `${element.tagName.toLowerCase()} “${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}”`,
        marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
        onTop,
      };
    });
    if (stop === null || seen.has(stop.stop)) break;
    seen.add(stop.stop);
    if (!stop.marked) faults.push(`${stop.name} does not show that it has the focus`);
    if (!stop.onTop) faults.push(`${stop.name} is covered while it has the focus`);
  }
  // The way has led out of the page; what looks at a page next finds it as a reader does who has just come.
  await page.getByRole("heading", { level: 1 }).click();
  expect.soft(faults, `the keyboard's way through ${where}`).toEqual([]);
  return seen.size;
}
