"""`[wecom]`: one application of 企业微信."""

from __future__ import annotations

import re

from pydantic import SecretStr

from bot.channels.contract import Channel
from bot.channels.settings import ChannelSettings, is_safe, unsafe_api

CORP_ID = re.compile(r"w[wx][0-9a-zA-Z]{16}")
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
TOKEN = re.compile(r"[A-Za-z0-9]{8,32}")
KEY = re.compile(r"[A-Za-z0-9]{43}")
PATH = re.compile(r"/[\w/-]+", re.ASCII)


class WeComSettings(ChannelSettings):
    """A self-built application 自建应用; its callbacks are always encrypted."""

    corp_id: str = ""
    agent_id: int = 0
    secret: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    encoding_aes_key: SecretStr = SecretStr("")
    path: str = "/wecom"
    site: str = ""
    api: str = "https://qyapi.weixin.qq.com"

    def faults(self) -> list[str]:
        wrong = {
            _CORP_ID: not CORP_ID.fullmatch(self.corp_id),
            _AGENT: self.agent_id <= 0,
            _SECRET: not SECRET.fullmatch(self.secret.get_secret_value()),
            _TOKEN: not TOKEN.fullmatch(self.token.get_secret_value()),
            _KEY: not KEY.fullmatch(self.encoding_aes_key.get_secret_value()),
            _SITE: bool(self.site) and not is_safe(self.site),
            unsafe_api("wecom"): not is_safe(self.api),
            _PATH: not PATH.fullmatch(self.path),
        }
        return [fault for fault, is_wrong in wrong.items() if is_wrong]

    def open(self) -> Channel:
        from bot.channels.wecom.adapter import WeCom

        return WeCom(self)


_WHERE = "企业微信管理后台 work.weixin.qq.com"
_APP = f"{_WHERE} → 应用管理 → 自建 → 选应用"
_CORP_ID = f"wecom.corp_id：应当是 ww 开头共 18 位。在{_WHERE} → 我的企业 → 企业信息最下面「企业ID」。"
_AGENT = f"wecom.agent_id：没有填。在{_APP}，最上面的 AgentId，一个整数。"
_SECRET = f"wecom.secret：应当是 43 位。在{_APP} → Secret → 查看（会发到管理员的手机上）。"
_TOKEN = f"wecom.token：8 到 32 个字母或数字。在{_APP} → 接收消息 → 设置API接收 → Token，可随机获取。"
_KEY = f"wecom.encoding_aes_key：应当是 43 个字母或数字。在{_APP} → 接收消息 → 设置API接收 → EncodingAESKey。"
_SITE = "wecom.site：应当是网页的公网地址，https:// 开头，例如 https://yiqi.example.cn；不用企业微信内登录就留空。"
_PATH = "wecom.path：回调地址的路径，以 / 开头，例如 /wecom；后台里填 https://您的域名/wecom。"
