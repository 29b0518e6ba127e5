// A photo or a paper, made ready to be sent: large photos are made smaller here, to save the sender's traffic.

import { sizeOf } from "./lines.js";

const LARGE = 1024 * 1024;
const LONGEST_SIDE = 2048;

export class Photo {
  constructor(input, preview) {
    this.input = input;
    this.preview = preview;
    this.file = null;
    input.addEventListener("change", () => this.choose(input.files[0]));
    preview.querySelector("button").addEventListener("click", () => this.clear(true));
  }

  async choose(file) {
    if (!file) return;
    this.file = await smaller(file);
    const [picture] = this.preview.getElementsByTagName("img");
    picture.hidden = !file.type.startsWith("image/");
    picture.src = picture.hidden ? "" : URL.createObjectURL(this.file);
    this.preview.querySelector("span").textContent = `${file.name} · ${sizeOf(this.file.size)}`;
    this.preview.hidden = false;
  }

  take() {
    const file = this.file;
    this.clear();
    return file && { file, url: URL.createObjectURL(file) };
  }

  clear(focus = false) {
    this.file = null;
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
