// TinyBase's mergeable stores over its WebSocket server. Nothing is acknowledged.
import { createMergeableStore } from "tinybase";
import { createWsSynchronizer } from "tinybase/synchronizers/synchronizer-ws-client";
import { createWsServer } from "tinybase/synchronizers/synchronizer-ws-server";
import WebSocket, { WebSocketServer } from "ws";

export const name = "TinyBase";
export const acknowledges = "nothing";
export const enforces = "nothing";

export async function serve(port) {
  // A store of the server's own, or a client that comes later would find nothing.
  const { createCustomPersister } = await import("tinybase/persisters");
  createWsServer(new WebSocketServer({ port, host: "127.0.0.1" }), () => {
    const store = createMergeableStore();
    return createCustomPersister(store, async () => undefined, async () => {}, () => 0, () => {}, undefined, 2);
  });
}

export async function client(port, seen) {
  const store = createMergeableStore();
  store.addRowListener("records", null, (_, __, row) => seen(row));
  const begin = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/company`);
    socket.on("error", () => {});
    const synchronizer = await createWsSynchronizer(store, socket, 2);
    await synchronizer.startSync();
    return synchronizer;
  };
  let synchronizer = await begin();
  let closed = false;
  const watch = () =>
    synchronizer.getWebSocket().on("close", async () => {
      while (!closed) {
        await new Promise((later) => setTimeout(later, 100));
        const again = await Promise.race([begin().catch(() => null), new Promise((late) => setTimeout(late, 1_500, null))]);
        if (!again) continue;
        synchronizer = again;
        return watch();
      }
    });
  watch();
  return {
    write(key, text) {
      store.setRow("records", key, { text });
      return null;
    },
    size: () => store.getRowCount("records"),
    close() {
      closed = true;
      synchronizer.destroy();
    },
  };
}
