// One browser's way to the server, which can be cut and mended while others' goes on: a basement, a lift, a drive home.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export class Cable {
  static async to(server) {
    const cable = new Cable(server);
    cable.listener.listen(0, "127.0.0.1");
    await once(cable.listener, "listening");
    cable.origin = `http://127.0.0.1:${cable.listener.address().port}`;
    return cable;
  }

  constructor(server) {
    this.ends = new Set();
    this.whole = true;
    this.listener = createServer((near) => {
      if (!this.whole) return near.destroy();
      const far = connect(server.port, "127.0.0.1");
      for (const end of [near, far]) {
        this.ends.add(end);
        end.on("error", () => {});
        end.on("close", () => {
          this.ends.delete(end);
          (end === near ? far : near).destroy();
        });
      }
      near.pipe(far).pipe(near);
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
