// The one script of the shell: fetches the staff app's WebAssembly and starts it. The build writes the paths into it.
/* global WASM_PATH, CHARTS_PATH, RELOAD, WORKER */
import init from "throughline-app";

// What the app asks of the page around it: the chart library, fetched when the first chart is shown.
globalThis.throughline = { charts: () => import(CHARTS_PATH), renew: () => location.reload() };

init({ module_or_path: WASM_PATH }).catch((error) => {
  // The shell carries the words for this, hidden: without the app there is no other way to say them.
  document.getElementById("start-problem")?.removeAttribute("hidden");
  throw error;
});

// The service worker keeps this build for when there is no network. A newer build waits until the reader asks for it: what is
// being typed is theirs. Not before the app is there: its files are fetched first.
if (WORKER && navigator.serviceWorker) addEventListener("load", () => setTimeout(keep, 1000));

async function keep() {
  const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/app", updateViaCache: "none" }).catch(() => null);
  if (!registration) return;
  const offer = () => {
    // The first build of all has nothing to replace.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    globalThis.throughline.renew = () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting?.postMessage("take over");
    };
    dispatchEvent(new Event("throughline-renewed"));
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  addEventListener("online", () => registration.update().catch(() => {}));
  setInterval(() => registration.update().catch(() => {}), 3600 * 1000);
}

// A developer's page asks every second whether the shell names another start script, and then reloads itself.
if (RELOAD) {
  const mine = new URL(import.meta.url).pathname;
  setInterval(async () => {
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (answer?.ok && !(await answer.text()).includes(mine)) location.reload();
  }, 1000);
}
