"""新闻、案例: drafted from an activity or a service, agreed to by those in it, released by staff (S10.7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from actions.access import may
from actions.activities.notices import StoryAnswered, StoryAsked, StoryReleased
from actions.activities.stories import SERVED, Words, answer_story, decide_story, write_case, write_news
from handlers.conversations.activities import story_drafts, telling
from handlers.engine import corrections, next_steps, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.masking import mask_ways
from handlers.rendering.plain import shorten
from programme.roles import OFFICE
from programme.stories import FOR_FIRM, KINDS, LIVE, STATES, TEXT, TITLE
from storage.queries.activities.events import EventFacts, event, events_between
from storage.queries.activities.stories import (
    StoryFacts,
    answers_of,
    released,
    served_needs,
    side_of,
    stories_in,
    story,
)
from storage.queries.needs import find_need

SHOWN = 8
LISTED = 30
LONG_AGO = timedelta(days=365)
NONE_SERVED = "还没有办完的需求可写。"
NONE_HELD = "还没有办完的活动可写。"
NONE_WRITTEN = "没有等您放出来的新闻和案例。"
NONE_PUBLIC = "还没有公开的新闻和案例。"
GONE = "这篇已经撤下了。"
ANSWERS = (("可以公开", "yes"), ("不公开", "no"))
DECISIONS = (("放出来", "yes"), ("撤下", "no"))
_CASE = re.compile(
    r"^(?:写|发|做|出)一?[个篇]?案例(?:[：:，,\s]*(?P<after>\d{1,9})\s*号(?:需求)?)?[。.]?$"
    r"|^(?:把|将|给)\s*(?P<before>\d{1,9})\s*号(?:需求)?(?:写成?|做成?|出)一?[个篇]?案例[。.]?$"
)
"""«写案例 7 号需求», «把 7 号需求写成案例»."""
_NEWS = re.compile(
    r"^(?:写|发|出)一?[条篇]?新闻(?:[：:，,\s]*(?P<after>\d{1,9})\s*号(?:活动)?)?[。.]?$"
    r"|^(?:把|将|给)\s*(?P<before>\d{1,9})\s*号活动(?:写成?|做成?|出)一?[条篇]?新闻[。.]?$"
)
_SEES = re.compile(r"^(?:看|打开|看看)\s*(?P<story>\d{1,9})\s*号(?:案例|新闻)[。.]?$")
_ASKS = re.compile(
    r"^(?:看看?|有什么|有哪些)?(?:成功|服务|公开的)?(?:案例|新闻|新闻和案例)(?:有哪些|有什么)?[?？。]?$"
)
_DECIDES = re.compile(r"^(?P<deed>放出|公开|撤下|撤回|下架)\s*(?P<story>\d{1,9})\s*号(?:案例|新闻)[。.]?$")


def _number(pattern: re.Pattern[str]) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        found = pattern.match(text.strip())
        key = found and (found["after"] or found["before"])
        return int(key) if key else None

    return read


LABELS = {"标题": "title", "正文": "text"}
_LABELLED = re.compile(r"^(?P<label>标题|正文)(?:改成|改为)?[：:]\s*(?P<rest>.+)$", re.S)
_CASE_NUMBER, _NEWS_NUMBER = _number(_CASE), _number(_NEWS)


def _served(talk: ConversationContext) -> Options:
    found = served_needs(talk.work, talk.speaker.jurisdiction, SERVED, LISTED)
    return [(f"{key} 号 {shorten(text, 14)}", key) for key, text in found]


def _held(talk: ConversationContext) -> list[EventFacts]:
    found = events_between(talk.work, talk.today - LONG_AGO, talk.today, talk.speaker.jurisdiction)
    return found[::-1][:LISTED]


def _to_tell_of(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_held)]


def _waiting(talk: ConversationContext) -> list[StoryFacts]:
    return stories_in(talk.work, talk.speaker.jurisdiction, LISTED)


def _to_decide(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}（{STATES[one.state]}）", one.id) for one in talk.once(_waiting)]


def _public(talk: ConversationContext) -> list[StoryFacts]:
    return released(talk.work, SHOWN)


_NEED = OneOf("need", "需求", "写哪一件？", _served, none=NONE_SERVED)
_EVENT = OneOf("event", "活动", "写哪一场？", _to_tell_of, none=NONE_HELD)
_ANY = OneOf("story", "哪一篇", "哪一篇？", _to_decide, none=NONE_WRITTEN)


def _rewritten(talk: ConversationContext, values: Values, text: str) -> Values:
    """«正文：…» is all that follows, with its stops, where that may stand; so is «标题：…» but for one put right in one breath."""
    found = _LABELLED.match(text.strip())
    if found is None:
        return {}
    name, rest = LABELS[found["label"]], found["rest"].strip()
    if name == "title" and corrections.corrects(rest):
        return {}
    return {} if _CHECKS[name](talk, rest) else {name: rest}


def _only(
    one: OneOf, number: Callable[[str], int | None], talk: ConversationContext, values: Values
) -> Values:
    """The only one there is, unless another is named by its number, which is out of reach: none stands in for that."""
    named = number(talk.said)
    known = one.infer(talk, values)
    return {} if named is not None and named != known.get(one.name) else known


def _read_case(talk: ConversationContext, text: str, values: Values) -> Values:
    key = _CASE_NUMBER(text)
    return {"need": key} if key in [one for _, one in talk.once(_served)] else {}


def _read_news(talk: ConversationContext, text: str, values: Values) -> Values:
    key = _NEWS_NUMBER(text) or (telling.meant(talk.once(_held), text) if _NEWS.match(text.strip()) else None)
    return {"event": key} if key in [one for _, one in talk.once(_to_tell_of)] else {}


def _draft_case(talk: ConversationContext, values: Values) -> Values:
    known = _only(_NEED, _CASE_NUMBER, talk, values)
    need = find_need(talk.work, values.get("need") or known.get("need") or 0)
    if need is None or need.expert_id is None:
        return known
    return known | {"title": story_drafts.case_title(need), "text": story_drafts.case_text(talk, need)}


def _draft_news(talk: ConversationContext, values: Values) -> Values:
    known = _only(_EVENT, _NEWS_NUMBER, talk, values)
    held = event(talk.work, values.get("event") or known.get("event") or 0)
    if held is None:
        return known
    return known | {"title": story_drafts.news_title(held), "text": story_drafts.news_text(talk, held)}


def _long_enough(bounds: tuple[int, int], what: str) -> Callable[[ConversationContext, str], str]:
    least, most = bounds

    def check(talk: ConversationContext, value: str) -> str:
        if not least <= len(value) <= most:
            return f"{what}要 {least} 到 {most} 个字。"
        return "" if mask_ways(value) == value else f"{what}是给大家看的，别写电话、邮箱和地址。"

    return check


_CHECKS = {"title": _long_enough(TITLE, "标题"), "text": _long_enough(TEXT, "正文")}


def _words(values: Values) -> Words:
    return Words(values["title"], values["text"])


def _write_case(talk: ConversationContext, values: Values) -> Outcome:
    key = write_case(talk.work, talk.speaker, values["need"], _words(values), talk.now)
    return _written(talk, key)


def _write_news(talk: ConversationContext, values: Values) -> Outcome:
    key = write_news(talk.work, talk.speaker, values["event"], _words(values), talk.now)
    return _written(talk, key)


def _written(talk: ConversationContext, key: int) -> Outcome:
    count = len(answers_of(talk.work, key))
    see = Choice("看全文", tokens.start("see_story", "story", key))
    if not count:
        return Outcome(Reply("写好了，里面没有别人，可以放出来。", choices=(*_decisions(key), see)))
    whom = many_told(talk, f" {count} 位")
    return Outcome(Reply(f"写好了，{whom}，都同意了告诉您，您再放出来。", choices=(see,)))


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    agrees = values["answer"] == "yes"
    state = answer_story(talk.work, talk.speaker, values["story"], agrees, talk.now)
    see = Choice("看全文", tokens.start("see_story", "story", values["story"]))
    if agrees:
        left = "都同意了才公开，改主意了随时可以不公开。"
        return Outcome(Reply(f"记下了，您同意。{left}", choices=(see, _answers(values["story"])[1])))
    assert state == "declined"
    return Outcome(Reply("好，不公开，页面上也不会有。没有关系。", choices=(see,)))


def _decide(talk: ConversationContext, values: Values) -> Outcome:
    releases = values["answer"] == "yes"
    decide_story(talk.work, talk.speaker, values["story"], releases, talk.now)
    if not releases:
        return Outcome(Reply("撤下了，页面上不再有。"))
    see = Choice("看全文", tokens.start("see_story", "story", values["story"]))
    return Outcome(Reply("放出来了，公开页面的「新闻」里有。全文可以复制到公众号。", choices=(see,)))


def _see(talk: ConversationContext, values: Values) -> Outcome:
    """The whole text, for whoever may read it: all where it is public, else those in it and their staff."""
    one = story(talk.work, values["story"])
    own = one and answers_of(talk.work, one.id).get(talk.speaker.person_id or 0)
    office = _is_ours(talk, one)
    if one is None or one.state == "withdrawn" or not (one.state == "released" or own or office):
        return Outcome(Reply(GONE, choices=(_SEE_ALL,)))
    choices: tuple[Choice, ...] = ()
    if own:
        choices = tuple(
            choice for choice, (_, value) in zip(_answers(one.id), ANSWERS, strict=True) if value != own
        )
    elif office:
        choices = _decisions(one.id)[1 if one.state != "agreed" else 0 :]
    return Outcome(Reply(f"{one.title}\n\n{one.text}", choices=choices or (next_steps.ASK_FOR_EXPERT,)))


def _list(talk: ConversationContext) -> Reply:
    found = talk.once(_public)
    if not found:
        return Reply(NONE_PUBLIC, choices=(next_steps.ASK_FOR_EXPERT,))
    lines = [f"{one.id} 号 {KINDS[one.kind]}：{one.title}" for one in found]
    choices = tuple(Choice(f"看 {one.id} 号", tokens.start("see_story", "story", one.id)) for one in found)
    return Reply("\n".join(["新闻和案例：", *lines]), choices=choices)


def _answers(key: int) -> tuple[Choice, ...]:
    return tuple(Choice(word, tokens.prompt("answer_story", key, "answer", value)) for word, value in ANSWERS)


def _decisions(key: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(word, tokens.prompt("release_story", key, "answer", value)) for word, value in DECISIONS
    )


def _asked_words(talk: ConversationContext, told: StoryAsked) -> Reply | None:
    one = story(talk.work, told.story)
    if one is None or one.state != "asked":
        return None
    what = f"{KINDS[one.kind]}「{one.title}」"
    see = Choice("看全文", tokens.start("see_story", "story", one.id))
    words = f"服务中心想公开{what}，里面讲到您。您同意才公开，不同意也没有影响。"
    if side_of(talk.work, one.id, talk.speaker.person_id) == FOR_FIRM:
        words = f"服务中心想公开{what}，讲的是您替企业提的那件。请先问过企业，企业和您都同意才公开，不同意也没有影响。"
    return Reply(words, choices=(see, *_answers(one.id)))


def _answered_words(talk: ConversationContext, told: StoryAnswered) -> Reply | None:
    one = story(talk.work, told.story)
    if one is None or one.state not in ("agreed", "declined"):
        return None
    see = Choice("看全文", tokens.start("see_story", "story", one.id))
    if one.state == "declined":
        return Reply(f"「{one.title}」有人不同意公开，页面上没有这一篇。", choices=(see,))
    return Reply(f"「{one.title}」里的人都同意了，放不放？", choices=(*_decisions(one.id), see))


def _released_words(talk: ConversationContext, told: StoryReleased) -> Reply | None:
    one = story(talk.work, told.story)
    if one is None or one.state != "released":
        return None
    see = Choice("看全文", tokens.start("see_story", "story", one.id))
    return Reply(f"「{one.title}」公开了，谢谢您同意。", choices=(see, _answers(one.id)[1]))


def _decided_number(text: str) -> int | None:
    found = _DECIDES.match(text.strip())
    return int(found["story"]) if found else None


def _is_ours(talk: ConversationContext, one: StoryFacts | None) -> bool:
    """Whether the speaker may release it or take it off, be it older than those that a list shows."""
    return one is not None and one.state in LIVE and may(talk.speaker, "publish_event", one.region)


def _read_decision(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _DECIDES.match(text.strip())
    if found is None or not _is_ours(talk, story(talk.work, int(found["story"]))):
        return {}
    return {"story": int(found["story"]), "answer": "yes" if found["deed"] in ("放出", "公开") else "no"}


def _read_see(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _SEES.match(text.strip())
    return {"story": int(found["story"])} if found else {}


def _slots(one: OneOf) -> tuple[Slot, ...]:
    title = Slot(
        "title",
        "标题",
        ask="标题写什么？",
        read=lambda talk, text: text.strip(" 。"),
        check=_CHECKS["title"],
        asked=False,
        free=True,
        verbatim=True,
    )
    text = Slot(
        "text",
        "正文",
        ask="正文写什么？",
        read=lambda talk, text: text.strip(),
        check=_CHECKS["text"],
        asked=False,
        free=True,
        verbatim=True,
    )
    return (one.slot, title, text)


def _question(verb: str, answers: Options) -> Slot:
    return Slot(
        "answer", verb, ask=f"{verb}？", options=lambda talk, values: answers, hint=f"{verb}？点一下就行。"
    )


_STORY = Slot("story", "哪一篇", hidden=True, asked=False)
_SEE_ALL = Choice("新闻和案例", tokens.start("stories"))
CASE = Form(
    name="write_case",
    version=1,
    title="写案例",
    examples=("写案例", "写一个案例", "做个案例"),
    roles=OFFICE,
    card="案例",
    look="这是按记录写的草稿，标题和正文都能改。公开前先问里面的人。",
    sends=True,
    syntax=lambda text: bool(_CASE.match(text.strip())),
    slots=_slots(_NEED),
    read=_read_case,
    infer=_draft_case,
    more=_rewritten,
    needless=_NEED.needless,
    submit=_write_case,
)
NEWS = Form(
    name="write_news",
    version=1,
    title="写新闻",
    examples=("写新闻", "写一条新闻", "发条新闻"),
    roles=OFFICE,
    card="新闻",
    look="这是按记录写的草稿，标题和正文都能改。公开前先问里面的人。",
    sends=True,
    syntax=lambda text: bool(_NEWS.match(text.strip())),
    slots=_slots(_EVENT),
    read=_read_news,
    infer=_draft_news,
    more=_rewritten,
    needless=_EVENT.needless,
    submit=_write_news,
)
ANSWER = Form(
    name="answer_story",
    version=1,
    title="同不同意公开",
    slots=(
        _STORY,
        _question("公开吗", ANSWERS),
    ),
    given=("story",),
    ref="story",
    submit=_answer,
)
RELEASE = Form(
    name="release_story",
    version=1,
    title="放新闻和案例",
    examples=("放案例", "放新闻", "审案例", "发布", "发布新闻", "发布案例"),
    roles=OFFICE,
    ref="story",
    syntax=lambda text: bool(_DECIDES.match(text.strip())),
    slots=(_ANY.slot, _question("放出来吗", DECISIONS)),
    read=_read_decision,
    infer=lambda talk, values: _only(_ANY, _decided_number, talk, values),
    needless=_ANY.needless,
    submit=_decide,
)
SEE = Form(
    name="see_story",
    version=1,
    title="看新闻和案例",
    consent=False,
    ref="story",
    syntax=lambda text: bool(_SEES.match(text.strip())),
    slots=(_STORY,),
    given=("story",),
    read=_read_see,
    submit=_see,
)
LIST = Command(
    "stories",
    "新闻和案例",
    ("新闻和案例", "服务案例", "看案例", "看新闻"),
    _list,
    syntax=lambda text: bool(_ASKS.match(text.strip())),
)
ASKED = NoticeRenderer(StoryAsked, _asked_words)
ANSWERED = NoticeRenderer(StoryAnswered, _answered_words, office=True)
RELEASED = NoticeRenderer(StoryReleased, _released_words)
