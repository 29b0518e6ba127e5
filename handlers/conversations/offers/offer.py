"""新需求: an expert is asked, and accepts or declines by one word."""

from __future__ import annotations

import re

from actions.offers.answer import accept_offer, decline_offer
from handlers.conversations.offers import asked
from handlers.conversations.offers.asked import NOTHING
from handlers.conversations.offers.contact import contact
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.words import agrees, bare, disagrees, undressed
from handlers.message import Reply
from language.unskilled import lacks_skill
from language.which_one import pointed_at, without_pointing
from programme.roles import EXPERT
from storage.queries.needs import services_under_way

LONGEST_ANSWER = 10
LONGEST_POINTING = 24
ANSWERS = (("接单", "accept"), ("婉拒", "decline"))
_ACCEPTS = re.compile(
    r"^(?:我)?(?:接受|同意接单|接单|接了?|来|可以接?|能接|愿意(?:接(?:受|单)?)?|没问题|行|好的?|包在我身上)"
    r"(?:吧|的|啊|了|单|这单|这个)?$|我(?:来|去)接|我接(?:吧|了)?$"
)
_DECLINES = re.compile(
    r"婉拒|拒绝|不愿意|不想接|推掉|推辞|不接|接不了|接不下|不了$|没空|没时间|没有时间|没有空|不方便|不合适|不擅长|不太懂|不懂这"
    r"|忙不过来|分不开|请别|抽不开|走不开|顾不上|在外地|在出差|出差了|换个人|换别人|另请|找别人|下次吧|算了吧"
)
_CORRECTS = re.compile(r"[对是错误]")
"""«不对», «不是» find fault with something, and «不行» declines."""
_PUTS_OFF = re.compile(r"收到|知道|明白|了解|等[下会]|再说|看看|考虑|想想|要不要|[?？吗]$")
_CONDITION = re.compile(
    r"可以吗|倒是?可以|[讲看说谈做]可以|电话|视频|远程|行吗|好吗|行不行|可不可以|能不能|要不|下周|下个?月|改[到在成]|线上|的话|只能|只会|先[把看让发]"
)


_TAKES = re.compile(r"(?<!不)接|我[去来要]|愿意|要了|算我|交给我|没问题|包在我")
_PLAINLY = re.compile(r"我(?:来|去|可以|愿意)?接(?:吧|了|单|这单|这个|受)?")
_DOUBTS = re.compile(r"[?？吗呢]|等[下会一]|再说|看看|考虑|想想|要不要|该不该|回避|先|不")

_ASKS_WHAT_WAITS = re.compile(
    r"(?:现在|今天|最近|还|目前)*有(?:没有)?(?:人|企业|谁|哪家|老板|新的?)?(?:再|要|想|在)?(?:请|找|邀请|约|需要)我.{0,6}?(?:吗|没有?|么|[?？]|呢|啊)+"
    r"|(?:现在|今天|最近|还|目前)*有没有(?:人|企业|老板|谁|哪家)(?:在|要|想|来)?(?:找|请|约|需要)过?我.{0,4}"
    r"|(?:现在|今天|最近)*(?:有|有没有)(?:新的?|等我)?(?:邀请|等我答复的)(?:吗|没有?|么|[?？]|呢|啊)*|谁(?:请|找|邀请)(?:了?我|我了?).{0,4}"
)


def yes_or_no(talk: ConversationContext, text: str) -> str | None:
    """A short yes or no, in whatever words; a long text is no answer, nor is one with a condition (`terms`)."""
    word = bare(without_pointing(text))
    if _CONDITION.search(word) or _PUTS_OFF.search(word):
        return None
    if lacks_skill(word) and len(word) <= LONGEST_POINTING:
        return "decline"
    if len(word) > LONGEST_ANSWER:
        return "decline" if word.startswith("婉拒") else None
    if _DECLINES.search(word) or (disagrees(text) and not _CORRECTS.search(word)):
        return "decline"
    accepts = _ACCEPTS.search(word) or _ACCEPTS.search(undressed(without_pointing(text)))
    return "accept" if agrees(text) or accepts else None


def _says_plainly(text: str) -> bool:
    return _PLAINLY.fullmatch(bare(text)) is not None


def _says_of_one(text: str) -> str | None:
    """A plain yes or no to the one that the text points at: «接受欠货款那条», «房东那件婉拒»."""
    if len(text) > LONGEST_POINTING or not pointed_at(text) or asked.names_a_meeting(text):
        return None
    word = bare(without_pointing(text))
    if _PUTS_OFF.search(word) or _CONDITION.search(word):
        return None
    return "decline" if _DECLINES.search(word) else "accept" if _ACCEPTS.search(word) else None


def _is_answer(text: str) -> bool:
    return _says_plainly(text) or _says_of_one(text) is not None


def _is_answer_or_asks(text: str) -> bool:
    """«有人请我帮忙吗» asks what waits."""
    return _is_answer(text) or _ASKS_WHAT_WAITS.fullmatch(bare(text)) is not None


def _meant(intent: str, text: str) -> Values:
    """A yes or no in a sentence that was read as one («这家我去，明天就行»); what only sounds like it is asked."""
    if intent == "offer.decline" and _DECLINES.search(text) and not _PUTS_OFF.search(text):
        return {"answer": "decline"}
    if _says_plainly(text):
        return {"answer": "accept"}
    if answer := _says_of_one(text):
        return {"answer": answer}
    sure = intent == "offer.accept" and _TAKES.search(text) and not _DOUBTS.search(text)
    return {"answer": "accept"} if sure else {}


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Whatever is said with a no is its reason."""
    answer = values.get("answer") or yes_or_no(talk, text)
    said = re.sub(r"^(?:婉拒|拒绝)[了，,。：:\s]*", "", without_pointing(text).strip())
    return reading.as_values({"answer": answer, "reason": said or None if answer == "decline" else None})


def _pending(talk: ConversationContext) -> list[int]:
    return [offer for _, offer in talk.once(asked.waiting)]


def _which(talk: ConversationContext, values: Values) -> Options:
    """What waits; whoever would take something may come late."""
    late = values.get("answer") == "accept"
    return talk.once(asked.waiting_or_late if late else asked.waiting)


def _named(talk: ConversationContext, text: str) -> int | None:
    named = asked.about(talk, text, _pending(talk))
    return named.ref if named else None


def _rather(talk: ConversationContext, text: str) -> str:
    """With nothing to answer, «周三那个约我去不了» is of an appointment."""
    moves = not _pending(talk) and asked.names_a_meeting(text)
    return "service.appoint" if moves and services_under_way(talk.work, talk.speaker.expert_id) else ""


def _closed(talk: ConversationContext, values: Values) -> str:
    """An answer needs something that was asked."""
    return NOTHING if "answer" in values and "offer" not in values and not _which(talk, values) else ""


def _asks(talk: ConversationContext, values: Values) -> str:
    """Which it is stands in the question."""
    matter = next((line for line, offer in talk.once(asked.waiting) if offer == values.get("offer")), "")
    return f"{matter}\n这条您接吗？" if matter else "这条您接吗？"


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if values["answer"] == "decline":
        decline_offer(talk.work, talk.speaker, values["offer"], values.get("reason"), talk.rules, talk.now)
        return Outcome(Reply("已婉拒，没关系，谢谢您给话。"))
    return Outcome(
        contact(accept_offer(talk.work, talk.speaker, values["offer"], talk.rules, talk.now), talk.rules)
    )


OFFER = Form(
    name="offer",
    version=1,
    title="等我答复的",
    roles=EXPERT,
    serves=("offer.accept", "offer.decline"),
    examples=(
        "等我答复的",
        "新需求邀请",
        "我的邀请",
        "待答复",
        "有没有人找我",
        "有人找我吗",
    ),
    syntax=_is_answer_or_asks,
    means=_meant,
    rather=_rather,
    sample="接受",
    ref="offer",
    slots=(
        Slot("offer", "需求", ask="您说的是哪一条？", read=_named, options=_which),
        Slot(
            "answer",
            "答复",
            ask=_asks,
            read=yes_or_no,
            options=lambda talk, values: ANSWERS,
            older=("接受",),
            hint="接不接都可以：点「接单」或「婉拒」。",
        ),
        Slot("reason", "原因", asked=False, hidden=True),
    ),
    read=_read,
    infer=lambda talk, values: asked.only(_which(talk, values), values) if "answer" in values else {},
    pending=_pending,
    about=asked.about,
    needless=lambda talk: "" if _pending(talk) else NOTHING,
    closed=_closed,
    submit=_submit,
)
