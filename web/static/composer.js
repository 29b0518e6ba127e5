// Where one writes: the field grows, a draft is kept, Enter sends where there is a keyboard.

import { keep, recall } from "./memory.js";

const IN_COMPOSITION = 229; // Safari ends the composition before the Enter that ended it arrives

export class Composer {
  constructor(form, field, key, send) {
    this.field = field;
    this.key = key;
    this.send = send;
    field.addEventListener("input", () => this.keep());
    field.addEventListener("keydown", (event) => this.press(event));
    form.addEventListener("submit", (event) => this.submit(event));
    this.begin();
    if (hasKeyboard()) field.focus();
  }

  // What a link or a draft says comes first; what was typed while the script was under way stays.
  begin() {
    const typed = this.field.value;
    const before = asked() || recall(this.key);
    if (before) this.field.value = [before, typed].filter(Boolean).join("\n");
    if (typed) this.keep();
    else this.grow();
  }

  press(event) {
    const composing = event.isComposing || event.keyCode === IN_COMPOSITION;
    if (event.key !== "Enter" || event.shiftKey || composing || !hasKeyboard()) return;
    this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    this.field.value = "";
    this.keep();
    this.send(text);
    this.field.focus();
  }

  keep() {
    keep(this.key, this.field.value);
    this.grow();
  }

  grow() {
    this.field.style.height = "auto";
    const edges = this.field.offsetHeight - this.field.clientHeight;
    this.field.style.height = `${this.field.scrollHeight + edges}px`;
  }
}

// Words that a link has brought (`#say=…`): written, not sent; the address is clean again at once.
function asked() {
  const brought = location.hash.match(/^#say=(.*)$/)?.[1];
  if (!brought) return "";
  history.replaceState(null, "", location.pathname);
  try {
    return decodeURIComponent(brought).slice(0, 200);
  } catch {
    return "";
  }
}

function hasKeyboard() {
  return matchMedia("(pointer: fine)").matches;
}
