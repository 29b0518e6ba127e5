"""怎么用 (a page, a paper and a text), 隐私, 无障碍说明; and what machines ask for: the map of the site and the button for other sites."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache, partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.settings.house import centres
from documents.papers.guide import Guide, guide_pdf
from programme.centres import Centre
from web.characters import as_read
from web.pages import STATIC
from web.ports import Visit
from web.public.frame import FOOT, PLACES, kept, shown
from web.slots import ROOT, desk_of

TITLE = "益企怎么用"
FREE = "企业遇到难事，说一句话，志愿专家来帮忙，不收费。"
STEPS = (
    (
        "企业",
        (
            "打开对话，用自己的话说遇到了什么，比如“有个员工没签合同，要赔双倍工资”。",
            "没说全的会再问；对了就点「确认」，去请合适的专家。",
            "有专家接单就告诉您姓名和电话。服务完了打个分，哪里不满意也可以说。",
        ),
    ),
    (
        "专家和工作站",
        (
            "说「申请专家」或「申请工作站」，按问的一样一样答；材料拍照发来就行。",
            "有需求找到您，点「接单」或「婉拒」，接不接都可以。",
            "服务完说一句话就能记日记，比如“今天下午给两家企业讲了一个半小时税收优惠”。",
        ),
    ),
    (
        "活动、公示和证书",
        (
            "活动：在活动页点「报名」，名额满了可以排队。到现场说四位签到码。",
            "公示：在公示页看名单，期满前谁都可以提异议，不会把您的名字告诉对方。",
            "证书：在查证书页输入编号，或扫纸上的二维码。",
        ),
    ),
)
"""Who does what, step by step."""


def _centres(visit: Visit) -> tuple[Centre, ...]:
    return centres(visit.work, visit.rules)


def _reach(one: Centre) -> str:
    return " · ".join(filter(None, (one.name, one.phone, one.opening, one.address)))


def _guide(visit: Visit) -> str:
    """The guide as plain text, for passing on."""
    lines = [TITLE, "", FREE]
    for who, steps in STEPS:
        lines += ["", who, *(f"{at}. {step}" for at, step in enumerate(steps, 1))]
    for one in _centres(visit):
        lines += ["", *filter(None, (one.name, one.phone, one.address, one.opening))]
    return "\n".join([*lines, ""])


def _paper(visit: Visit, read: Callable[[str], str]) -> tuple[Guide, date]:
    """The guide as a page for printing. The code on it opens the chat of the centre's site, where that is known."""
    centres = _centres(visit)
    site = next((one.site for one in centres if one.site), "")
    parts = tuple((read(who), tuple(map(read, steps))) for who, steps in STEPS)
    guide = Guide(
        read(TITLE),
        read(FREE),
        parts,
        tuple(map(_reach, centres)),
        f"{site.rstrip('/')}{ROOT}" if site else "",
    )
    return guide, visit.today


@lru_cache(maxsize=4)
def _printed(guide: Guide, day: date) -> bytes:
    """Set once a day: that takes longer than all the rest of an answer."""
    return guide_pdf(guide, datetime.combine(day, time(), UTC))


async def guide(request: Request) -> Response:
    """How it works."""
    return await shown(request, "public/guide.html", "/guide", _centres, steps=STEPS, title=TITLE, free=FREE)


async def guide_file(request: Request) -> Response:
    """The same as a file, for printing: PDF."""
    guide, day = await desk_of(request).look(lambda visit: _paper(visit, partial(as_read, request.scope)))
    content = await asyncio.to_thread(_printed, guide, day)
    return kept(
        request, Response(content, headers=_called("inline", "guide.pdf"), media_type="application/pdf")
    )


async def guide_text(request: Request) -> Response:
    """The same as plain text."""
    text = await desk_of(request).look(_guide)
    return kept(
        request,
        Response(
            text.encode("utf-8-sig"), headers=_called("attachment", "guide.txt"), media_type="text/plain"
        ),
    )


def _called(shown: str, name: str) -> dict[str, str]:
    ending = name.rpartition(".")[2]
    return {"Content-Disposition": f"{shown}; filename=\"{name}\"; filename*=UTF-8''{quote(TITLE)}.{ending}"}


async def privacy(request: Request) -> Response:
    """What is kept, who sees it, for how long, how it goes."""
    return await shown(
        request,
        "public/privacy.html",
        "/privacy",
        lambda visit: (_centres(visit), visit.rules.retention.in_words()),
    )


async def accessibility(request: Request) -> Response:
    """What the pages do for those with poor sight or no mouse, and what they do not yet."""
    return await shown(request, "public/accessibility.html", "/accessibility", _centres)


async def site_map(request: Request) -> Response:
    """The addresses of the public pages; nothing of people stands in one."""
    base = str(request.base_url).rstrip("/")
    rows = "".join(f"<url><loc>{base}{place.address}</loc></url>" for place in (*PLACES, *FOOT))
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    return kept(request, Response(body, media_type="application/xml"))


async def robots(request: Request) -> Response:
    """Talks, the console and single papers are nobody's to index."""
    closed = ("/lang/", "/chat/", "/console", "/staff/", "/papers/", "/demo/")
    body = "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in closed), ""])
    return kept(request, Response(body, media_type="text/plain"))


async def button(request: Request) -> Response:
    """`<script src="…/embed.js" async></script>` on another site: a button that opens the chat in a window of its own."""
    answer = Response((STATIC / "embed.js").read_bytes(), media_type="text/javascript")
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return kept(request, answer)


routes = [
    Route("/guide", guide),
    Route("/guide.pdf", guide_file),
    Route("/guide.txt", guide_text),
    Route("/privacy", privacy),
    Route("/accessibility", accessibility),
    Route("/sitemap.xml", site_map),
    Route("/robots.txt", robots),
    Route("/embed.js", button),
]
