// What the browser keeps for us, where it may: some refuse, and then it is kept as long as the page.

const fallback = new Map();

export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return fallback.get(key) ?? null;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    fallback.set(key, value);
  }
}
