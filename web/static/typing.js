// The sign that an answer is on its way: soon after one has sent, until it is there, or nobody believes it any more.

const SOON = 200;
const LONG = 20_000;

export class Typing {
  constructor(sign, shown) {
    this.sign = sign;
    this.shown = shown;
  }

  begin() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), SOON);
  }

  show() {
    this.sign.hidden = false;
    this.shown();
    this.timer = setTimeout(() => this.end(), LONG);
  }

  end() {
    clearTimeout(this.timer);
    this.sign.hidden = true;
  }
}
