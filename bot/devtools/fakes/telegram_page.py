"""`yiqi fake telegram`: the people's side in a browser, on a plain page without script."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from threading import Event
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.devtools.fakes.serving import served
from bot.devtools.fakes.telegram import FakeTelegram
from bot.devtools.fakes.telegram_server import app_of

PEOPLE = {1001: "张厂长", 1002: "李律师", 1003: "陈站长", 1004: "访客"}
EVERY_SECONDS = 2
AGAIN = 2.0
"""Seconds after which an update that was not taken is delivered once more."""
_STYLE = "body{font:16px/1.6 sans-serif;max-width:40em;margin:1em auto}.me{text-align:right}p{white-space:pre-wrap}"


def run(port: int, say: Callable[[str], None]) -> None:
    """Serve the fake with its page until interrupted."""
    fake, stopped = FakeTelegram(keep_limits=True), Event()
    for user in PEOPLE:
        fake.start(user)
    app = app_of(fake)
    app.router.routes += routes(fake)
    with served(app, port) as address:
        settings = f'[telegram]\nenabled = true\ntoken = "{fake.token}"\napi = "{address}"'
        say(f"把下面这一节写进 config.toml，再运行 yiqi serve：\n\n{settings}\n")
        say(f"然后在浏览器里打开 {address} 说话。按 Ctrl-C 停止。")
        while not stopped.wait(AGAIN):
            fake.mail.push_waiting()


def routes(fake: FakeTelegram) -> list[Route]:
    """The page, its transcript in a frame, and what its forms post."""

    async def page(request: Request) -> Response:
        user = int(request.query_params.get("user", 1001))
        others = " · ".join(f'<a href="?user={one}">{name}</a>' for one, name in PEOPLE.items())
        form = (
            f'<form method="post" action="/say?user={user}"><input name="text" autofocus size="50">'
            '<button>发送</button> <button name="phone" value="1">发送我的手机号</button></form>'
        )
        frame = (
            f'<iframe src="/chat?user={user}" style="width:100%;height:70vh;border:1px solid #ccc"></iframe>'
        )
        return _html(f"<h1>{PEOPLE.get(user, user)}</h1>{others}{frame}{form}")

    async def chat(request: Request) -> Response:
        user = int(request.query_params["user"])
        shown = list(fake.chats[user].messages.values()) if user in fake.chats else []
        lines = "".join(_line(message, user) for message in shown[-30:])
        return _html(f'<meta http-equiv="refresh" content="{EVERY_SECONDS}">{lines}<div id="end"></div>')

    async def say(request: Request) -> Response:
        user, form = int(request.query_params["user"]), await request.form()
        contact = {"phone_number": "13800001111", "first_name": PEOPLE.get(user, ""), "user_id": user}
        if form.get("phone"):
            await run_in_threadpool(fake.say, user, contact=contact)
        elif text := str(form.get("text", "")).strip():
            await run_in_threadpool(fake.say, user, text)
        return RedirectResponse(f"/?user={user}", 303)

    async def tap(request: Request) -> Response:
        user, form = int(request.query_params["user"]), await request.form()
        message = fake.chats[user].messages[int(str(form["message"]))]
        await run_in_threadpool(fake.press, user, message, str(form["data"]))
        return RedirectResponse(f"/chat?user={user}#end", 303)

    posts: dict[str, Callable[[Request], Any]] = {"/say": say, "/tap": tap}
    return [Route("/", page), Route("/chat", chat)] + [
        Route(path, post, methods=["POST"]) for path, post in posts.items()
    ]


def _html(body: str) -> HTMLResponse:
    return HTMLResponse(
        f"<!doctype html><meta charset=utf-8><title>假 Telegram</title><style>{_STYLE}</style>{body}"
    )


def _line(message: dict[str, Any], user: int) -> str:
    mine = message["from"]["id"] == user
    text = message.get("text") or message.get("caption") or f"[{', '.join(message.keys() & _KINDS)}]"
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    buttons = "".join(_button(message["message_id"], button, user) for row in rows for button in row)
    return f'<p class="{"me" if mine else "bot"}">{escape(text)}</p>{buttons}'


def _button(message: int, button: dict[str, str], user: int) -> str:
    hidden = f'<input type="hidden" name="message" value="{message}">'
    hidden += f'<input type="hidden" name="data" value="{escape(button["callback_data"])}">'
    return (
        f'<form method="post" action="/tap?user={user}" style="display:inline">{hidden}'
        f"<button>{escape(button['text'])}</button></form> "
    )


_KINDS = {"photo", "document", "contact", "location", "sticker", "voice"}
