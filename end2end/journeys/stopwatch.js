// Times between two browsers of one machine: from a form being sent in one to the change on the page of the other. Both pages
// read the same clock: when a page began, and how long ago that was.

// Notes on the page when a form is sent.
export async function noteSubmits(page) {
  await page.evaluate(() => {
    if (globalThis.submitted) return;
    globalThis.submitted = [];
    addEventListener("submit", () => globalThis.submitted.push(performance.timeOrigin + performance.now()), { capture: true });
  });
}

// Notes on the page when an element next reads differently.
export async function noteChange(locator) {
  await locator.evaluate((element) => {
    const before = element.textContent;
    globalThis.moved = null;
    const observer = new MutationObserver(() => {
      if (element.textContent === before) return;
      globalThis.moved = performance.timeOrigin + performance.now();
      observer.disconnect();
    });
    observer.observe(element, { subtree: true, childList: true, characterData: true });
  });
}

// Milliseconds from the last form sent on one page to the change noted on the other.
export async function elapsed(from, to) {
  const moved = await to.waitForFunction(() => globalThis.moved);
  const submitted = await from.evaluate(() => globalThis.submitted.at(-1));
  return (await moved.jsonValue()) - submitted;
}
