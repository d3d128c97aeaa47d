// The one script of the shell: fetches the staff app's WebAssembly and starts it. The build writes the paths into it.
/* global WASM_PATH, CHARTS_PATH, RELOAD */
import init from "throughline-app";

// What the app asks of the page around it: the chart library, fetched when the first chart is shown.
globalThis.throughline = { charts: () => import(CHARTS_PATH) };

init({ module_or_path: WASM_PATH }).catch((error) => {
  // The shell carries the words for this, hidden: without the app there is no other way to say them.
  document.getElementById("start-problem")?.removeAttribute("hidden");
  throw error;
});

// A developer's page asks every second whether the shell names another start script, and then reloads itself.
if (RELOAD) {
  const mine = new URL(import.meta.url).pathname;
  setInterval(async () => {
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (answer?.ok && !(await answer.text()).includes(mine)) location.reload();
  }, 1000);
}
