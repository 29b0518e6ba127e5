"""`[sms]`: who sends short messages, under which signature and template."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, SecretStr

from bot.channels.settings import is_safe, unsafe_api


class SmsSettings(BaseModel):
    """Off while `vendor` is empty: then nobody signs in by a telephone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vendor: Literal["", "log", "aliyun"] = ""
    key_id: str = ""
    secret: SecretStr = SecretStr("")
    sign_name: str = ""
    template: str = ""
    api: str = "https://dysmsapi.aliyuncs.com"

    def faults(self) -> list[str]:
        """What is wrong, a line each."""
        if self.vendor != "aliyun":
            return []
        wrong = {
            _KEY: not (self.key_id and self.secret.get_secret_value()),
            _SIGN: not self.sign_name,
            _TEMPLATE: not self.template.startswith("SMS_"),
            unsafe_api("sms"): not is_safe(self.api),
        }
        return [fault for fault, is_wrong in wrong.items() if is_wrong]


_WHERE = "阿里云控制台 → 短信服务 → 国内消息"
_KEY = "sms.key_id、sms.secret：没有填。在阿里云控制台 → RAM 访问控制 → 用户 → AccessKey，只给 AliyunDysmsFullAccess 权限。"
_SIGN = f"sms.sign_name：没有填。在{_WHERE} → 签名管理，填审核通过的签名。"
_TEMPLATE = f"sms.template：应当是 SMS_ 加数字。在{_WHERE} → 模板管理，模板里写 ${{code}}，例如「验证码${{code}}，10分钟内有效」。"
