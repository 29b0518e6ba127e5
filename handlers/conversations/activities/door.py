"""签到: at the door by a code or a link; whoever holds the activity puts down who came (S4.2)."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from itertools import count

from actions.activities.door import TO_PUT_DOWN, check_in, put_down
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.words import bare
from handlers.message import Choice, Reply
from programme.roles import MEMBERS
from storage.queries.activities.coming import Guest, guests
from storage.queries.activities.events import EventFacts, event, own_events_since

LONG_AGO = timedelta(days=30)
NONE_TO_RECORD = "没有等您登记的活动：活动当天起就能登记。"
ALL_CAME, NONE_OF_THE_REST = "都到了", "没签到的都没来"
_ALL = frozenset({"都到了", "全到了", "都来了", "全来了", "没有人缺席", "没人缺席"})
_CHECK_IN = re.compile(
    r"(?:我)?(?:来|到)?(?:签到|打卡)码?[：:，,\s]*(?P<code>\d{4})|(?P<bare>\d{4})\s*(?:签到|打卡)"
)
_MISSING = re.compile(r"都?没[来到]了?[。！!]*$")
_BETWEEN = re.compile(r"[、，,\s和跟]+|还有")
_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _code_in(talk: ConversationContext, text: str) -> str | None:
    found = _CODE.search(text)
    return found[0] if found else None


def _check_in(talk: ConversationContext, values: Values) -> Outcome:
    one = event(talk.work, check_in(talk.work, talk.speaker, values["code"], talk.now))
    return Outcome(Reply(f"签到好了：「{one.title if one else ''}」，请坐。结束了问您一句办得怎么样。"))


def _own(talk: ConversationContext) -> list[EventFacts]:
    return own_events_since(talk.work, talk.speaker.person_id, talk.today - LONG_AGO, talk.today)


def _to_record(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_own)]


_EVENT = OneOf("event", "活动", "登记哪一场？", _to_record, none=NONE_TO_RECORD)


def _signed(talk: ConversationContext, values: Values) -> list[Guest]:
    """Who signed up for one's own activity; of another's nothing is shown."""
    is_own = values.get("event") in {one.id for one in talk.once(_own)}
    return guests(talk.work, values["event"], TO_PUT_DOWN) if is_own else []


def _not_checked_in(talk: ConversationContext, values: Values) -> list[Guest]:
    return [one for one in _signed(talk, values) if one.state != "attended"]


def _ask_absent(talk: ConversationContext, values: Values) -> str:
    left = _not_checked_in(talk, values)
    here = len(_signed(talk, values)) - len(left)
    names = "、".join(name for name, one in _by_name(_signed(talk, values)).items() if one in left)
    return f"签到 {here} 人，没签到的 {len(left)} 人：{names}。谁没来？"


def _options(talk: ConversationContext, values: Values) -> Options:
    left = _not_checked_in(talk, values)
    rest = [name for name, one in _by_name(_signed(talk, values)).items() if one in left]
    return ((ALL_CAME, []), (NONE_OF_THE_REST, rest))


def _by_name(found: list[Guest]) -> dict[str, Guest]:
    """Each by a name of their own: where two are called alike, with the firm, and a number where that is the same too."""
    alike = Counter(one.name for one in found)
    known: dict[str, Guest] = {}
    for one in found:
        name = one.name if alike[one.name] == 1 else f"{one.name}（{one.firm or '单位没写'}）"
        again = (f"{name}第 {number} 位" for number in count(2))
        known[name if name not in known else next(each for each in again if each not in known)] = one
    return known


def _read_absent(talk: ConversationContext, text: str) -> list[str] | None:
    """The guests of one's own activities that are named, in the order of the text, and whatever else is named."""
    if bare(text) in _ALL:
        return []
    rest = said = _MISSING.sub("", text.strip())
    guests_of = [guests(talk.work, one.id, TO_PUT_DOWN) for one in talk.once(_own)]
    known = {name for found in guests_of for name in (*_by_name(found), *(one.name for one in found))}
    named = []
    for name in sorted(known, key=len, reverse=True):
        if name in rest:
            named.append(name)
            rest = rest.replace(name, "、")
    return [*sorted(named, key=said.find), *filter(None, _BETWEEN.split(rest))] or None


def _put_down(talk: ConversationContext, values: Values) -> Outcome:
    known = _by_name(_signed(talk, values))
    missing = []
    for name in values.get("absent", []):
        of_name = [name] if name in known else [each for each, one in known.items() if one.name == name]
        left = [each for each in of_name if known[each].state != "attended"]
        if len(left) != 1:
            return _whom(values, name, left, bool(of_name))
        missing.append(known[left[0]].person_id)
    came, missed = put_down(talk.work, talk.speaker, values["event"], missing, talk.now)
    rest = f"，{missed} 人没来" if missed else ""
    log = Choice("记这场", tokens.start("event_diary", "event", values["event"]))
    return Outcome(Reply(f"已登记：{came} 人到场{rest}。", choices=(log,)))


def _whom(values: Values, name: str, left: list[str], is_known: bool) -> Outcome:
    """Why a name puts nobody down: nobody is called so, whoever is has been there, or more than one is."""
    why = f"叫「{name}」的有 {len(left)} 位：{'、'.join(left)}" if left else f"「{name}」已经到场了"
    why = why if is_known else f"报名的人里没有「{name}」"
    again = Choice("再登记一次", tokens.start("put_down_event", "event", values["event"]))
    return Outcome(Reply(f"{why}。还没登记，谁没来再说一次。", choices=(again,)))


CHECK_IN = Form(
    name="check_in",
    version=1,
    title="活动签到",
    examples=("签到", "活动签到", "我来签到"),
    syntax=lambda text: _CHECK_IN.fullmatch(text.strip()) is not None,
    slots=(
        Slot(
            "code",
            "签到码",
            ask="现场的签到码是哪四个数字？",
            read=_code_in,
            hint="签到码是四个数字，写在现场。",
        ),
    ),
    read=lambda talk, text, values: reading.as_values({"code": _code_in(talk, text)}),
    submit=_check_in,
)
PUT_DOWN = Form(
    name="put_down_event",
    version=1,
    title="登记到场",
    examples=("登记到场", "活动登记", "登记谁来了", "活动办完了"),
    roles=MEMBERS,
    card="登记到场",
    ref="event",
    slots=(
        _EVENT.slot,
        Slot(
            "absent",
            "没来的人",
            ask=_ask_absent,
            read=_read_absent,
            show=lambda names: "、".join(names) or ALL_CAME,
            options=_options,
            when=lambda talk, values: bool(_not_checked_in(talk, values)),
            free=True,
            hint="谁没来？说姓名；都到了就说「都到了」。",
        ),
    ),
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_put_down,
)
