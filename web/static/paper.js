// A QR code brings its token in the fragment, which no server's log sees; it is posted, and what is known is shown.
const found = document.getElementById("found");
const line = (name, words) => found.appendChild(Object.assign(document.createElement(name), { textContent: words }));

async function check() {
  const token = location.hash.slice(1);
  if (!token) return;
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/v", { method: "POST", headers, body: JSON.stringify({ token }) });
  const { word = "核验不通过", note = "", rows = [] } = answer.ok ? await answer.json() : {};
  found.replaceChildren();
  line("h2", word);
  if (note) line("p", note);
  for (const [label, value] of rows) line("p", `${label}：${value}`);
  if (rows.length) line("p", "请和纸面逐字核对。");
}

addEventListener("hashchange", check);
check();
