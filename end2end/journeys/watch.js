// What a page complains about: console errors and warnings, uncaught errors, refusals of the content security policy.

// What a browser says by itself when the server cannot be reached.
const UNREACHED = /^(WebSocket connection to '.*' failed|Failed to load resource: net::ERR_(CONNECTION_|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED))/;

export class Watch {
  constructor(name) {
    this.name = name;
    this.troubles = [];
    // From when to when the server was away; a journey that kills it says so.
    this.away = [];
    this.waiting = [];
    // What the server sent over the page's sockets.
    this.frames = [];
    this.sent = [];
  }

  async over(page) {
    page.on("console", (message) => {
      if (["error", "warning", "assert"].includes(message.type())) this.note(message.text(), message.location()?.url);
    });
    page.on("pageerror", (error) => this.note(`uncaught: ${error.message}`));
    page.on("crash", () => this.note("the page crashed"));
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => this.heard(String(payload)));
      socket.on("framesent", ({ payload }) => this.sent.push(String(payload)));
    });
    await page.addInitScript(() =>
      addEventListener("securitypolicyviolation", (event) =>
        console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI || "inline"} in ${event.sourceFile ?? document.URL}`),
      ),
    );
  }

  // Takes back what a journey provoked on purpose.
  forgive(words) {
    this.troubles = this.troubles.filter((trouble) => !words.test(trouble));
  }

  // Resolves when the server next welcomes this page's socket: from then on it is told of every change.
  welcomed() {
    return new Promise((done) => this.waiting.push(done));
  }

  heard(message) {
    this.frames.push(message);
    if (!message.startsWith('[{"welcome"')) return;
    for (const done of this.waiting.splice(0)) done();
  }

  note(words, where = "") {
    const now = Date.now();
    const away = this.away.some(([from, until]) => from <= now && now <= until);
    if (away && UNREACHED.test(words)) return;
    this.troubles.push(`${this.name}: ${words}${where ? ` (${where})` : ""}`);
  }
}
