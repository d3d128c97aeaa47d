/** Whether the browser has a database of this name; yes where it would not say, since then it has to be looked for. */
export async function is_known(name) {
  const databases = await globalThis.indexedDB?.databases?.().catch(() => null);
  return databases ? databases.some((database) => database.name === name) : true;
}

/** Deletes a database that another tab may have open. */
export function remove(name) {
  globalThis.indexedDB?.deleteDatabase(name);
}
