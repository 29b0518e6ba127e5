// Reads and checks what a paper's QR code, link or PDF holds, without a server. The format: documents/papers/tokens.py.
// `keys`: public keys as hex. `fallback(signature, message, key)`: for browsers that have no Ed25519 of their own.
const KEY_ID = 4;
const SIGNATURE = 64;
const FILE_LINE = /%yiqi1 ([\w-]+) ([\w-]{86})\n(?=startxref\n\d+\n%%EOF\n?$)/;
export const KINDS = { P: "聘书", Z: "工作站证书", S: "志愿服务记录证明" };

class Forged extends Error {}

const text = (line) => new TextEncoder().encode(line);
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

function decoded(encoded) {
  const plain = encoded.replace(/-/g, "+").replace(/_/g, "/");
  let raw;
  try {
    raw = Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
  } catch {
    throw new Forged("不是完整的核验码");
  }
  const again = btoa(String.fromCharCode(...raw)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  if (again !== encoded) throw new Forged("不是完整的核验码");
  return raw;
}

async function signed(key, signature, message, fallback) {
  try {
    const known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, known, signature, message);
  } catch {
    return fallback(signature, message, key);
  }
}

async function keyOf(id, keys) {
  for (const hex of keys) {
    const key = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", key));
    if (id.every((byte, place) => byte === digest[place])) return key;
  }
  throw new Forged("不是已知的签发密钥");
}

/** What a token says: {number, name, first, until, hours, issuer}; throws with the word for it in Chinese. */
export async function readToken(token, keys, fallback) {
  const raw = decoded(token);
  if (raw.length <= KEY_ID + SIGNATURE) throw new Forged("不是完整的核验码");
  const key = await keyOf([...raw.slice(0, KEY_ID)], keys);
  const said = raw.slice(KEY_ID + SIGNATURE);
  const message = joined(text("yiqi-paper-1\n"), said);
  if (!(await signed(key, raw.slice(KEY_ID, KEY_ID + SIGNATURE), message, fallback))) {
    throw new Forged("签名不符，内容被改动过");
  }
  const [number, name, what, issuer] = new TextDecoder("utf-8", { fatal: true }).decode(said).split("\n");
  const [span, hours = ""] = what.split(" ");
  const [first, until] = span.split("-");
  return { number, kind: KINDS[/^[A-Z]+/.exec(number)[0].slice(-1)], name, first, until, hours, issuer };
}

/** What a signed PDF certifies; throws where a byte of it was changed. */
export async function readFile(bytes, keys, fallback) {
  const tail = Math.max(bytes.length - 2048, 0);
  const latin = Array.from(bytes.slice(tail), (byte) => String.fromCharCode(byte)).join("");
  const found = FILE_LINE.exec(latin);
  if (!found) throw new Forged("文件里没有签名，或结尾被改动过");
  const claim = await readToken(found[1], keys, fallback);
  const start = tail + found.index;
  const pdf = joined(bytes.slice(0, start), bytes.slice(start + found[0].length));
  const key = await keyOf([...decoded(found[1]).slice(0, KEY_ID)], keys);
  const message = joined(text(`yiqi-file-1\n${found[1]}\n`), pdf);
  if (!(await signed(key, decoded(found[2]), message, fallback))) throw new Forged("文件被改动过");
  return claim;
}

/** The token in whatever was pasted: a link, `yiqi:…`, or itself. */
export const tokenIn = (pasted) => pasted.trim().replace(/^.*#/, "").replace(/^yiqi:/, "");
