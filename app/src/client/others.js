// What the tabs of one browser tell each other of work that was not sent, before one of them signs their person out.

const tabs = globalThis.BroadcastChannel && new BroadcastChannel("throughline.work");

/** Answers other tabs: `tell` is given whose work is asked about, what is wanted of it, and a function that says it. */
export function answer(tell) {
  tabs?.addEventListener("message", ({ data: { of, wanted, from } }) => {
    if (of) tell(of, wanted, (told) => tabs.postMessage({ to: from, told }));
  });
}

/** What the other tabs say within this time. One that is frozen says nothing. */
export function ask(of, wanted, within_ms) {
  if (!tabs) return Promise.resolve([]);
  const from = String(Math.random());
  const answers = [];
  const hear = ({ data: { to, told } }) => to === from && answers.push(told);
  tabs.addEventListener("message", hear);
  tabs.postMessage({ of, wanted, from });
  return new Promise((done) =>
    setTimeout(() => {
      tabs.removeEventListener("message", hear);
      done(answers);
    }, within_ms),
  );
}
