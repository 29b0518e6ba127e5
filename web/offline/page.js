const keys = JSON.parse(document.getElementById("keys").textContent);
const answer = document.getElementById("answer");
const day = (plain) => (plain ? `${plain.slice(0, 4)}年${+plain.slice(4, 6)}月${+plain.slice(6)}日` : "长期");

async function check(read) {
  answer.replaceChildren();
  const say = (name, words) => answer.appendChild(Object.assign(document.createElement(name), { textContent: words }));
  try {
    const claim = await read();
    say("h2", "签名真实");
    say("p", `${claim.kind} ${claim.number}`);
    say("p", `姓名或单位：${claim.name}`);
    say("p", `起止：${day(claim.first)}—${day(claim.until)}${claim.hours ? `，${claim.hours} 小时` : ""}`);
    say("p", `签发：${claim.issuer}`);
    say("p", "请和纸面逐字核对。是否已撤销、替换，要联网查询。");
  } catch (error) {
    say("h2", "核验不通过");
    say("p", /[\u4e00-\u9fff]/.test(error.message) ? error.message : "内容读不出来");
  }
}

document.getElementById("text").addEventListener("submit", (event) => {
  event.preventDefault();
  check(() => readToken(tokenIn(document.getElementById("pasted").value), keys, globalThis.verifyEd25519));
});
document.getElementById("file").addEventListener("change", async (event) => {
  const bytes = new Uint8Array(await event.target.files[0].arrayBuffer());
  check(() => readFile(bytes, keys, globalThis.verifyEd25519));
});
if (location.hash.length > 1) check(() => readToken(tokenIn(location.hash), keys, globalThis.verifyEd25519));
document.querySelector("#text button").disabled = false;
