// The vendors' encryption by two other implementations: a JSON list of questions in, of answers out.
const wecom = require("@wecom/crypto");
const WXBizMsgCrypt = require("wechat-crypto");

const peers = {
  "@wecom/crypto": ({ token, key, receiver }) => ({
    encrypt: (text) => wecom.encrypt(key, text, receiver),
    decrypt: (sealed) => wecom.decrypt(key, sealed),
    sign: (timestamp, nonce, sealed) => wecom.getSignature(token, timestamp, nonce, sealed),
  }),
  "wechat-crypto": ({ token, key, receiver }) => {
    const peer = new WXBizMsgCrypt(token, key, receiver);
    return {
      encrypt: (text) => peer.encrypt(text),
      decrypt: (sealed) => peer.decrypt(sealed),
      sign: (timestamp, nonce, sealed) => peer.getSignature(timestamp, nonce, sealed),
    };
  },
};

const questions = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = questions.map(({ peer, account, does, given }) => peers[peer](account)[does](...given));
process.stdout.write(JSON.stringify(answers));
