"""What the two sides of a service wrote to each other: staff say what for before they read it, and that stands with the need."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may
from actions.offers.chat import read_chat_file, read_chats
from actions.refusal import Refused as NotDone
from handlers.conversations.offers.read_chat import TAKEN_BACK, check_reason, in_reach
from handlers.engine.context import ConversationContext
from handlers.rendering.files import called
from handlers.rendering.masking import mask_ways
from storage.queries.console.history import chat_readers
from storage.queries.files import kept_files
from storage.queries.needs import NeedFacts, get_need
from storage.queries.offers.chats import ChatFacts, LineFacts, chats_of, count_lines
from web.console.activity import picture
from web.console.fields import fields_of
from web.console.frame import Frame, frame_of, framed, shown
from web.console.lists.state import number
from web.console.refusals import NotHere
from web.console.session import HOME, do, look_on_record
from web.console.sheet import Choice, Entry, Item, Panel, Sheet
from web.console.taps import Act
from web.console.words import clock_of

MOST = 200
"""The newest lines of all that was said."""


def chat_panel(talk: ConversationContext, need: NeedFacts) -> list[Panel]:
    """On the page of a need: how much was said, who has read it, and what can be done; nothing where nobody wrote here."""
    said = count_lines(talk.work, need.id)
    if not said or not may(talk.speaker, "read_chat", need.region):
        return []
    items = [
        Item(clock_of(at, talk.now), "看过", f"{name}：{why}" if why else name)
        for at, name, why in chat_readers(talk.work, need.id)
    ]
    acts = [Act("看聊天…", f"{HOME}/needs/{need.id}/chat")]
    goes_on = [one for one in chats_of(talk.work, need.id) if one.stands]
    if goes_on and not any(one.closed for one in goes_on):
        acts.append(Act("结束聊天…", f"{HOME}/ask/close_chat/{need.id}"))
    ended = "服务中心结束了这段聊天。" if any(one.closed for one in goes_on) else ""
    return [Panel("两边的聊天", lines=(f"聊过 {said} 句，有事由才能看。", ended), items=items, acts=acts)]


def _asking(talk: ConversationContext, key: int, wrong: str = "") -> Sheet:
    if in_reach(talk, key) or not count_lines(talk.work, key):
        raise NotHere
    entry = Entry(f"{HOME}/needs/{key}/chat", (Choice("reason", "为什么看"),), "看聊天")
    hint = "比如「企业投诉，核实两边怎么说的」。谁看的、为什么看，都会留档。"
    panel = Panel("事由", lines=(wrong,) if wrong else (), entry=entry, hint=hint)
    return Sheet(f"{key} 号需求的聊天", "", ("", ""), (f"needs/{key}", f"{key} 号需求"), (panel,))


def _read(talk: ConversationContext, key: int, reason: str) -> Sheet:
    """Everything that was said, each telephone masked. What is wrong with the reason is said, and nothing shown."""
    if wrong := check_reason(talk, reason):
        return _asking(talk, key, wrong)
    found = read_chats(talk.work, talk.speaker, key, reason, talk.now)
    lines = [_line(talk, chat, line) for chat, said in found for line in said]
    need = get_need(talk.work, key)
    before = (f"前面还有 {len(lines) - MOST} 句。",) if len(lines) > MOST else ()
    panel = Panel("聊了什么", lines=before, items=lines[-MOST:], hint="电话略去了。这次查看和事由已留档。")
    about = f"{need.enterprise} · {need.expert}"
    return Sheet(f"{key} 号需求的聊天", about, ("", ""), (f"needs/{key}", f"{key} 号需求"), (panel,))


def _line(talk: ConversationContext, chat: ChatFacts, line: LineFacts) -> Item:
    files = kept_files(talk.work, [line.file_key]) if line.file_key else []
    text = TAKEN_BACK if line.taken_back else mask_ways(line.text)
    sent = f"（看{called(files)}）" if files else "（文件删掉了）" if line.file_key else ""
    href = f"{HOME}/needs/{chat.need_id}/chat/{line.id}" if files else ""
    who = chat.called(expert=line.by_expert)
    return Item(
        clock_of(line.said_at, talk.now), "专家" if line.by_expert else "企业", f"{who}：{sent}{text}", href
    )


async def ask(request: Request) -> Response:
    """What for?"""
    key = number(request.path_params["key"])
    return await shown(request, "console/sheet.html", "needs", lambda talk: _asking(talk, key))


async def read(request: Request) -> Response:
    """What was said, on record."""
    key, fields = number(request.path_params["key"]), await fields_of(request)
    reason = fields.get("reason", "").strip()

    def deed(talk: ConversationContext) -> tuple[Frame, Sheet]:
        try:
            return frame_of(talk), _read(talk, key, reason)
        except NotDone as refusal:
            raise NotHere from refusal

    frame, sheet = await do(request, deed)
    return framed(request, "console/sheet.html", "needs", frame, sheet)


async def file(request: Request) -> Response:
    """A photo or a file that was sent, on record."""
    key, line = (number(request.path_params[name]) for name in ("key", "line"))

    def find(talk: ConversationContext) -> tuple[bytes, str]:
        try:
            return read_chat_file(talk.work, talk.speaker, key, line, talk.now)
        except NotDone as refusal:
            raise NotHere from refusal

    return picture(*await look_on_record(request, find))


WHERE = f"{HOME}/needs/{{key}}/chat"
routes = [Route(WHERE, ask), Route(WHERE, read, methods=["POST"]), Route(f"{WHERE}/{{line}}", file)]
