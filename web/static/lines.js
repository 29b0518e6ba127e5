// A line of the chat as elements. Whatever people wrote goes in as text, never as markup.

const MARKS = { inferred: "我补的", changed: "已修改" };
const ZONE = "Asia/Shanghai";
const DAY = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, year: "numeric", month: "long", day: "numeric" });
const CLOCK = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const ONE_DAY = 24 * 3600 * 1000;

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter(Boolean));
  return made;
}

export function lineOf(line) {
  return element(
    "li",
    { class: `line ${line.side}` },
    element("span", { class: "unseen" }, line.side === "me" ? "我：" : "益企："),
    bubbleOf(line),
    line.choices && choicesOf(line.choices),
  );
}

export function bubbleOf({ text, card, files = [], links = [] }) {
  return element(
    "div",
    { class: card ? "bubble has-card" : "bubble" },
    text && element("p", { class: "text" }, ...tappable(text)),
    ...files.map(fileOf),
    card && cardOf(card),
    ...links.map(linkOf),
  );
}

// Addresses and telephone numbers in what was said, to be tapped. A number that is longer, or part of one, is none.
const PIECES = /https?:\/\/[^\s，。；、！？（）「」“”《》<>"]+|[\d*][\d*-]{4,}/g;
const PHONE = /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|12(?:315|333|345|348|366))$/;

export function tappable(text) {
  const parts = [];
  let at = 0;
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const link = linked(piece);
    if (!link) continue;
    parts.push(text.slice(at, index), link);
    at = index + piece.length;
  }
  return [...parts, text.slice(at)];
}

function linked(piece) {
  if (PHONE.test(piece)) return element("a", { href: `tel:${piece.replaceAll("-", "")}` }, piece);
  if (!piece.startsWith("http")) return null;
  return element("a", { href: piece, target: "_blank", rel: "noopener noreferrer" }, piece);
}

export function timeOf(at, now = new Date()) {
  const clock = CLOCK.format(at);
  if (DAY.format(at) === DAY.format(now)) return `今天 ${clock}`;
  if (DAY.format(at) === DAY.format(new Date(now - ONE_DAY))) return `昨天 ${clock}`;
  const year = `${now.getFullYear()}年`;
  return `${DAY.format(at).replace(year, "")} ${clock}`;
}

export function sizeOf(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function cardOf({ title, rows }) {
  const body = element("tbody");
  for (const [label, value, mark] of rows) {
    body.append(element("tr", {}, element("th", { scope: "row" }, label), element("td", {}, ...tappable(value), markOf(mark))));
  }
  return element("table", { class: "card" }, element("caption", {}, title), body);
}

function markOf(mark) {
  return mark && element("span", { class: `mark ${mark}` }, MARKS[mark]);
}

function choicesOf(choices) {
  const group = element("div", { class: "choices", role: "group", "aria-label": "可以选" });
  for (const [label, token] of choices) {
    group.append(element("button", { type: "button", class: "chip", "data-token": token }, label));
  }
  return group;
}

function linkOf([label, path]) {
  return element("a", { class: "paper", href: path, target: "_blank", rel: "noopener" }, label);
}

function fileOf({ key, type, size, url, name }) {
  const address = url ?? `files/${encodeURIComponent(key)}`;
  if (!type.startsWith("image/")) {
    const called = name || (type === "application/pdf" ? "PDF 文件" : "文件");
    return element("a", { class: "paper", href: address, download: name || "" }, `${called} · ${sizeOf(size)}`);
  }
  const picture = element("img", { src: address, alt: "照片，点开看大图" });
  return element("a", { class: "picture", href: address, target: "_blank", rel: "noopener" }, picture);
}
