"""网页登录: a link into the web chat, for whoever is known in a vendor's chat; the way in for staff."""

from __future__ import annotations

from actions.people.entry import PATH, new_link
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from storage.queries.people.devices import devices_of

ON_A_PAGE = frozenset({"web", "terminal"})
NO_SITE = "这里还没有设网页的地址，请找服务中心问。"
ALREADY = "您已经在网页里了。要在别的设备上打开，请到微信、企业微信那边的聊天里说“网页登录”。"


def _link(talk: ConversationContext) -> Reply:
    """Never on a page: whoever sits at one would give themselves another that lasts."""
    site = talk.reader_options.site
    channels = {one.account_id: one.channel for one in devices_of(talk.work, talk.speaker.person_id)}
    if channels.get(talk.speaker.account_id, "web") in ON_A_PAGE:
        return Reply(ALREADY)
    if not site:
        return Reply(NO_SITE)
    link = new_link(talk.work, talk.speaker.person_id, talk.now)
    return Reply(f"点开就进网页，5 分钟内有效，只能用一次，不要转给别人：\n{site.rstrip('/')}{PATH}{link}")


WEB_ENTRY = Command(
    "web_entry",
    "网页登录",
    ("网页登录", "在电脑上打开", "给我一个网页链接", "怎么在网页上用"),
    _link,
)
