// Where the reader is: at the end or scrolled up, looking or away; and what has been seen.

const NEAR = 80;

export class Attention {
  constructor(log, pill, report) {
    this.log = log;
    this.pill = pill;
    this.report = report;
    this.title = document.title;
    this.missed = 0;
    this.top = 0;
    this.follows = true;
    this.onScreen = new Map();
    this.reported = -1;
    this.observer = new IntersectionObserver((changes) => this.look(changes), { root: log });
    log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    log.addEventListener("load", () => this.follows && this.toEnd(), true);
    pill.addEventListener("click", () => this.toEnd());
    document.addEventListener("visibilitychange", () => this.comeBack());
    window.visualViewport?.addEventListener("resize", () => this.fit());
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  // Only the reader's way up ends the following: a picture that has just grown does not.
  scrolled() {
    const up = this.log.scrollTop < this.top;
    this.top = this.log.scrollTop;
    if (this.isAtEnd()) this.reach();
    else if (up) this.follows = false;
  }

  reach() {
    this.follows = true;
    this.hidePill();
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.top = this.log.scrollTop;
    this.reach();
  }

  hidePill() {
    if (this.pill === document.activeElement) this.log.focus();
    this.pill.hidden = true;
  }

  watch(element, seq) {
    element.dataset.seq = seq;
    this.observer.observe(element);
  }

  // A new line came while the page was open.
  notice() {
    if (!document.hidden) return;
    this.missed += 1;
    document.title = `(${this.missed}) ${this.title}`;
  }

  look(changes) {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) this.onScreen.set(target, Number(target.dataset.seq));
      else this.onScreen.delete(target);
    }
    this.reportSeen();
  }

  reportSeen() {
    const upTo = Math.max(-1, ...this.onScreen.values());
    if (document.hidden || upTo <= this.reported) return;
    this.reported = upTo;
    this.report(upTo);
  }

  comeBack() {
    if (document.hidden) return;
    this.missed = 0;
    document.title = this.title;
    this.reportSeen();
  }

  // Some phones lay the keyboard over the page instead of making it smaller.
  fit() {
    document.documentElement.style.setProperty("--height", `${window.visualViewport.height}px`);
    if (this.follows) this.toEnd();
  }
}
