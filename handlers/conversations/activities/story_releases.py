"""新闻、案例: those in it agree or not, staff release it or take it off, anybody reads what is public."""

from __future__ import annotations

import re

from actions.activities.stories import answer_story, decide_story
from handlers.conversations.activities.story_shared import (
    ANSWERS,
    ANY,
    DECISIONS,
    GONE,
    SEE_ALL,
    STORY,
    answer_choices,
    decision_choices,
    is_ours,
    only_one,
    yes_or_no,
)
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome
from handlers.message import Choice, Reply
from programme.roles import OFFICE
from programme.stories import KINDS
from storage.queries.activities.stories import (
    StoryFacts,
    answers_of,
    released,
    story,
)

SHOWN = 8
NONE_PUBLIC = "还没有公开的新闻和案例。"
_SEES = re.compile(r"^(?:看|打开|看看)\s*(?P<story>\d{1,9})\s*号(?:案例|新闻)[。.]?$")
_ASKS = re.compile(
    r"^(?:看看?|有什么|有哪些)?(?:成功|服务|公开的)?(?:案例|新闻|新闻和案例)(?:有哪些|有什么)?[?？。]?$"
)
_DECIDES = re.compile(r"^(?P<deed>放出|公开|撤下|撤回|下架)\s*(?P<story>\d{1,9})\s*号(?:案例|新闻)[。.]?$")


def _public(talk: ConversationContext) -> list[StoryFacts]:
    return released(talk.work, SHOWN)


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    agrees = values["answer"] == "yes"
    state = answer_story(talk.work, talk.speaker, values["story"], agrees, talk.now)
    see = Choice("看全文", tokens.start("see_story", "story", values["story"]))
    if agrees:
        left = "都同意了才公开，改主意了随时可以不公开。"
        return Outcome(Reply(f"记下了，您同意。{left}", choices=(see, answer_choices(values["story"])[1])))
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
    office = is_ours(talk, one)
    if one is None or one.state == "withdrawn" or not (one.state == "released" or own or office):
        return Outcome(Reply(GONE, choices=(SEE_ALL,)))
    choices: tuple[Choice, ...] = ()
    if own:
        choices = tuple(
            choice for choice, (_, value) in zip(answer_choices(one.id), ANSWERS, strict=True) if value != own
        )
    elif office:
        choices = decision_choices(one.id)[1 if one.state != "agreed" else 0 :]
    return Outcome(Reply(f"{one.title}\n\n{one.text}", choices=choices or (next_steps.ASK_FOR_EXPERT,)))


def _list(talk: ConversationContext) -> Reply:
    found = talk.once(_public)
    if not found:
        return Reply(NONE_PUBLIC, choices=(next_steps.ASK_FOR_EXPERT,))
    lines = [f"{one.id} 号 {KINDS[one.kind]}：{one.title}" for one in found]
    choices = tuple(Choice(f"看 {one.id} 号", tokens.start("see_story", "story", one.id)) for one in found)
    return Reply("\n".join(["新闻和案例：", *lines]), choices=choices)


def _decided_number(text: str) -> int | None:
    found = _DECIDES.match(text.strip())
    return int(found["story"]) if found else None


def _read_decision(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _DECIDES.match(text.strip())
    if found is None or not is_ours(talk, story(talk.work, int(found["story"]))):
        return {}
    return {"story": int(found["story"]), "answer": "yes" if found["deed"] in ("放出", "公开") else "no"}


def _read_see(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _SEES.match(text.strip())
    return {"story": int(found["story"])} if found else {}


ANSWER = Form(
    name="answer_story",
    version=1,
    title="同不同意公开",
    slots=(
        STORY,
        yes_or_no("公开吗", ANSWERS),
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
    slots=(ANY.slot, yes_or_no("放出来吗", DECISIONS)),
    read=_read_decision,
    infer=lambda talk, values: only_one(ANY, _decided_number, talk, values),
    needless=ANY.needless,
    submit=_decide,
)
SEE = Form(
    name="see_story",
    version=1,
    title="看新闻和案例",
    consent=False,
    ref="story",
    syntax=lambda text: bool(_SEES.match(text.strip())),
    slots=(STORY,),
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
