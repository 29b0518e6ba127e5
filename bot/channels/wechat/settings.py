"""`[wechat]`: one 公众号."""

from __future__ import annotations

import re

from pydantic import SecretStr

from bot.channels.contract import Channel
from bot.channels.settings import ChannelSettings, is_safe, unsafe_api

APP_ID = re.compile(r"wx[0-9a-f]{16}")
SECRET = re.compile(r"[0-9a-f]{32}")
TOKEN = re.compile(r"[A-Za-z0-9]{8,32}")
KEY = re.compile(r"[A-Za-z0-9]{43}")
PATH = re.compile(r"/[\w/-]+", re.ASCII)


class WeChatSettings(ChannelSettings):
    """A service account 服务号. With `encoding_aes_key` empty its messages come in plain text, which `plain` asks for."""

    app_id: str = ""
    secret: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    encoding_aes_key: SecretStr = SecretStr("")
    plain: bool = False
    path: str = "/wechat"
    site: str = ""
    menu: bool = True
    template: str = ""
    template_field: str = "thing1"
    api: str = "https://api.weixin.qq.com"

    @property
    def entrance(self) -> tuple[str, str] | None:
        """The page that shows the vendor's own code, which whoever scans it follows the account by."""
        return ("公众号", f"{self.site.rstrip('/')}{self.path}/qr/") if self.site else None

    def faults(self) -> list[str]:
        key = self.encoding_aes_key.get_secret_value()
        wrong = {
            _APP_ID: not APP_ID.fullmatch(self.app_id),
            _SECRET: not SECRET.fullmatch(self.secret.get_secret_value()),
            _TOKEN: not TOKEN.fullmatch(self.token.get_secret_value()),
            _KEY: bool(key) and not KEY.fullmatch(key),
            _PLAIN: not key and not self.plain,
            _SITE: bool(self.site) and not is_safe(self.site),
            unsafe_api("wechat"): not is_safe(self.api),
            _PATH: not PATH.fullmatch(self.path),
        }
        return [fault for fault, is_wrong in wrong.items() if is_wrong]

    def open(self) -> Channel:
        from bot.channels.wechat.adapter import WeChat

        return WeChat(self)


_WHERE = "微信公众平台 mp.weixin.qq.com → 设置与开发 → 基本配置"
_APP_ID = f"wechat.app_id：应当是 wx 加 16 位字母数字。在{_WHERE} → 开发者ID(AppID)。"
_SECRET = f"wechat.secret：应当是 32 位字母数字。在{_WHERE} → 开发者密码(AppSecret)，只显示一次，忘了就重置。"
_TOKEN = (
    f"wechat.token：8 到 32 个字母或数字，自己定一个不好猜的，"
    f"在{_WHERE} → 服务器配置 → 令牌(Token) 里填同一个。"
)
_KEY = (
    f"wechat.encoding_aes_key：应当是 43 个字母或数字。在{_WHERE} → 服务器配置 → 消息加解密密钥，"
    "点「随机生成」再复制来。"
)
_PLAIN = (
    "wechat.encoding_aes_key：没有填，消息就是明文，路上谁都能看。填上密钥（平台上选安全模式）；"
    "确实要用明文模式，就写 plain = true。"
)
_SITE = (
    "wechat.site：应当是网页的公网地址，https:// 开头，例如 https://yiqi.example.cn；不用微信内登录就留空。"
)
_PATH = "wechat.path：回调地址的路径，以 / 开头，例如 /wechat；公众平台里填 https://您的域名/wechat。"
