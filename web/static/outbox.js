// Own messages leave in order, one at a time, each with an id of its own: sent twice, it counts once.
// Texts survive a closed page; a file waits only as long as the page is open.

import { keep, recall } from "./memory.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
const PATIENCE = 20_000;
const PATIENCE_FILE = 180_000;

export class Outbox {
  constructor(key, show) {
    this.key = key;
    this.show = show;
    this.messages = load(key);
    this.pause = FIRST_PAUSE;
    this.busy = false;
  }

  start() {
    for (const message of this.messages) this.tell(message, "sending");
    this.run();
  }

  add(message) {
    this.messages.push(message);
    this.save();
    this.tell(message, "sending");
    this.run();
  }

  forget(id) {
    this.messages = this.messages.filter((message) => message.id !== id);
    this.save();
  }

  // Tries now what was to be tried later.
  hurry() {
    this.pause = FIRST_PAUSE;
    this.wake?.();
  }

  async run() {
    if (this.busy) return;
    this.busy = true;
    for (let next; (next = this.next()); ) await this.send(next);
    this.busy = false;
  }

  next() {
    return this.messages.find((message) => message.fate !== "refused");
  }

  async send(message) {
    this.tell(message, "sending");
    const { status, reason, wait } = await post(message, (share) => this.progress?.(message, share));
    if (!this.messages.includes(message)) return; // its line has come in the meantime
    if (status === 200) this.sent(message);
    else if (isPassing(status)) await this.later(message, status === 429 ? reason : "", wait);
    else this.refuse(message, reason);
  }

  sent(message) {
    this.pause = FIRST_PAUSE;
    this.forget(message.id);
    this.tell(message, "sent");
  }

  refuse(message, reason) {
    message.reason = reason;
    this.tell(message, "refused");
    this.save();
  }

  // Who sends too fast is told so, and for how long to wait: the message goes then by itself.
  async later(message, reason, wait) {
    message.reason = reason;
    this.tell(message, "unsent");
    await new Promise((wake) => {
      this.wake = wake;
      setTimeout(wake, wait || this.pause);
    });
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  tell(message, fate) {
    message.fate = fate;
    this.show(message);
  }

  save() {
    const texts = this.messages.filter((message) => !message.file && message.fate !== "refused");
    keep(this.key, JSON.stringify(texts));
  }
}

export function uuid() {
  // crypto.randomUUID is missing where the page comes over plain http, as in a demo on the local network.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function load(key) {
  try {
    return JSON.parse(recall(key)) ?? [];
  } catch {
    return [];
  }
}

function isPassing(status) {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

function post(message, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch cannot tell how far an upload has come
    request.open("POST", message.file ? "files" : "messages");
    request.timeout = message.file ? PATIENCE_FILE : PATIENCE;
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onloadend = () => resolve({ status: request.status, reason: reasonOf(request), wait: waitOf(request) });
    if (!message.file) request.setRequestHeader("Content-Type", "application/json");
    request.send(message.file ? formOf(message) : JSON.stringify(bodyOf(message)));
  });
}

function bodyOf({ id, text, choice }) {
  return { id, text, choice };
}

function formOf({ id, file }) {
  const form = new FormData();
  form.append("id", id);
  form.append("file", file, file.name);
  return form;
}

function waitOf(request) {
  return 1000 * Number(request.getResponseHeader("Retry-After") ?? 0);
}

function reasonOf(request) {
  try {
    return JSON.parse(request.responseText).error;
  } catch {
    return "请稍后再试";
  }
}
