"""`yiqi config check --online`: what Telegram itself says of the settings."""

from __future__ import annotations

from bot.channels.contract import NotSent
from bot.channels.telegram.libraries import open_wire
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.wire import Listening

_REFUSED = (
    "telegram.token：Telegram 不认这个令牌。到 @BotFather → /mybots → 选机器人 → API Token 重新复制；"
    "点过 Revoke 的话，旧的就作废了。"
)
_AWAY = "telegram.api：连不上 {api}（{reason}）。检查这台机器能不能访问它，代理和防火墙是否放行。"
_FAILED = (
    "telegram.webhook：Telegram 最近一次投递失败：{error}。检查域名、证书、反向代理；"
    "地址应当能从公网打开，路径转到 yiqi serve 的端口。"
)
_ELSEWHERE = "telegram.webhook：Telegram 那里登记的是「{url}」；运行 yiqi serve 时会改成设置里的地址。"


async def faults(settings: TelegramSettings) -> list[str]:
    """What is wrong, a line each; nothing when Telegram is content."""
    wire = open_wire(settings)
    try:
        await wire.open()
        listening = await wire.listening()
    except NotSent as trouble:
        refused = "token" in trouble.reason
        return [_REFUSED if refused else _AWAY.format(api=settings.api, reason=trouble.reason)]
    finally:
        await wire.close()
    return _of_webhook(settings, listening)


def _of_webhook(settings: TelegramSettings, listening: Listening) -> list[str]:
    found = [_FAILED.format(error=listening.error)] if listening.error and settings.webhook else []
    if listening.url and listening.url != settings.webhook:
        found.append(_ELSEWHERE.format(url=listening.url))
    return found
