"""`[sms]`: who sends short messages, under which signature and templates: one-time codes, and notices to who is on no chat."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import Field, SecretStr

from bot.channels.contract import Channel
from bot.channels.settings import ChannelSettings, is_safe, unsafe_api

TEMPLATE = "SMS_"
SECRET = re.compile(r"|[A-Za-z0-9_-]{32,128}", re.ASCII)


class SmsSettings(ChannelSettings):
    """While `vendor` is empty nobody signs in by a telephone. `enabled`: notices go to verified telephones too, of the kinds that
    `notices` gives a template for. `report_secret`: the last part of the address to which the vendor reports what arrived."""

    hears: ClassVar[bool] = False

    vendor: Literal["", "log", "aliyun"] = ""
    key_id: str = ""
    secret: SecretStr = SecretStr("")
    sign_name: str = ""
    template: str = ""
    api: str = "https://dysmsapi.aliyuncs.com"
    notices: dict[str, str] = Field(default_factory=dict)
    report_secret: SecretStr = SecretStr("")

    def faults(self) -> list[str]:
        if self.vendor != "aliyun":
            return [_VENDOR] if self.enabled and not self.vendor else []
        wrong = {
            _KEY: not (self.key_id and self.secret.get_secret_value()),
            _SIGN: not self.sign_name,
            _TEMPLATE: not self.template.startswith(TEMPLATE),
            _NOTICES: self.enabled and not self.notices,
            _REPORTS: not SECRET.fullmatch(self.report_secret.get_secret_value()),
            _WRONG: not all(one.startswith(TEMPLATE) for one in self.notices.values()),
            unsafe_api("sms"): not is_safe(self.api),
        }
        return [fault for fault, is_wrong in wrong.items() if is_wrong]

    def open(self) -> Channel:
        from bot.channels.sms.adapter import Sms

        return Sms(self)


_WHERE = "阿里云控制台 → 短信服务 → 国内消息"
_KEY = "sms.key_id、sms.secret：没有填。在阿里云控制台 → RAM 访问控制 → 用户 → AccessKey，只给 AliyunDysmsFullAccess 权限。"
_SIGN = f"sms.sign_name：没有填。在{_WHERE} → 签名管理，填审核通过的签名。"
_TEMPLATE = f"sms.template：应当是 SMS_ 加数字。在{_WHERE} → 模板管理，模板里写 ${{code}}，例如「验证码${{code}}，10分钟内有效」。"
_VENDOR = 'sms.enabled：要发通知得先写 vendor = "aliyun"（或 "log" 试用）。'
_NOTICES = 'sms.notices：没有填。写通知的种类和模板，例如 certified = "SMS_200001"。'
_REPORTS = "sms.report_secret：要 32 到 128 个字母、数字、下划线或连字符，自己随机生成；不收短信回执就留空。"
_WRONG = f"sms.notices：模板应当是 SMS_ 加数字。在{_WHERE} → 模板管理，模板里可以写 ${{name}}（称呼）和 ${{day}}（日期）。"
