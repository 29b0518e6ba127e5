// The server's lines as they come. Whatever breaks the stream, it is opened again after the last line here.

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
const REST = 10_000;
const GRACE = 5000;

export class Stream {
  constructor({ position, line, ready, down, gone }) {
    Object.assign(this, { position, line, ready, down, gone });
    this.pause = FIRST_PAUSE;
    window.addEventListener("online", () => this.open());
    window.addEventListener("offline", () => this.down());
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.open());
    document.addEventListener("visibilitychange", () => this.lookUp());
  }

  open() {
    this.close();
    const source = new EventSource(`stream?after=${this.position()}`);
    source.addEventListener("line", (event) => this.line(JSON.parse(event.data)));
    source.addEventListener("ready", () => this.caughtUp());
    source.addEventListener("error", () => this.lost(source));
    this.source = source;
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  openIn(pause) {
    this.close();
    this.timer = setTimeout(() => this.open(), pause);
  }

  caughtUp() {
    this.pause = FIRST_PAUSE;
    this.ready();
    if (document.hidden) this.openIn(REST);
  }

  // A browser has six connections to a house. A hidden page gives its own back and only looks in now and then.
  lookUp() {
    if (!document.hidden && !this.source) this.open();
    if (document.hidden) setTimeout(() => document.hidden && this.source && this.openIn(REST), GRACE);
  }

  async lost(source) {
    if (source !== this.source) return;
    const refused = source.readyState === EventSource.CLOSED;
    this.down();
    this.openIn(this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    if (refused && (await isForbidden())) this.end();
  }

  end() {
    this.close();
    this.gone();
  }
}

async function isForbidden() {
  try {
    return (await fetch(location.pathname, { method: "HEAD" })).status === 403;
  } catch {
    return false;
  }
}
