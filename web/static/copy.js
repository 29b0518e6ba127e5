// A tap on what was said offers to copy it, rows of a card as lines; telephones and links are tapped as always.

import { element } from "./lines.js";

const SAID = 2000;

export class Copy {
  constructor(log) {
    this.button = element("button", { type: "button", class: "plain copy" }, "复制");
    log.addEventListener("click", ({ target }) => this.offer(target));
    this.button.addEventListener("click", (event) => this.take(event));
  }

  // Below what was tapped; a second tap takes the offer away, and so does one anywhere else.
  offer(target) {
    const bubble = target.closest(".bubble");
    const again = bubble && bubble === this.bubble && this.button.isConnected;
    this.button.remove();
    if (!bubble || again || target.closest("a, button, img") || !getSelection().isCollapsed) return;
    this.bubble = bubble;
    this.button.textContent = "复制";
    bubble.after(this.button);
  }

  async take(event) {
    event.stopPropagation();
    this.button.textContent = (await copied(wordsOf(this.bubble))) ? "已复制" : "没复制成，请长按文字选取";
    setTimeout(() => this.button.remove(), SAID);
  }
}

function wordsOf(bubble) {
  const rows = [...bubble.querySelectorAll("tr")].map(({ cells }) => [...cells].map((cell) => cell.innerText).join("："));
  const said = [...bubble.querySelectorAll(".text, caption")].map(({ innerText }) => innerText);
  return [...said, ...rows].join("\n");
}

// Pages without https have no clipboard of their own; there the words are selected and copied as by hand.
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return byHand(words);
  }
}

function byHand(words) {
  const held = element("textarea", { class: "unseen", "aria-hidden": "true" });
  held.value = words;
  document.body.append(held);
  held.select();
  const done = document.execCommand("copy");
  held.remove();
  return done;
}
