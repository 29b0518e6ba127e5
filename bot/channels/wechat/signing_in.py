"""Who is behind a code of 公众号's OAuth. wechatpy is not used for it: its errors carry the address, and so the secret."""

from __future__ import annotations

from typing import Any

import requests
import structlog
from starlette.concurrency import run_in_threadpool

from bot.channels.tencent.client import TIMEOUT
from bot.channels.tencent.signing_in import Unconfirmed
from bot.channels.wechat.messages import NAME
from bot.channels.wechat.settings import WeChatSettings

SNAPSHOT = "这是微信的预览页，认不出您是谁。请点右下角“使用完整服务”，再打开一次。"
log = structlog.get_logger()


async def openid_of(settings: WeChatSettings, code: str) -> str:
    """The openid; raises `Unconfirmed`, also for one that stands for WeChat's preview of a page and is nobody's."""
    said = await run_in_threadpool(_asked, settings, code)
    if said.get("is_snapshotuser"):
        raise Unconfirmed(SNAPSHOT)
    openid = said.get("openid")
    if not isinstance(openid, str) or not openid or said.get("scope", "snsapi_base") != "snsapi_base":
        log.warning("not signed in", channel=NAME, errcode=said.get("errcode"))
        raise Unconfirmed
    return openid


def _asked(settings: WeChatSettings, code: str) -> dict[str, Any]:
    query = {
        "appid": settings.app_id,
        "secret": settings.secret.get_secret_value(),
        "code": code,
        "grant_type": "authorization_code",
    }
    try:
        answer = requests.get(f"{settings.api}/sns/oauth2/access_token", params=query, timeout=TIMEOUT)
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        log.warning("not signed in", channel=NAME, error=type(error).__name__)
        raise Unconfirmed from None
    return said if isinstance(said, dict) else {}
