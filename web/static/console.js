// The keys of the console; all of it can be done without them.
const lines = () => [...document.querySelectorAll("[data-line]")];
let place = -1;
let going = false;

function stand(at) {
  const all = lines();
  if (!all.length) return;
  place = Math.max(0, Math.min(at, all.length - 1));
  all.forEach((line, n) => (n === place ? line.setAttribute("aria-current", "true") : line.removeAttribute("aria-current")));
  all[place].scrollIntoView({ block: "nearest" });
}

const current = () => lines()[place];
const acts = () => [...(current()?.querySelectorAll(".acts button, .acts a") ?? [])];
const open = (selector) => document.querySelector(selector)?.click();

const keys = {
  j: () => stand(place + 1),
  k: () => stand(place - 1),
  e: () => acts()[0]?.click(),
  1: () => acts()[0]?.click(),
  2: () => acts()[1]?.click(),
  3: () => acts()[2]?.click(),
  4: () => acts()[3]?.click(),
  x: () => current()?.querySelector("[type=checkbox]")?.click(),
  o: () => current()?.querySelector("h3 a, td a")?.click(),
  a: () => open("[data-key=a]"),
  u: () => open("[data-up]"),
  z: () => open("[data-key=z]"),
  r: () => document.querySelector("#reply")?.focus(),
  "/": () => document.querySelector("#q")?.focus(),
  "[": () => open("[data-key='[']"),
  "]": () => open("[data-key=']']"),
  "?": () => document.querySelector("#keys")?.showModal(),
  g: () => (going = true),
};

document.addEventListener("keydown", (event) => {
  const off = localStorage.getItem("yiqi-keys") === "off";
  if (off || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  if (going) {
    going = false;
    const target = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); target.click(); }
    return;
  }
  if (event.key in keys) { event.preventDefault(); keys[event.key](); }
});

// After an act the next line is stood on, so that the whole list can be cleared by one key.
document.addEventListener("htmx:after:swap", () => { if (place >= 0) stand(place); wire(); });

function wire() {
  document.querySelectorAll("[data-keys]").forEach((button) => {
    button.disabled = false;
    button.onclick = () => keys["?"]();
  });
  document.querySelectorAll("[data-counts]").forEach((field) => {
    const shown = document.getElementById(field.dataset.counts);
    const letter = document.getElementById("reason-shown");
    const say = () => { shown.textContent = `已写 ${[...field.value.trim()].length} 字`; if (letter) letter.textContent = field.value; };
    field.oninput = say;
    say();
  });
  // What can be taken back no more is not offered any longer.
  document.querySelectorAll("[data-for]").forEach((form) => setTimeout(() => form.remove(), form.dataset.for * 1000));
  document.querySelectorAll("[data-all]").forEach((box) => {
    box.onchange = () => document.querySelectorAll(`input[name="${box.dataset.all}"]`).forEach((one) => (one.checked = box.checked));
  });
  const off = document.querySelector("[data-keys-off]");
  if (off) {
    off.checked = localStorage.getItem("yiqi-keys") === "off";
    off.onchange = () => localStorage.setItem("yiqi-keys", off.checked ? "off" : "on");
  }
}

wire();
