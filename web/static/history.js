// What was said before the lines that the page began with: fetched as one scrolls up, or by the button.

const NEAR = 120;
const FULL = 200; // the page begins with so many lines; fewer are all there are

export class History {
  constructor(log, button, transcript) {
    Object.assign(this, { log, button, transcript });
    this.busy = false;
    button.addEventListener("click", () => this.fetch());
    log.addEventListener("scroll", () => log.scrollTop < NEAR && !button.hidden && this.fetch(), { passive: true });
  }

  // Once, when the page has caught up.
  ready() {
    if (this.known) return;
    this.known = true;
    this.button.hidden = this.transcript.lines.querySelectorAll(".line").length < FULL;
  }

  async fetch() {
    if (this.busy) return;
    this.busy = true;
    try {
      const answer = await fetch(`older?before=${this.transcript.first}`);
      if (answer.ok) this.put(await answer.json());
    } catch {
      // The button stays, and the next way up tries again.
    }
    this.busy = false;
  }

  // The line of this number, fetched where the page does not have it yet; nothing where it cannot be had.
  async reach(seq) {
    const line = () => this.transcript.lines.querySelector(`[data-seq="${seq}"]`);
    for (let first = -1; !line() && this.transcript.first > seq && this.transcript.first !== first; ) {
      first = this.transcript.first;
      await this.fetch();
    }
    return line();
  }

  // What one is reading stays where it is.
  put({ lines, more }) {
    const below = this.log.scrollHeight - this.log.scrollTop;
    this.transcript.addOlder(lines);
    this.button.hidden = !more;
    this.log.scrollTop = this.log.scrollHeight - below;
  }
}
