"""查找: a member of staff looks for people, needs, diaries, applications and cases of their jurisdiction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from actions.access import may_ever, sees
from handlers.conversations.staff import found_person, sought
from handlers.conversations.staff.found_person import KEY
from handlers.conversations.staff.sought import Sought
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import standing
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.pages import paged
from handlers.message import Choice, Reply
from handlers.rendering.followed_up import followed_up
from handlers.rendering.plain import shorten, show_domains, show_hours, show_region
from language.called import titled
from language.domains import label
from language.other_place import of_each_place
from matching.focus import NAMES
from programme.application import STATES as APPLICATION_STATES
from programme.qualification import IN_FORCE
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import written_day
from storage.queries.delivery.reach import sent_under
from storage.queries.needs import NeedFacts
from storage.queries.offers.asked import keys_of_pending
from storage.queries.offers.chats import count_lines
from storage.queries.staff import find_people, find_records
from storage.queries.staff.found import Days
from storage.queries.staff.teams import team_sent_to

SHOWN = 60
"""Lines at most, of which a page is shown at a time."""
LATELY = 3
"""Earlier needs of a firm that stand behind its newest."""
OUTSIDE = "{place}不在您的辖区，看不到那里的记录。"
NOTHING = "没有找到。可以说姓名、单位、电话、编号，或者「霞山区没人接的需求」「李律师今年的日记」。"
_NEED_STATES = {
    "open": "正在请专家",
    "accepted": "接了",
    "served": "服务过了，等评价",
    "rated": "已完成",
    "withdrawn": "已撤回",
    "unserved": "没办成",
    "unanswered": "无人应答",
}
_CASE_STATES = {"upheld": "成立", "dismissed": "不成立", "referred": "已移送"}


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The whole message, where it says what is looked for; «查一下» alone does not."""
    return {"asked": _asked_for(talk, text)} if sought.read(text, talk.home, talk.said_at) != Sought() else {}


def _asked_for(talk: ConversationContext, text: str) -> str:
    """The message, in which «他» is the one shown last."""
    return found_person.by_name(talk, text) if sought.points(text) else text


def _find(talk: ConversationContext, values: Values) -> Outcome:
    if each := of_each_place(values["asked"]):
        return Outcome(Reply("\n".join(_in_a_line(talk, one) for one in each)))
    return Outcome(_answer(talk, values["asked"]))


def _in_a_line(talk: ConversationContext, text: str) -> str:
    """«霞山区：需求 4 条», of an answer that lists them; one that finds none says where itself."""
    head, _, more = _answer(talk, text).text.partition("\n")
    region = sought.read(text, talk.home, talk.said_at).region
    return f"{show_region(region)}：{head.rstrip('：')}" if more and region else head


def _answer(talk: ConversationContext, text: str) -> Reply:
    if firms := _firms_asked_after(talk, text):
        return _history(talk, firms)
    asked = sought.read(text, talk.home, talk.said_at)
    if asked.region and not sees(talk.speaker, asked.region):
        return Reply(OUTSIDE.format(place=show_region(asked.region)))
    return _BY_KIND[asked.kind](talk, asked, text)


def _listed(
    talk: ConversationContext,
    title: str,
    count: int,
    lines: list[str],
    *,
    unit: str = "条",
    none: str = NOTHING,
) -> Reply:
    more = [f"还有 {count - len(lines)} {unit}，在网页工作台上看。"] if count > len(lines) else []
    return paged(talk, [f"{title} {count} {unit}：", *lines, *more], unit=unit) if count else Reply(none)


def _none(asked: Sought, what: str) -> str:
    """«霞山区没有法律法规方面的志愿专家。»: nothing answers to what was asked, which was understood."""
    where = show_region(asked.region) if asked.region else "现在"
    return f"{where}没有{f'{label(asked.domain)}方面的' if asked.domain else ''}{what}。"


def _days(talk: ConversationContext, asked: Sought) -> Days:
    """The days of a span as moments of the local clock; the last is the end of its day."""
    zone = talk.now.tzinfo
    first = datetime.combine(asked.since, time(), zone) if asked.since else None
    last = datetime.combine(asked.until + timedelta(1), time(), zone) if asked.until else None
    return first, last


def _firms_asked_after(talk: ConversationContext, text: str) -> list[int]:
    """The firms of which it is asked what came of their matter: «蓝屿的事后来怎么样了»."""
    name = sought.after_a_firm(text)
    return found_person.firms(talk, Sought("need", name=name), name) if name else []


def _history(talk: ConversationContext, firms: list[int]) -> Reply:
    """The newest need of a firm as it stands, and how the ones before ended; of several firms it is asked which."""
    count, found = _needs_of(talk, firms)
    names = list(dict.fromkeys(one.enterprise for one in found))
    if len(names) > 1:
        return Reply(f"叫这个名字的不止一家：{'、'.join(names)}。是哪一家？说全一点。")
    if not found:
        return Reply("这家企业还没有提过需求。")
    newest = _one_need(talk, found[0].id)
    before = "、".join(f"{one.id} 号（{_state(one)}）" for one in found[1 : LATELY + 1])
    if not before:
        return newest
    more = "等" if count > LATELY + 1 else ""
    return replace(newest, text=f"{newest.text}\n一共 {count} 条，之前的：{before}{more}。")


def _needs_of(talk: ConversationContext, firms: list[int]) -> tuple[int, list[NeedFacts]]:
    return find_records.needs(
        talk.work,
        talk.speaker.jurisdiction,
        region=None,
        domain=None,
        states=(),
        firms=firms,
        days=(None, None),
        limit=SHOWN,
    )


def _person(talk: ConversationContext, asked: Sought, text: str) -> Reply:
    if asked.number is not None:
        return _needs(talk, asked, text)
    count, found = found_person.search(talk, asked, text, SHOWN)
    if count == 1:
        return found_person.card(talk, found[0])
    if not count and asked.name:
        return _applications(talk, asked, text)
    return _listed(talk, "找到", count, found_person.lines(talk, found))


def _needs(talk: ConversationContext, asked: Sought, text: str) -> Reply:
    firms = found_person.firms(talk, asked, text)
    if asked.number is not None:
        return _one_need(talk, asked.number)
    if asked.name and not firms and not asked.region and not asked.domain:
        return Reply(f"没有找到叫“{asked.name}”的企业。")
    count, found = find_records.needs(
        talk.work,
        talk.speaker.jurisdiction,
        region=asked.region,
        domain=asked.domain,
        states=asked.states,
        firms=firms,
        days=_days(talk, asked),
        limit=SHOWN,
    )
    what = "这样的需求" if asked.states or asked.since or firms else "需求"
    return _listed(talk, "需求", count, _need_lines(talk, found), none=_none(asked, what))


def _load(talk: ConversationContext, asked: Sought, text: str) -> Reply:
    """What somebody has in hand; of all, where nobody is named."""
    _, people = found_person.search(talk, asked, text, SHOWN) if asked.name else (0, [])
    if asked.name and not people:
        return Reply(f"没有找到叫“{asked.name}”的专家。")
    count, found = find_records.needs(
        talk.work,
        talk.speaker.jurisdiction,
        region=asked.region,
        domain=None,
        states=("accepted",),
        firms=(),
        takers=[one.id for one in people],
        days=(None, None),
        limit=SHOWN,
    )
    whose = people[0].name if len(people) == 1 else ""
    lines = _need_lines(talk, found)
    return _listed(talk, f"{whose}手上有", count, lines, unit="件", none=f"{whose}手上没有在办的需求。")


def _one_need(talk: ConversationContext, number: int) -> Reply:
    found = find_records.need_in(talk.work, talk.speaker.jurisdiction, number)
    if found is None:
        return Reply(f"没有 {number} 号需求，或者不在您的辖区。")
    still_open = found.state in ("open", "unanswered")
    choices = [Choice(f"指派 {number} 号", tokens.start("assign", "need", number))] if still_open else []
    lines = [
        *_need_lines(talk, [found]),
        *_team(talk, found),
        *_focus(talk, found),
        f"“{shorten(found.text, 120)}”",
        *_asked(talk, number),
    ]
    if said := count_lines(talk.work, number):
        lines.append(f"两边在这里聊过 {said} 句，有事由才能看。")
        choices.append(Choice(f"看 {number} 号聊天", tokens.start("read_chat", "need", number)))
    return Reply("\n".join(lines), choices=tuple(choices))


def _team(talk: ConversationContext, one: NeedFacts) -> list[str]:
    """The team that was sent, where its leader has the need in hand."""
    sent = team_sent_to(talk.work, one.id, one.expert_id)
    return [f"{sent.name}去的，队长{one.expert}。"] if sent else []


def _focus(talk: ConversationContext, one: NeedFacts) -> list[str]:
    """The focus groups of S1.4 that its asker belongs to, and what its firm said since it was served."""
    groups = [NAMES[code] for code in one.focus if code in NAMES]
    said = followed_up(talk.work, one.id, talk.now)
    return [f"重点群体：{'、'.join(groups)}{f'；{said}' if said else ''}。"] if groups else []


def _asked(talk: ConversationContext, need: int) -> list[str]:
    """Who may still answer, and how the invitation of each stands."""
    asked = sent_under(talk.work, keys_of_pending(talk.work, need)).values()
    return [f"请了{one.name}：{standing(talk, one)}。" for one in asked]


def _need_lines(talk: ConversationContext, needs: list[NeedFacts]) -> list[str]:
    """A line each, those of firms of a key trade marked (S10.10)."""
    key = found_person.of_key_trades(talk, [one.enterprise_id for one in needs])
    return [f"{_need_line(one)}{KEY if one.enterprise_id in key else ''}" for one in needs]


def _state(one: NeedFacts) -> str:
    return f"{one.expert}{_NEED_STATES['accepted']}" if one.state == "accepted" else _NEED_STATES[one.state]


def _need_line(one: NeedFacts) -> str:
    parts = (f"{one.id} 号需求", label(one.domain), show_region(one.region), one.enterprise, _state(one))
    return " · ".join(parts)


def _diaries(talk: ConversationContext, asked: Sought, text: str) -> Reply:
    _, people = (
        found_person.search(talk, asked, text, SHOWN) if found_person.named(talk, asked, text) else (0, [])
    )
    if asked.name and not people and not asked.region:
        return Reply(f"没有找到叫“{asked.name}”的专家或工作站。")
    count, hours, firms, found = find_records.diaries(
        talk.work,
        talk.speaker.jurisdiction,
        persons=[one.id for one in people],
        region=asked.region,
        since=asked.since,
        until=asked.until,
        limit=SHOWN,
    )
    if not count:
        whose = people[0].name if len(people) == 1 else ""
        return Reply(f"{whose}这段时间没有日记。")
    lines = [
        f"{written_day(one.served_on, talk.today)} {one.name} {show_hours(one.hours)} {one.enterprises} 家 {show_domains(one.domains)}"
        for one in found
    ]
    whose = people[0].name if len(people) == 1 else ""
    return _listed(talk, f"{whose}共 {show_hours(hours)}、{firms} 家。日记", count, lines)


def _applications(talk: ConversationContext, asked: Sought, text: str) -> Reply:
    count, found = find_records.applications(
        talk.work,
        talk.speaker.jurisdiction,
        number=asked.number,
        name=asked.name,
        region=asked.region,
        days=_days(talk, asked),
        limit=SHOWN,
    )
    lines = [
        f"{one.id} 号申请 · {one.name} · {HOLDER_NAMES[one.kind]} · {show_region(one.region)} · {APPLICATION_STATES[one.state]}"
        for one in found
    ]
    return _listed(talk, "申请", count, lines)


def _cases(talk: ConversationContext, asked: Sought, text: str) -> Reply:
    if not may_ever(talk.speaker, f"decide_{asked.kind}"):
        return Reply("投诉和异议由审核人员来看。")
    count, found = find_records.cases(
        talk.work,
        talk.speaker.jurisdiction,
        asked.kind,
        number=asked.number,
        region=asked.region,
        days=_days(talk, asked),
        reader=talk.speaker.person_id,
        limit=SHOWN,
    )
    name = {"complaint": "投诉", "objection": "异议"}[asked.kind]
    lines = [
        f"{one.id} 号{name} · {one.against or '未写对象'} · {_CASE_STATES.get(one.state, '待处理')}\n　“{shorten(one.text, 30)}”"
        for one in found
    ]
    return _listed(talk, name, count, lines)


def _holders(talk: ConversationContext, asked: Sought, text: str) -> Reply:
    if asked.kind == "expert" and (of_unit := _of_unit(talk, text)):
        return of_unit
    if found_person.named(talk, asked, text):
        return _person(talk, asked, text)
    count, found = find_people.holders(
        talk.work,
        talk.speaker.jurisdiction,
        asked.kind,
        region=asked.region,
        domain=asked.domain,
        states=IN_FORCE,
        limit=SHOWN,
    )
    name, unit = HOLDER_NAMES[asked.kind], {"expert": "位", "station": "个"}[asked.kind]
    lines = found_person.lines(talk, found)
    return _listed(talk, name, count, lines, unit=unit, none=_none(asked, f"在册的{name}"))


def _of_unit(talk: ConversationContext, text: str) -> Reply | None:
    """The experts who work in the house that is named, be it of no field: «正大会计师事务所有几个专家»."""
    count, found = find_people.of_unit(talk.work, talk.speaker.jurisdiction, text, IN_FORCE, SHOWN)
    title = f"{found[0].unit}的志愿专家" if found else ""
    return _listed(talk, title, count, found_person.lines(talk, found), unit="位") if found else None


_BY_KIND = {
    "person": _person,
    "need": _needs,
    "load": _load,
    "diary": _diaries,
    "application": _applications,
    "complaint": _cases,
    "objection": _cases,
    "expert": _holders,
    "station": _holders,
}


def _is_called(talk: ConversationContext, text: str) -> bool:
    """A name and nothing else: «李律师», «谢小梅»; or a firm, and what became of its matter."""
    if _firms_asked_after(talk, text):
        return True
    said = text.strip("呢啊？?。！ ")
    person = titled(said)
    return (person is not None and "".join(person) == said) or found_person.is_called(talk, said)


FIND = Form(
    name="staff_find",
    version=1,
    title="查找",
    serves=("staff.find",),
    examples=(
        "查找",
        "查一下",
        "查人",
        "查单",
        "查查这个电话是谁的",
        "那家企业有几条需求",
        "他今年记了几次日记",
    ),
    roles=OFFICE,
    sample="霞山区没人接的需求",
    slots=(
        Slot(
            "asked",
            "要找的",
            ask="找什么？姓名、电话、编号，或者比如「霞山区没人接的需求」。",
            read=_asked_for,
            free=True,
        ),
    ),
    read=_read,
    heeds=_is_called,
    syntax=sought.is_plain,
    submit=_find,
)
