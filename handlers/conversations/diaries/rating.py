"""满意度: 1 to 5 after a service, and a word if they like."""

from __future__ import annotations

from datetime import timedelta

from actions.diaries.rate import add_to_rating, rate_service
from actions.needs.meant import meant
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.words import affirms, agrees, bare, denies
from handlers.message import Reply
from handlers.rendering.records import need_line
from programme.roles import ENTERPRISE, NEWCOMERS
from storage.queries.needs import needs_of, needs_to_rate

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
NOTHING = frozenset({"没有了", "没了", "不说了", "就这些", "没什么"})
EFFECTS = (("解决了", 100), ("解决了一部分", 50), ("没解决", 0))
SHORT_ANSWER = 10
_EFFECT_WORDS = (
    (("还没有", "没解决", "没有解决", "未解决", "没用", "没帮上"), 0),
    (("部分", "一半", "还没完", "差不多"), 50),
    (("解决", "搞定", "办好", "办成"), 100),
)
GREETINGS = frozenset({"你好", "您好", "你们好", "早上好", "下午好", "晚上好"})
GOOD = 4


def _options(talk: ConversationContext, values: Values) -> Options:
    return STARS


def _pending(talk: ConversationContext) -> list[int]:
    return [need.id for need in needs_to_rate(talk.work, talk.speaker.enterprise_id)]


def _which(talk: ConversationContext) -> Options:
    served = needs_to_rate(talk.work, talk.speaker.enterprise_id)
    return [(f"{need_line(need)}（{need.expert}）", need.id) for need in served]


def _nothing_to_rate(talk: ConversationContext) -> str:
    """Truly: a service of which the expert has recorded nothing cannot be rated yet."""
    running = needs_of(talk.work, talk.speaker.enterprise_id, ("accepted",))
    if not running:
        return "现在没有等您评价的服务，谢谢您。"
    return f"现在没有等您评价的服务：{running[0].expert}还没记这次服务，记好了就请您打分。"


def _stars(talk: ConversationContext, text: str) -> int | None:
    """«你好» is a greeting, «好的» a word of assent, and neither is four stars."""
    return None if agrees(text) or bare(text) in GREETINGS else reading.stars(talk, text)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    stars = _stars(talk, text)
    comment = text.strip().lstrip("12345１２３４５分星，,。 ") if stars and len(bare(text)) > 6 else None
    need = meant(text, needs_to_rate(talk.work, talk.speaker.enterprise_id))
    return reading.as_values({"need": need, "stars": stars, "comment": comment})


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    stars, comment = values["stars"], values.get("comment")
    rate_service(talk.work, talk.speaker, values["need"], stars, comment, talk.now)
    if (effect := values.get("effect")) is not None:
        add_to_rating(talk.work, talk.speaker, values["need"], talk.now, effect=effect, comment="")
    thanks = "谢谢您的评价！" if stars >= GOOD else "谢谢您直说，工作人员会看到并改进。"
    if comment or effect is not None:
        return Outcome(Reply(thanks))
    return Outcome(Reply(thanks), then=("comment", {"need": values["need"]}))


_NEED = OneOf("need", "需求", "要评价哪一次服务？", _which, none=_nothing_to_rate, hint="请点一下是哪一次。")
RATING = Form(
    name="rating",
    version=1,
    title="满意度评价",
    serves=("rating.give",),
    examples=("评价", "打分", "满意度", "挺好的，五分", "老师讲得很好，满分", "一般般吧，三分"),
    roles=NEWCOMERS,
    sample="5",
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "stars",
            "满意度",
            ask="满意度打几分？1 到 5，5 最满意。",
            read=_stars,
            options=_options,
            hint="请回复 1 到 5。",
        ),
        Slot("comment", "", asked=False, hidden=True),
        Slot("effect", "", asked=False, hidden=True),
    ),
    read=_read,
    infer=_NEED.infer,
    pending=_pending,
    needless=_NEED.needless,
    submit=_submit,
)


def _read_comment(talk: ConversationContext, text: str) -> str | None:
    """What is said after the stars, nothing too; a question or a new call for help is none."""
    if bare(text) in NOTHING or denies(text) or agrees(text):
        return ""
    return None if any(word in text for word in ASKING) else text


def _comment_in(talk: ConversationContext, text: str) -> Values:
    comment = _read_comment(talk, text)
    return {} if comment is None else {"comment": comment}


def _read_effect(talk: ConversationContext, text: str) -> int | None:
    """A short answer; a sentence is a comment, and «没有» may say that there is none."""
    if len(bare(text)) > SHORT_ANSWER:
        return None
    return effect_in(text) if denies(text) else is_solved(text)


def is_solved(text: str) -> int | None:
    """How far a problem was solved, in per cent, as the answer to just that question: «是的», «还没有» too."""
    told = effect_in(text)
    if told is not None:
        return told
    return 100 if affirms(text) else 0 if denies(text) else None


def effect_in(text: str) -> int | None:
    """How far a text says that the problem was solved, in per cent."""
    return next((share for words, share in _EFFECT_WORDS if any(one in bare(text) for one in words)), None)


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
    akin=("rating.give", "service.confirm"),
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
