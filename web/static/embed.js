// On another site: a button in the corner that opens the chat in a window of its own. No markup, no inline style, no cookie there.
const { currentScript: own } = document;
const chat = new URL("/chat/", own.src).href;
const button = document.createElement("button");
const look = {
  position: "fixed", right: "16px", bottom: "16px", zIndex: 9999, minHeight: "44px", padding: "0 20px",
  border: 0, borderRadius: "22px", background: "#0b6b5b", color: "#fff", font: "16px/1.5 sans-serif", cursor: "pointer",
};
button.type = "button";
button.textContent = own.dataset.label || "说说您的难处";
Object.assign(button.style, look);
button.addEventListener("click", () => open(chat, "yiqi", "popup,noopener,width=420,height=720"));
const put = () => document.body.append(button);
if (document.body) put();
else addEventListener("DOMContentLoaded", put);
