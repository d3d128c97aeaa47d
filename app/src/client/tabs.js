// Which of a browser's tabs keeps a person's work: the one that holds the lock of its database. A tab that is closed, or dies,
// lets it go by itself.

const letGo = new Map();

const hold = (name, taken) => (lock) => {
  taken(lock !== null);
  return lock && new Promise((done) => { letGo.set(name, done); });
};

/** Takes the lock, or says that another tab has it. Where a browser has no locks there is nothing to wait for. */
export function take(name) {
  return new Promise((taken) => {
    if (!navigator.locks) taken(true);
    else navigator.locks.request(name, { ifAvailable: true }, hold(name, taken)).catch(() => taken(true));
  });
}

/** Takes the lock once every tab before this one has let it go. */
export function take_when_free(name) {
  return new Promise((taken) => { navigator.locks.request(name, hold(name, taken)); });
}

/** Lets the lock go. */
export function let_go(name) {
  letGo.get(name)?.();
  letGo.delete(name);
}
