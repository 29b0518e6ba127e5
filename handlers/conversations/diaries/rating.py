"""满意度: 1 to 5 after a service, and a word if they like."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import timedelta

from actions.diaries.rate import LOW, add_to_rating, change_rating, rate_service
from actions.needs.trade import ask_trade
from handlers.conversations.diaries.marks import Mark, marks
from handlers.engine import next_steps, reading, tokens
from handlers.engine.catches import About
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.rerated import rerated
from handlers.engine.words import affirms, agrees, bare, denies
from handlers.message import Choice, Reply
from handlers.rendering.records import need_line
from language import meetings
from programme.roles import ENTERPRISE, NEWCOMERS
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.needs import NeedFacts, get_need, needs_of, needs_to_rate

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
SOLVED = 100
EFFECTS = (("解决了", SOLVED), ("解决了一部分", 50), ("没解决", 0))
FEW_WORDS = 5
SHORT_ANSWER = 10
_EFFECT_WORDS = (
    (("还没有", "没解决", "没有解决", "未解决", "没用", "没帮上"), 0),
    (("部分", "一半", "还没完", "差不多"), 50),
    (("解决", "搞定", "办好", "办成"), 100),
)
GREETINGS = frozenset({"你好", "您好", "你们好", "早上好", "下午好", "晚上好"})
_PRAISES = re.compile(
    r"(?!.*(?:[?？吗呢]|投诉|举报|[想要再能]请|再来|还[想要]|什么时候|电话|联系)).{0,30}"
    r"(?:耐心|细致|仔细|认真|专业|热情|热心|负责|靠谱|不错|挺好|很好|真好|太好|清楚|明白|透彻|到位|实在|敷衍|马虎|一般|帮了|有帮助|有用|受益|周到|没架子).{0,20}",
    re.DOTALL,
)
"""Words about how somebody served, and nothing asked or wished."""
_WHICHEVER = re.compile(r"上次|上一次|上回|那次|那一次|之前|前面")
"""Said of a service that is not the one in hand, and not of which."""
_GRIEVES = re.compile(
    r"投诉|举报|(?:要|收|讨)(?:了|我)?(?:我们?)?(?:的)?(?:钱|红包|好处)|(?:不接|没接)电话|电话.{0,4}(?:没人?接|不接|打不通)|打不通"
)
"""What somebody complains of is no rating, though it names who served."""
GOOD = 4
GLAD, SORRY = "谢谢您的评价！", "谢谢您直说，没帮好您，抱歉。已告诉服务中心。"
LOOKED_AT = 40
"""So many of the newest services are looked at for the one that a rating names."""


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
    return f"现在没有等您评价的服务：{_not_over(talk, running[0])}"


def _not_over(talk: ConversationContext, need: NeedFacts) -> str:
    """Why a service under way cannot be rated: nothing is recorded of it, or what is has not ended it."""
    if diary_of_service(talk.work, need.id) is not None:
        return f"{need.expert}那边还没办完，办完就请您打分。"
    return f"{need.expert}还没记这次服务，记好了就请您打分。"


def stars_said(talk: ConversationContext, text: str) -> int | None:
    """«你好» is a greeting, «好的» a word of assent, «周五好» one of a day to come, and none is four stars."""
    if agrees(text) or bare(text) in GREETINGS or _is_lukewarm(text) or _settles_a_time(talk, text):
        return None
    return reading.stars(talk, text)


def _settles_a_time(talk: ConversationContext, text: str) -> bool:
    """Whether words without a figure name a day to come or an hour: what is good there is the time."""
    named = meetings.offered_day(text, talk.said_at) or meetings.names_hour(text)
    return bool(named) and not _FIGURE.search(text)


def _served(talk: ConversationContext) -> list[NeedFacts]:
    """All that the enterprise was or is served in: what words about a service may mean."""
    return needs_of(talk.work, talk.speaker.enterprise_id, ("accepted", "served", "rated"), LOOKED_AT)


def about(talk: ConversationContext, text: str, waiting: Sequence[int]) -> About | None:
    """The service that a text rates by its name or matter; where that waits for no rating, why."""
    if _GRIEVES.search(text) or _rather(talk, text):
        return None
    found = marks(text, talk.once(_served))
    if not found:
        return About() if _WHICHEVER.search(text) and len(_pending(talk)) > 1 else None
    praises = bool(_PRAISES.fullmatch(text.strip()))
    known = [[need for need in one.needs if need in waiting] for one in found]
    if rated := next((needs for needs in known if needs), None):
        return About(rated[0] if len(rated) == 1 else None, speaks=praises)
    ref = found[0].needs[0] if found[0].needs else None
    return About(ref, _why_not(talk, found[0], bool(waiting)), speaks=praises and ref is not None)


def _why_not(talk: ConversationContext, one: Mark, others: bool) -> str:
    """Why a service that was named waits for no rating."""
    states = {need.id: need.state for need in talk.once(_served)}
    who = one.who or f"{one.needs[0]} 号需求"
    if any(states[need] == "accepted" for need in one.needs):
        why = f"{who}还没记这次服务，记好了就请您打分。"
    else:
        why = (
            f"{who}那次您评过了，谢谢您。要改分数，说「改评分」。"
            if one.needs
            else f"{who}没有等您评价的服务。"
        )
    return f"{why}还等您评价的：" if others else why


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    waiting = {need.id for need in needs_to_rate(talk.work, talk.speaker.enterprise_id)}
    found = marks(text, talk.once(_served))
    if len(found) > 1:
        return _each(found, waiting, values.get("need"))
    stars = None if _is_lukewarm(text) else stars_said(talk, text) or (found[0].stars if found else None)
    comment = text.strip().lstrip("12345１２３４５分星，,。 ") if stars and len(bare(text)) > 6 else None
    needs = [need for one in found for need in one.needs if need in waiting]
    return reading.as_values(
        {"need": needs[0] if len(needs) == 1 else None, "stars": stars, "comment": comment}
    )


def _is_lukewarm(text: str) -> bool:
    """«苏启航人其实还行» is no mark; «还行» alone, where one was asked for, is."""
    is_alone = len(bare(text)) <= FEW_WORDS
    return not is_alone and bool(_LUKEWARM.search(text)) and not _FIGURE.search(text)


_LUKEWARM = re.compile(r"还行|还可以|一般|凑合|马马虎虎|过得去|普通|中等")
_FIGURE = re.compile(r"[1-5１-５一二三四五两]\s*[颗个]?[星分]|[⭐🌟★]")


def _rather(talk: ConversationContext, text: str) -> str:
    """«1 分，很不满意» of a service that its expert has not recorded says that nothing was solved."""
    if talk.once(_pending) or not needs_of(talk.work, talk.speaker.enterprise_id, ("accepted",)):
        return ""
    stars = stars_said(talk, text)
    return "service.confirm" if stars is not None and stars <= LOW else ""


def _each(found: Sequence[Mark], waiting: Collection[int], known: int | None) -> Values:
    """Several services rated at once: the one in hand or the first, the others beside it, and who could not be rated."""
    rated = [(need, one) for one in found if one.stars for need in one.needs[:1] if need in waiting]
    missed = [one.who for one in found if one.who and not any(one is other for _, other in rated)]
    first = next((place for place, (need, _) in enumerate(rated) if need == known), 0)
    if not rated:
        return {}
    need, mark = rated.pop(first)
    others = [[other, one.stars, one.words] for other, one in rated]
    return reading.as_values(
        {"need": need, "stars": mark.stars, "comment": mark.words, "others": others, "missed": missed}
    )


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need, stars, comment = values["need"], values["stars"], values.get("comment")
    rate_service(talk.work, talk.speaker, need, stars, comment, talk.now)
    if (effect := values.get("effect")) is not None:
        add_to_rating(talk.work, talk.speaker, need, talk.now, effect=effect, comment="")
    others = values.get("others", ())
    for other, given, words in others:
        rate_service(talk.work, talk.speaker, other, given, words, talk.now)
    given = [(need, stars), *((other, given) for other, given, _ in others)]
    thanks = GLAD if min(one for _, one in given) >= GOOD else SORRY
    another = Choice("再请一位专家", tokens.start("ask_again", "need", need))
    ways = () if thanks == GLAD else (another, next_steps.STAFF)
    said = Reply(f"{_in_words(talk, given, values.get('missed', ()))}{thanks}", choices=ways)
    if comment or effect is not None or others:
        asks = thanks == GLAD and bool(effect) and ask_trade(talk.work, talk.speaker)
        return Outcome(said, then=("firm_trade", {"need": need}) if asks else None)
    return Outcome(said, then=("comment", {"need": need}))


def _in_words(talk: ConversationContext, given: Sequence[tuple[int, int]], missed: Sequence[str]) -> str:
    """«已记录：李律师 5 分，陈会计 3 分。»; and who was named and could not be rated."""
    each = "，".join(f"{get_need(talk.work, need).expert} {stars} 分" for need, stars in given)
    return f"已记录：{each}。" + (
        f"{'、'.join(missed)}没有记：没有等评价的服务，或没听出几分。" if missed else ""
    )


_NEED = OneOf("need", "需求", "要评价哪一次服务？", _which, none=_nothing_to_rate, hint="点一下是哪一次。")
_OF_NUMBER = re.compile(
    r"(?:我要|我想|给|帮我)?(?:评价|评分|打分|评一下)\s*\d{1,9}\s*号?(?:需求|服务)?|(?:给)?\d{1,9}\s*号(?:需求|服务)?(?:评价|评分|打分)"
)
"""«评价109号»."""
RATING = Form(
    name="rating",
    version=1,
    title="满意度评价",
    serves=("rating.give",),
    syntax=lambda text: _OF_NUMBER.fullmatch(text.strip()) is not None,
    examples=("评价", "打分", "评分", "满意度", "挺好的，五分", "老师讲得很好，满分", "一般般吧，三分"),
    roles=NEWCOMERS,
    sample="5",
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "stars",
            "满意度",
            ask="满意度几分？5 最满意。",
            read=stars_said,
            options=_options,
            hint="几分？说 1 到 5。",
        ),
        Slot("comment", "", asked=False, hidden=True),
        Slot("effect", "", asked=False, hidden=True),
        Slot("others", "", asked=False, hidden=True),
        Slot("missed", "", asked=False, hidden=True),
    ),
    read=_read,
    infer=_NEED.infer,
    pending=_pending,
    about=about,
    rather=_rather,
    needless=_NEED.needless,
    submit=_submit,
)


_OF_ANOTHER = re.compile(r"(?:打|点|评|按)错了?|(?:刚才|刚刚)打的|不是.{0,4}(?:会计师?|律师|专家|老师|教授)")
"""«打错了，刚才打的是苏律师的» says whom the stars were for, and nothing of a service."""


def _read_comment(talk: ConversationContext, text: str) -> str | None:
    """What is said after the stars, nothing too; a question or a new call for help is none."""
    if bare(text) in NOTHING or denies(text) or agrees(text):
        return ""
    if _OF_ANOTHER.search(text):
        return None
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
    if stars := values.get("stars"):
        change_rating(talk.work, talk.speaker, values["need"], stars, talk.now)
        who = get_need(talk.work, values["need"]).expert
        return Outcome(Reply(f"改好了：{who} {stars} 分。"), then=("comment", {"need": values["need"]}))
    if effect is None and not comment:
        return Outcome(Reply("好的，谢谢。"))
    add_to_rating(talk.work, talk.speaker, values["need"], talk.now, effect=effect, comment=comment)
    asks = effect == SOLVED and ask_trade(talk.work, talk.speaker)
    return Outcome(Reply("已记录，谢谢您。"), then=("firm_trade", {"need": values["need"]}) if asks else None)


COMMENT = Form(
    name="comment",
    version=2,
    title="补充评价",
    akin=("rating.give", "service.confirm"),
    roles=ENTERPRISE,
    ref="need",
    given=("need",),
    about=about,
    slots=(
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "effect",
            "效果",
            ask="这次的问题解决了吗？也可以补充一句。",
            read=_read_effect,
            options=lambda talk, values: EFFECTS,
            when=lambda talk, values: "comment" not in values,
            skippable=True,
        ),
        Slot("comment", "评语", asked=False, read=_read_comment, free=True),
        Slot("stars", "", hidden=True, asked=False),
    ),
    read=lambda talk, text, values: _comment_in(talk, text),
    more=rerated,
    submit=_submit_comment,
    stale_after=timedelta(hours=2),
)
