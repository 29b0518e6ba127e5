"""看聊天: staff read what the two sides of a service wrote to each other, say what for, and that they did is on record."""

from __future__ import annotations

from actions.access import may
from actions.offers.chat import close_chat, read_chats
from actions.offers.notices import ChatClosed
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.files import called
from handlers.rendering.masking import mask_ways
from handlers.rendering.moments import moment
from programme.roles import OFFICE
from storage.queries.files import kept_files
from storage.queries.needs import find_need
from storage.queries.offers.chats import ChatFacts, LineFacts

SHOWN = 40
"""The newest lines of all that was said."""
SHORTEST_REASON = 4
REASONS = ("核实投诉", "核实服务情况", "两边说法不一")
TAKEN_BACK = "（撤回了一句）"


def in_reach(talk: ConversationContext, need_id: int) -> str:
    """What is wrong with a need about whose chat staff ask; nothing where it is in their place."""
    need = find_need(talk.work, need_id)
    if need and may(talk.speaker, "read_chat", need.region):
        return ""
    return f"没有 {need_id} 号需求，或者不在您的辖区。"


def check_reason(talk: ConversationContext, reason: str) -> str:
    """What is wrong with a reason that stays on record."""
    return (
        ""
        if len(reason.strip()) >= SHORTEST_REASON
        else "事由写具体一点，比如「企业投诉，核实两边怎么说的」。"
    )


def _read(talk: ConversationContext, values: Values) -> Outcome:
    found = read_chats(talk.work, talk.speaker, values["need"], values["reason"], talk.now)
    lines = [_line(talk, chat, line) for chat, said in found for line in said]
    before = f"（前面还有 {len(lines) - SHOWN} 句）\n" if len(lines) > SHOWN else ""
    told = "\n".join(lines[-SHOWN:])
    return Outcome(Reply(f"{before}{told}\n这次查看和事由已留档。"))


def _line(talk: ConversationContext, chat: ChatFacts, line: LineFacts) -> str:
    """Without any way to reach anybody: telephones are read by their own tap."""
    who = chat.called(expert=line.by_expert)
    sent = f"（发了{called(kept_files(talk.work, [line.file_key]))}）" if line.file_key else ""
    text = TAKEN_BACK if line.taken_back else sent + mask_ways(line.text)
    return f"{moment(line.said_at, talk.now)} {who}：{text}"


READ = Form(
    name="read_chat",
    version=1,
    title="看聊天",
    examples=("看聊天",),
    roles=OFFICE,
    ref="need",
    slots=(
        Slot(
            "need",
            "需求",
            ask="看哪一号需求的聊天？",
            read=reading.number,
            show=lambda number: f"{number} 号",
            check=in_reach,
            hint="哪一号？比如「12」。",
        ),
        Slot(
            "reason",
            "事由",
            ask="看聊天要有事由，会留档。为什么看？点一个，或者写出来。",
            read=reading.words,
            options=lambda talk, values: [(one, one) for one in REASONS],
            check=check_reason,
            free=True,
            verbatim=True,
        ),
    ),
    submit=_read,
)


def _end(talk: ConversationContext, values: Values) -> Outcome:
    chat = close_chat(talk.work, talk.speaker, values["need"], values["reason"].rstrip("。"), talk.now)
    sides = f"{chat.called(expert=True)}和{chat.called(expert=False)}"
    said = f"{sides}的聊天结束了，不能再在这里聊这件。{told_to(talk, '两边', ChatClosed.kind)}"
    return Outcome(Reply(said))


END = Form(
    name="close_chat",
    version=1,
    title="结束两边的聊天",
    examples=("结束两边的聊天",),
    roles=OFFICE,
    ref="need",
    card="结束两边的聊天",
    look="两边会看到这个原因，也不能再在这里聊这件，对吗？",
    slots=(
        Slot(
            "need",
            "需求",
            ask="结束哪一号需求的聊天？",
            read=reading.number,
            show=lambda number: f"{number} 号",
            check=in_reach,
            hint="哪一号？比如「12」。",
        ),
        Slot(
            "reason",
            "原因",
            ask="为什么结束？两边会看到。比如「有人骂人」。",
            read=reading.words,
            check=check_reason,
            free=True,
            verbatim=True,
        ),
    ),
    submit=_end,
)
