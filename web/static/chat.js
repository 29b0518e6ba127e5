// The chat page: its parts, and how they work together.

import { Attention } from "./attention.js";
import { Composer } from "./composer.js";
import { Copy } from "./copy.js";
import { History } from "./history.js";
import { Outbox, uuid } from "./outbox.js";
import { Photo } from "./photo.js";
import { Search } from "./search.js";
import { Stream } from "./stream.js";
import { Transcript, fateOf } from "./transcript.js";
import { Typing } from "./typing.js";

const OVERDUE = 6000;
const SLOW = 1500;

const byId = (id) => document.getElementById(id);
const log = byId("log");
const state = byId("state");
const transcript = new Transcript(byId("lines"), byId("waiting"));
const attention = new Attention(log, byId("pill"), reportSeen);
const outbox = new Outbox(`outbox ${location.pathname}`, showFate);
const photo = new Photo(byId("file"), byId("preview"));
const stream = new Stream({ position: () => transcript.last, line: receive, ready, down, gone });
const typing = new Typing(byId("typing"), () => attention.follows && attention.toEnd());
const past = new History(log, byId("older"), transcript);
new Search(byId("search"), byId("find"), past);
new Copy(log);
let live = false;
let slow;

new Composer(byId("composer"), byId("text"), `draft ${location.pathname}`, (text) => {
  for (const picture of photo.take()) send(picture);
  if (text) send({ text });
});

for (const button of document.querySelectorAll("[data-say]")) {
  button.addEventListener("click", () => send({ text: button.dataset.say }));
}
log.addEventListener("click", ({ target }) => tap(target.closest(".chip")));
window.addEventListener("online", () => outbox.hurry());
window.addEventListener("beforeunload", warnOfLosses);
byId("text").addEventListener("paste", ({ clipboardData }) => photo.choose(clipboardData.files));

outbox.progress = ({ id }, share) => {
  const bar = transcript.findWaiting(id)?.querySelector("progress");
  if (bar) bar.value = share;
};

// Until now a tap would have been answered by nobody, or by the browser, which throws away what was written.
for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
byId("unscripted").remove();
notLive("正在连接…");
outbox.start();
stream.open();

function send(content) {
  const message = { id: uuid(), ...content };
  outbox.add(message);
  typing.begin();
  attention.toEnd();
  return message.id;
}

function tap(chip) {
  if (!chip) return;
  const { token } = chip.dataset;
  transcript.tap(chip, send({ text: chip.textContent, ...(token && { choice: token }) }));
}

function receive(line) {
  const follow = line.side === "me" || attention.follows;
  if (line.id) outbox.forget(line.id);
  const added = transcript.add(line);
  if (!added) return;
  if (line.side === "bot") typing.end();
  if (line.side === "bot") attention.watch(added, line.seq);
  if (!live || follow) attention.toEnd();
  else byId("pill").hidden = false;
  if (live && line.side === "bot") attention.notice();
}

function ready() {
  byId("hello").hidden &&= transcript.last >= 0;
  log.setAttribute("aria-busy", "false");
  clearTimeout(slow);
  state.textContent = "";
  live = true;
  past.ready();
  outbox.hurry();
}

function down() {
  typing.end();
  notLive("网络断开，正在重连…");
}

function notLive(reason) {
  clearTimeout(slow);
  slow = setTimeout(() => (state.textContent = reason), SLOW);
}

function gone() {
  clearTimeout(slow);
  state.textContent = "对话已失效，请刷新页面";
}

function showFate(message) {
  const { id, fate } = message;
  const forget = () => {
    outbox.forget(id);
    transcript.removeWaiting(id);
  };
  transcript.showWaiting(message, fateOf(message, { retry: () => outbox.hurry(), forget }));
  // A taken message whose line does not come means that the stream is dead and does not know it.
  if (fate === "sent") setTimeout(() => transcript.findWaiting(id) && stream.open(), OVERDUE);
}

function reportSeen(upTo) {
  const body = JSON.stringify({ up_to: upTo });
  fetch("seen", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => {});
}

function warnOfLosses(event) {
  if (outbox.messages.some((message) => message.file && message.fate !== "refused")) event.preventDefault();
}

// What an installed app shows without a network; plain http has no such worker.
navigator.serviceWorker?.register("/sw.js").catch(() => {});
