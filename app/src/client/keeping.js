/** Whether the browser keeps what is stored here until it is asked to delete it; undefined where it does not say. */
export async function is_persisted() {
  return await navigator.storage?.persisted?.().catch(() => undefined);
}
