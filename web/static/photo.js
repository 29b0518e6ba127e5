// Photos and papers, made ready to be sent: large photos are made smaller here, to save the sender's traffic.

import { sizeOf } from "./lines.js";

const LARGE = 1024 * 1024;
const LONGEST_SIDE = 2048;
const MOST = 9;

export class Photo {
  constructor(input, preview) {
    this.input = input;
    this.preview = preview;
    this.files = [];
    input.addEventListener("change", () => this.choose(input.files));
    preview.querySelector("button").addEventListener("click", () => this.clear(true));
    this.choose(input.files); // chosen before this was ready
  }

  // Several at once, and more to those that wait already.
  async choose(chosen) {
    for (const file of [...chosen].slice(0, MOST - this.files.length)) this.files.push(await smaller(file));
    if (this.files.length) this.show();
  }

  show() {
    const [first] = this.files;
    const [picture] = this.preview.getElementsByTagName("img");
    picture.hidden = !first.type.startsWith("image/");
    picture.src = picture.hidden ? "" : URL.createObjectURL(first);
    const size = sizeOf(this.files.reduce((sum, file) => sum + file.size, 0));
    const more = this.files.length > 1 ? ` 等 ${this.files.length} 个` : "";
    this.preview.querySelector("span").textContent = `${first.name}${more} · ${size}`;
    this.preview.hidden = false;
  }

  take() {
    const { files } = this;
    this.clear();
    return files.map((file) => ({ file, url: URL.createObjectURL(file) }));
  }

  clear(focus = false) {
    this.files = [];
    this.input.value = "";
    this.preview.hidden = true;
    if (focus) this.input.focus();
  }
}

async function smaller(file) {
  if (file.type !== "image/jpeg" || file.size < LARGE) return file;
  try {
    return await redrawn(file);
  } catch {
    return file; // the server will say what is wrong with it
  }
}

async function redrawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return new File([blob], file.name, { type: "image/jpeg" });
}
