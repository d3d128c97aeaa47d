// Which of a browser's tabs keeps a person's work: the one that holds the lock of its database. A tab that is closed, or dies,
// lets it go by itself. One that is frozen does not: it is known by its silence, and the lock is taken from it.

// How often a tab asks whether the one that keeps is awake, and how long it waits for the answer (sync.md 2.6).
const ASK_MS = 750;
const SILENCE_MS = 1_500;

const held = new Map();

const channel = (name) => globalThis.BroadcastChannel && new BroadcastChannel(name);

/** Says to whoever asks that this tab is awake. */
function answer(name) {
  const asked = channel(name);
  if (!asked) return;
  asked.onmessage = ({ data }) => { if (data === "awake?") asked.postMessage("awake"); };
  asked.postMessage("awake");
  return asked;
}

/** Holds the lock from when it is given until it is let go or another tab takes it. */
function hold(name, options, taken) {
  let asked;
  let end;
  const request = navigator.locks.request(name, options, (lock) => {
    if (!lock) return taken(false);
    asked = answer(name);
    const lost = new Promise((tell) => { end = tell; });
    return new Promise((letGo) => {
      held.set(name, { letGo, lost });
      taken(true);
    });
  });
  request.then(() => end?.(false), () => end?.(true)).then(() => asked?.close());
  return request;
}

/** Takes the lock, or says that another tab has it. Where a browser has no locks there is nothing to wait for. */
export function take(name) {
  return new Promise((taken) => {
    if (!navigator.locks) taken(true);
    else hold(name, { ifAvailable: true }, taken).catch(() => taken(true));
  });
}

/** Takes the lock once every tab before this one has let it go, or the one that holds it says nothing any more. */
export function take_when_free(name) {
  return new Promise((taken) => {
    if (!navigator.locks) return;
    const waits = new AbortController();
    const stop = ask(name, () => {
      waits.abort();
      hold(name, { steal: true }, taken).catch(() => {});
    });
    const free = () => {
      stop();
      taken(true);
    };
    hold(name, { signal: waits.signal }, free).catch(() => {});
  });
}

/** Asks while this tab is on screen, until it is stopped or there is silence. */
function ask(name, silence) {
  const answers = channel(name);
  if (!answers) return () => {};
  let timer;
  const question = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const since = performance.now();
    answers.postMessage("awake?");
    timer = setTimeout(() => {
      // A timer that rings late tells that this tab slept itself.
      if (document.hidden || performance.now() - since > 2 * SILENCE_MS) return question();
      stop();
      silence();
    }, SILENCE_MS);
  };
  const stop = () => {
    clearTimeout(timer);
    answers.close();
    document.removeEventListener("visibilitychange", question);
  };
  answers.onmessage = ({ data }) => {
    if (data !== "awake") return;
    clearTimeout(timer);
    timer = setTimeout(question, ASK_MS);
  };
  document.addEventListener("visibilitychange", question);
  question();
  return stop;
}

/** Whether another tab took the lock, once this one has it no more. */
export function is_lost(name) {
  return held.get(name)?.lost ?? new Promise(() => {});
}

/** Lets the lock go. */
export function let_go(name) {
  held.get(name)?.letGo();
  held.delete(name);
}
