// One browser's way to the server, which can be cut and mended while others' goes on: a basement, a lift, a drive home. Counts
// the bytes that travel on it.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export class Cable {
  static async to({ port }) {
    const cable = new Cable(port);
    cable.listener.listen(0, "127.0.0.1");
    await once(cable.listener, "listening");
    cable.port = cable.listener.address().port;
    cable.origin = `http://127.0.0.1:${cable.port}`;
    return cable;
  }

  constructor(port) {
    this.counted = { up: 0, down: 0 };
    this.ends = new Set();
    this.whole = true;
    this.listener = createServer((near) => {
      if (!this.whole) return near.destroy();
      const far = connect(port, "127.0.0.1");
      this.follow(near, far, "up");
      this.follow(far, near, "down");
      near.pipe(far).pipe(near);
    });
  }

  follow(end, other, way) {
    this.ends.add(end);
    end.setNoDelay(true);
    end.on("data", (bytes) => (this.counted[way] += bytes.length));
    end.on("error", () => {});
    end.on("close", () => {
      this.ends.delete(end);
      other.destroy();
    });
  }

  cut() {
    this.whole = false;
    for (const end of this.ends) end.destroy();
  }

  mend() {
    this.whole = true;
  }

  close() {
    this.cut();
    this.listener.close();
  }
}
