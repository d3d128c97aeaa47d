// Yjs documents, with Hocuspocus between them. The server acknowledges from memory and stores a while later.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { Server } from "@hocuspocus/server";
import WebSocket from "ws";
import * as Y from "yjs";

export const name = "Yjs + Hocuspocus";
export const acknowledges = "from memory";
export const enforces = "what hooks are written to check, a document at a time";

export async function serve(port) {
  await new Server({ port, address: "127.0.0.1", quiet: true }).listen();
}

export async function client(port, seen) {
  const document = new Y.Doc();
  const records = document.getMap("records");
  const socket = new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${port}`, WebSocketPolyfill: WebSocket, delay: 50, minDelay: 50, maxDelay: 200, factor: 1 });
  const provider = new HocuspocusProvider({ websocketProvider: socket, name: "company", document });
  provider.attach();
  await new Promise((done) => provider.on("synced", done));
  records.observe((event) => {
    for (const key of event.keysChanged) seen(key);
  });
  const owed = [];
  provider.on("unsyncedChanges", ({ number }) => {
    while (owed.length > number) owed.shift()();
  });
  return {
    write(key, text) {
      const acknowledged = new Promise((done) => owed.push(done));
      records.set(key, text);
      return acknowledged;
    },
    size: () => records.size,
    close() {
      provider.destroy();
      socket.destroy();
    },
  };
}
