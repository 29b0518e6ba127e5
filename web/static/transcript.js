// What stands in the log: the lines that the server numbered, and below them those still on their way.

import { bubbleOf, element, lineOf, timeOf } from "./lines.js";

const PAUSE = 5 * 60 * 1000;
const NOT_KEPT = "（您同意之前说的话不保留）";

export class Transcript {
  constructor(lines, waiting) {
    this.lines = lines;
    this.waiting = waiting;
    this.last = -1;
    this.first = -1;
    this.lastAt = 0;
    this.tapped = new Set();
  }

  // Adds a line once; a replayed one is known by its number, an own one by its id.
  add(line) {
    if (line.seq <= this.last) return null;
    this.last = line.seq;
    if (this.first < 0) this.first = line.seq;
    const own = line.side === "me" ? this.remembered(line) : line;
    this.removeWaiting(line.id);
    this.separate(new Date(line.at));
    if (line.side === "me") this.passChoices(own);
    const added = lineOf(own);
    added.dataset.seq = line.seq;
    this.lines.append(added);
    this.mark(line.side, added);
    return added;
  }

  // Puts older lines above, oldest first; their choices are spent.
  addOlder(lines) {
    if (!lines.length) return;
    const added = [];
    let at = 0;
    for (const line of lines) {
      const when = new Date(line.at);
      if (when - at > PAUSE) added.push(element("li", { class: "when" }, timeOf(when)));
      at = when;
      const own = line.text || line.files.length || line.side !== "me" ? line : { ...line, text: NOT_KEPT };
      const made = lineOf(own);
      made.dataset.seq = line.seq;
      for (const group of made.querySelectorAll(".choices")) spend(group);
      added.push(made);
    }
    this.first = lines[0].seq;
    this.lines.prepend(...added);
  }

  // Before consent the server keeps no words; for as long as this page is open, its reader still has them.
  remembered(line) {
    if (line.text || line.files.length) return line;
    return { ...line, text: this.findWaiting(line.id)?.querySelector(".text")?.textContent ?? NOT_KEPT };
  }

  // Under the newest own line: kept by the server, then read, once something was said to it.
  mark(side, added) {
    if (side === "me") {
      this.fate?.remove();
      this.fate = element("div", { class: "fate", "aria-hidden": "true" }, "已送达");
      added.append(this.fate);
    } else if (this.fate) this.fate.textContent = "已读";
  }

  separate(at) {
    if (at - this.lastAt > PAUSE) this.lines.append(element("li", { class: "when" }, timeOf(at)));
    this.lastAt = at;
  }

  passChoices({ id, text }) {
    const groups = [...document.querySelectorAll(".choices")];
    for (const group of groups) spend(group);
    if (this.tapped.has(id)) return;
    const chips = groups.reverse().flatMap((group) => [...group.children]);
    chips.find((chip) => chip.textContent === text)?.setAttribute("aria-pressed", "true");
  }

  tap(chip, id) {
    chip.setAttribute("aria-pressed", "true");
    this.tapped.add(id);
  }

  // Shows what became of a message on its way: sending, unsent (it will be tried again) or refused.
  showWaiting(message, fate) {
    const old = this.findWaiting(message.id);
    const item = element("li", { class: "line me", "data-id": message.id }, waitingBubble(message), fate);
    if (old) old.replaceChild(fate, old.lastChild);
    else this.waiting.append(item);
  }

  findWaiting(id) {
    return [...this.waiting.children].find((item) => item.dataset.id === id);
  }

  removeWaiting(id) {
    if (id) this.findWaiting(id)?.remove();
  }
}

// What was answered can still be tapped, and is no stop on the way of the keys.
function spend(group) {
  group.classList.add("past");
  for (const chip of group.children) chip.tabIndex = -1;
}

export function fateOf(message, { retry, forget }) {
  if (message.fate === "refused") {
    const reason = element("span", { class: "reason" }, `未发出：${message.reason}`);
    return element("div", { class: "fate" }, reason, button("删除", forget));
  }
  if (message.fate === "unsent") return element("div", { class: "fate" }, button(message.reason || "未发出 · 点此重发", retry));
  if (message.fate === "sent") return element("div", { class: "fate" });
  const progress = message.file && element("progress", { max: "1", value: "0", "aria-label": "上传进度" });
  return element("div", { class: "fate sending" }, progress, "发送中…");
}

function waitingBubble({ text, file, url }) {
  return bubbleOf({ text, files: file ? [{ url, type: file.type, size: file.size }] : [] });
}

function button(label, action) {
  const made = element("button", { type: "button", class: "plain" }, label);
  made.addEventListener("click", action);
  return made;
}
