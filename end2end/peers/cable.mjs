// One client's way to a server: counts what travels, and can be cut and mended.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export async function cable(port) {
  const counted = { up: 0, down: 0 };
  const ends = new Set();
  let whole = true;
  const listener = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const [end, way] of [[near, "up"], [far, "down"]]) {
      end.setNoDelay(true);
      ends.add(end);
      end.on("data", (bytes) => (counted[way] += bytes.length));
      end.on("error", () => {});
      end.on("close", () => {
        ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    port: listener.address().port,
    counted,
    cut() {
      whole = false;
      for (const end of ends) end.destroy();
    },
    mend: () => (whole = true),
    close: () => {
      for (const end of ends) end.destroy();
      listener.close();
    },
  };
}
