"""在这里聊: after a need was taken on its two sides go on here; what one writes goes to the other by name, until one ends it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from actions.offers.chat import come_into_chat, end_chat, minutes_of, say_in_chat, take_back_line
from actions.offers.notices import ChatClosed, ChatEnded, ChatOver, ChatSaid
from actions.titles.paper_links import link_to_file
from handlers.conversations.offers.meeting import BOTH, services
from handlers.engine import next_steps, tokens
from handlers.engine.chats import CHAT, END_CHAT
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import caveat
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.engine.site import site_of
from handlers.message import Choice, Reply
from handlers.rendering.files import attached, called
from handlers.rendering.plain import plain_number, shorten
from language.passed_on import passed_on
from programme.chats import LEAST
from programme.roles import EXPERT
from programme.spans import hours_in_words
from storage.queries.files import kept_files
from storage.queries.needs import NeedFacts, get_need
from storage.queries.offers.chats import ChatFacts, LineFacts, find_chat, find_line, lines_of

NO_CHAT = "没有找到这段聊天，要记就说「记日记」。"
NONE = "现在没有接下的服务，有专家接单了就能在这里聊。"
KEPT = "话和需求存在一起，工作人员有事由才能看。"
LONGEST_QUOTE = 40


def _end_choice(chat_id: int) -> Choice:
    """The tap that ends this chat, whichever the person wrote in last."""
    return Choice("结束聊天", tokens.start(END_CHAT, "chat", chat_id))


def chat_choice(need_id: int, label: str = "在这里聊") -> Choice:
    """The tap that comes into the chat about a need."""
    return Choice(label, tokens.start(CHAT, "need", need_id))


def _services(talk: ConversationContext) -> Options:
    return [(f"{need.id} 号（{_other(talk, need)}）", need.id) for need in services(talk, "accepted")]


def _other(talk: ConversationContext, need: NeedFacts) -> str:
    return need.enterprise if need.expert_id == talk.speaker.expert_id else need.expert


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    """Without words the speaker comes in; else they go out, and it is said what went."""
    need_id, text, once = values["need"], values.get("text"), bool(values.get("once"))
    if values.get("files"):
        return _send(talk, need_id, values["files"], text or "")
    if text and (told := passed_on(text, to_a_side=True)):
        text, once = told.words, True
    if not text:
        chat = come_into_chat(talk.work, talk.speaker, need_id, talk.now)
        way = f"您说，我转给{_other(talk, get_need(talk.work, need_id))}。"
        return Outcome(
            Reply(f"{way}{KEPT}不聊了说「结束聊天」。", choices=(_end_choice(chat),), in_words=True)
        )
    said = say_in_chat(talk.work, talk.speaker, need_id, text, talk.now, comes_in=not once)
    other = _other(talk, get_need(talk.work, need_id))
    late = caveat(talk, other, ChatSaid.kind)
    words = f"已转告{other}：“{shorten(text, LONGEST_QUOTE)}”。" if once else f"发给{other}了。"
    back = _back(said.line, said.line)
    ways = (back, chat_choice(need_id)) if once else (back, _end_choice(said.chat))
    return Outcome(Reply(f"{words}{late}", choices=ways, in_words=True))


def _back(first: int, last: int) -> Choice:
    """Takes back a line, or all from one to another that went out together."""
    if first == last:
        return Choice("撤回这句", tokens.start("take_back_line", "line", first))
    return Choice("都撤回", tokens.start("take_back_line", "line", f"{first}.{last}"))


def _send(talk: ConversationContext, need_id: int, keys: list[str], text: str) -> Outcome:
    """Files go out one by one; what is written to them goes with the first."""
    lines: list[int] = []
    for key in keys:
        words = "" if lines else text
        said = say_in_chat(talk.work, talk.speaker, need_id, words, talk.now, file=key)
        lines.append(said.line)
    other = _other(talk, get_need(talk.work, need_id))
    sent = called(kept_files(talk.work, keys))
    back = _back(lines[0], lines[-1])
    late = caveat(talk, other, ChatSaid.kind)
    return Outcome(
        Reply(f"{sent}发给{other}了。{late}", choices=(back, _end_choice(said.chat)), in_words=True)
    )


_NEED = OneOf("need", "需求", "和哪一边聊？", _services, none=NONE)
FORM = Form(
    name=CHAT,
    version=1,
    title="在这里聊",
    examples=("在这里聊", "在这里说", "和专家聊聊", "和企业聊聊"),
    roles=BOTH,
    ref="need",
    slots=(
        replace(_NEED.slot, holds="先放着，选好是哪一边就发过去。"),
        Slot("text", "话", asked=False, hidden=True),
        Slot("files", "文件", asked=False, hidden=True, takes_files=True),
        Slot("once", "", asked=False, hidden=True),
    ),
    infer=_NEED.infer,
    needless=_NEED.needless,
    submit=_submit,
)


def _behind(talk: ConversationContext, values: Values) -> list[LineFacts]:
    """What the speaker said in a chat after one of their lines."""
    line = find_line(talk.work, values["line"]) if "line" in values else None
    if line is None or line.person_id != talk.speaker.person_id:
        return []
    said = lines_of(talk.work, line.chat_id)
    return [one for one in said if one.id > line.id and one.person_id == line.person_id]


def _take_back(talk: ConversationContext, values: Values) -> Outcome:
    with_it = [one.id for one in _behind(talk, values) if one.id <= values.get("last", 0)]
    for line in with_it:
        take_back_line(talk.work, talk.speaker, line, talk.now)
    chat = take_back_line(talk.work, talk.speaker, values["line"], talk.now)
    other = chat.called(expert=talk.speaker.expert_id != chat.expert_id)
    return Outcome(Reply(f"撤回了，{other}没有看到。", choices=(chat_choice(chat.need_id, "接着聊"),)))


TAKE_BACK = Form(
    name="take_back_line",
    version=1,
    title="撤回这句",
    roles=BOTH,
    ref="line",
    given=("line",),
    slots=(
        Slot("line", "", hidden=True, asked=False),
        Slot(
            "last",
            "",
            hidden=True,
            asked=False,
            options=lambda talk, values: [(str(one.id), one.id) for one in _behind(talk, values)],
        ),
    ),
    submit=_take_back,
)


def _diary(talk: ConversationContext, values: Values) -> Outcome:
    """On with the form of a diary: what the chat tells stands on its card, to be changed there."""
    chat = find_chat(talk.work, values["chat"])
    if chat is None:
        return Outcome(Reply(NO_CHAT))
    need = get_need(talk.work, chat.need_id)
    if (
        chat.expert_id != talk.speaker.expert_id
        or need.state != "accepted"
        or need.expert_id != chat.expert_id
    ):
        return Outcome(Reply("这次服务已经记过日记，或者不在您手上了。"))
    hours = plain_number(Decimal(minutes_of(talk.work, chat.id)) / 60)
    known: Values = {
        "need": need.id,
        "date": chat.opened_at.astimezone(talk.now.tzinfo).date().isoformat(),
        "hours": hours,
        "times": {"hours": hours, "spans": []},
        "enterprises": 1,
        "names": [need.enterprise],
        "domains": [need.domain],
        "form": "online",
        "region": need.region,
        "outcome": shorten(need.text, 60),
    }
    return Outcome(Reply(""), then=("diary", known))


DIARY = Form(
    name="chat_diary",
    version=1,
    title="聊天记日记",
    roles=EXPERT,
    ref="chat",
    given=("chat",),
    slots=(Slot("chat", "", hidden=True, asked=False),),
    submit=_diary,
)


def _said(talk: ConversationContext, told: ChatSaid) -> Reply | None:
    """The words by name; what was taken back, or came when the matter had moved, is told to nobody."""
    chat, line = find_chat(talk.work, told.chat), find_line(talk.work, told.line)
    if chat is None or line is None or line.taken_back or not chat.stands:
        return None
    who = f"{chat.called(expert=line.by_expert)}（{chat.need_id} 号需求）"
    ways = (chat_choice(chat.need_id, "回复"), _end_choice(chat.id))
    if line.file_key is None:
        return Reply(f"{who}：{line.text}", choices=ways, in_words=True)
    files = kept_files(talk.work, [line.file_key])
    sent = f"发来{called(files)}" if files else "发来的文件删掉了"
    text = f"{who}{sent}" + (f"：{line.text}" if line.text else "。")
    shown = tuple(attached(one, link_to_file(talk.work, one.key, site_of(talk), talk.now)) for one in files)
    return Reply(text, choices=ways, files=shown, in_words=True)


def _ended(talk: ConversationContext, told: ChatEnded) -> Reply | None:
    chat = find_chat(talk.work, told.chat)
    if chat is None or not chat.stands:
        return None
    text = f"{chat.called(expert=told.by == chat.expert_person)}结束了聊天（{chat.need_id} 号需求）。"
    return proposing(talk, chat, text, (chat_choice(chat.need_id, "接着聊"),))


def _closed(talk: ConversationContext, told: ChatClosed) -> Reply | None:
    chat = find_chat(talk.work, told.chat)
    if chat is None or not chat.stands:
        return None
    other = chat.called(expert=talk.speaker.expert_id != chat.expert_id)
    why = f"和{other}的聊天（{chat.need_id} 号需求）由服务中心结束了：{told.reason}。"
    return proposing(talk, chat, f"{why}这里不再转话，要联系可以打电话。", (next_steps.STAFF,))


def _over(talk: ConversationContext, told: ChatOver) -> Reply | None:
    chat = find_chat(talk.work, told.chat)
    if chat is None or not chat.stands or minutes_of(talk.work, chat.id) < LEAST:
        return None
    return proposing(talk, chat, "", (chat_choice(chat.need_id, "接着聊"),))


def proposing(talk: ConversationContext, chat: ChatFacts, text: str, ways: tuple[Choice, ...]) -> Reply:
    """With what was said proposed as a diary, where the person is the expert and it was long enough."""
    minutes = minutes_of(talk.work, chat.id) if talk.speaker.expert_id == chat.expert_id else 0
    if minutes < LEAST:
        return Reply(text, choices=ways)
    firm = get_need(talk.work, chat.need_id).enterprise
    told = f"和{firm}在这里聊了 {hours_in_words(Decimal(minutes) / 60)}，记一篇日记？"
    return Reply(
        f"{text}{told}", choices=(Choice("记日记", tokens.start("chat_diary", "chat", chat.id)), *ways)
    )


def _end(talk: ConversationContext, values: Values) -> Outcome:
    chat = end_chat(talk.work, talk.speaker, talk.now, values.get("chat"))
    if chat is None:
        return Outcome(Reply("现在没有在聊的。"))
    other = chat.called(expert=talk.speaker.expert_id != chat.expert_id)
    return Outcome(proposing(talk, chat, f"和{other}的聊天结束了。", (chat_choice(chat.need_id, "接着聊"),)))


STOP = Form(
    name=END_CHAT,
    version=1,
    title="结束聊天",
    examples=("不聊了",),
    roles=BOTH,
    ref="chat",
    slots=(Slot("chat", "", hidden=True, asked=False),),
    submit=_end,
)


SAID = NoticeRenderer(ChatSaid, _said)
ENDED = NoticeRenderer(ChatEnded, _ended)
CLOSED = NoticeRenderer(ChatClosed, _closed)
OVER = NoticeRenderer(ChatOver, _over)
