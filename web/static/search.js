// Search in what was said: the server looks through the chat, the page goes to the line that is tapped.

import { element, timeOf } from "./lines.js";

export class Search {
  constructor(button, panel, past) {
    Object.assign(this, { button, panel, past });
    [this.form] = panel.getElementsByTagName("form");
    [this.field] = panel.getElementsByTagName("input");
    [this.list] = panel.getElementsByTagName("ol");
    this.status = panel.querySelector("[role=status]");
    button.addEventListener("click", () => this.toggle(panel.hidden));
    panel.addEventListener("keydown", ({ key }) => key === "Escape" && this.toggle(false));
    this.form.addEventListener("submit", (event) => this.begin(event));
  }

  toggle(open) {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.field.focus();
    else this.button.focus();
  }

  begin(event) {
    event.preventDefault();
    this.list.replaceChildren();
    if (this.field.value.trim()) this.look(this.field.value, "");
  }

  async look(said, before) {
    this.status.textContent = "正在找…";
    try {
      const answer = await fetch(`find?${new URLSearchParams({ q: said, before })}`);
      const { found = [], before: rest, error } = await answer.json();
      if (said === this.field.value) this.show(said, found, rest, error);
    } catch {
      this.status.textContent = "网络断开了，等一会儿再找。";
    }
  }

  show(said, found, rest, error) {
    this.list.append(...found.map((line) => this.row(line)));
    const count = this.list.children.length;
    this.status.textContent = error ?? (count ? `找到 ${count} 处` : rest ? "这一段里没有。" : "没有找到。");
    if (!rest) return;
    const more = element("button", { type: "button", class: "plain" }, "再往前找");
    more.addEventListener("click", () => this.look(said, rest));
    this.status.append(" ", more);
  }

  row({ seq, at, side, text }) {
    const when = element("span", { class: "when" }, `${side === "me" ? "我" : "益企"} · ${timeOf(new Date(at))}`);
    const go = element("button", { type: "button", class: "plain" }, when, text);
    go.addEventListener("click", () => this.go(seq));
    return element("li", {}, go);
  }

  async go(seq) {
    const line = await this.past.reach(seq);
    if (!line) return;
    this.toggle(false);
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "center" });
  }
}
