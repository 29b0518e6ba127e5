"""满意度: 1 to 5 after a service, and a word if they like."""

from __future__ import annotations

from datetime import timedelta

from actions.diaries.rate import add_to_rating, rate_service
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.words import bare
from handlers.message import Reply
from handlers.rendering.plain import shorten
from programme.roles import ENTERPRISE
from storage.queries.needs import needs_to_rate

STARS = (("5 非常满意", 5), ("4 满意", 4), ("3 一般", 3), ("2 不满意", 2), ("1 很不满意", 1))
ASKING = (
    "?",
    "？",
    "怎么",
    "怎样",
    "如何",
    "能不能",
    "想找",
    "想问",
    "求助",
    "请问",
    "需要",
    "还想",
    "我们想",
    "我想",
    "我要",
    "我们要",
    "急着",
)
NOTHING = frozenset(
    {"没有", "没有了", "没了", "无", "不了", "不说了", "不用", "就这些", "没意见", "没什么", "没"}
)
EFFECTS = (("解决了", 100), ("解决了一部分", 50), ("没解决", 0))
SHORT_ANSWER = 10
_EFFECT_WORDS = (
    (("没解决", "没有解决", "未解决", "没用", "没帮上"), 0),
    (("部分", "一半", "还没完", "差不多"), 50),
    (("解决", "搞定", "办好", "办成"), 100),
)
GREETINGS = frozenset(
    {"你好", "您好", "你们好", "好的", "好的呢", "好", "好嘞", "好滴", "早上好", "下午好", "晚上好"}
)
GOOD = 4


def _options(talk: ConversationContext, values: Values) -> Options:
    return STARS


def _pending(talk: ConversationContext) -> list[int]:
    return [need.id for need in needs_to_rate(talk.work, talk.speaker.enterprise_id)]


def _which(talk: ConversationContext, values: Values) -> Options:
    return [
        (f"{need.id} 号：{shorten(need.text, 16)}", need.id)
        for need in needs_to_rate(talk.work, talk.speaker.enterprise_id)
    ]


def _stars(talk: ConversationContext, text: str) -> int | None:
    """«你好» is a greeting, and no four stars."""
    return None if bare(text) in GREETINGS else reading.stars(talk, text)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    stars = _stars(talk, text)
    comment = text.strip().lstrip("12345１２３４５分星，,。 ") if stars and len(bare(text)) > 6 else None
    return reading.as_values({"stars": stars, "comment": comment})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    stars, comment = values["stars"], values.get("comment")
    rate_service(talk.work, talk.speaker, values["need"], stars, comment, talk.now)
    thanks = "谢谢您的评价！" if stars >= GOOD else "谢谢您直说，工作人员会看到并改进。"
    if comment:
        return Outcome(Reply(thanks))
    return Outcome(Reply(thanks), then=("comment", {"need": values["need"]}))


RATING = Form(
    name="rating",
    version=1,
    title="满意度评价",
    examples=("评价", "打分", "满意度"),
    roles=ENTERPRISE,
    sample="5",
    ref="need",
    slots=(
        Slot("need", "需求", ask="要评价哪一次服务？", options=_which),
        Slot(
            "stars",
            "满意度",
            ask="满意度打几分？1 到 5，5 最满意。",
            read=_stars,
            options=_options,
            hint="请回复 1 到 5。",
        ),
        Slot("comment", "", asked=False, hidden=True),
    ),
    read=_read,
    pending=_pending,
    needless=lambda talk: "" if _pending(talk) else "现在没有等您评价的服务，谢谢您。",
    submit=_submit,
)


def _read_comment(talk: ConversationContext, text: str) -> str | None:
    """What is said after the stars, nothing too; a question or a new call for help is none."""
    if bare(text) in NOTHING:
        return ""
    return None if any(word in text for word in ASKING) else text


def _comment_in(talk: ConversationContext, text: str) -> Values:
    comment = _read_comment(talk, text)
    return {} if comment is None else {"comment": comment}


def _read_effect(talk: ConversationContext, text: str) -> int | None:
    """A short answer; a sentence is a comment."""
    word = bare(text)
    if len(word) > SHORT_ANSWER:
        return None
    return next((share for words, share in _EFFECT_WORDS if any(one in word for one in words)), None)


def _submit_comment(talk: ConversationContext, values: Values) -> Outcome:
    effect, comment = values.get("effect"), values.get("comment") or ""
    if effect is None and not comment:
        return Outcome(Reply("好的，谢谢。"))
    add_to_rating(talk.work, talk.speaker, values["need"], talk.now, effect=effect, comment=comment)
    return Outcome(Reply("已记录，谢谢您。"))


COMMENT = Form(
    name="comment",
    version=2,
    title="补充评价",
    roles=ENTERPRISE,
    given=("need",),
    slots=(
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "effect",
            "效果",
            ask="这次的问题解决了吗？想补充一句也可以直接说，不说也行。",
            read=_read_effect,
            options=lambda talk, values: EFFECTS,
            when=lambda talk, values: "comment" not in values,
            skippable=True,
        ),
        Slot("comment", "评语", asked=False, read=_read_comment, free=True),
    ),
    read=lambda talk, text, values: _comment_in(talk, text),
    submit=_submit_comment,
    stale_after=timedelta(hours=2),
)
