"""People as staff find them: whom words mean, a line for each, and one of them with the telephone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from actions.staff.look_up import look_up
from handlers.conversations.staff.sought import Sought, named_instead
from handlers.engine.context import ConversationContext
from handlers.engine.delivered import standing
from handlers.engine.masked_phone import masked, show_it
from handlers.message import Card, Reply, Row
from handlers.rendering.plain import show_region
from programme.application import STATES as OF_APPLICATIONS
from programme.clerks import NAMES
from programme.qualification import STATES
from programme.roles import HOLDER_NAMES
from programme.spans import plain_day
from storage.queries.applications.filed import ApplicationFacts, applications_of
from storage.queries.delivery.reach import last_sent_to, out_of_reach
from storage.queries.delivery.recent_choices import bodies
from storage.queries.people.clerks import people_of, stations_with
from storage.queries.reports.trades import firms_of_trades
from storage.queries.staff.find_people import PersonFound, people, titles_of

KEY = " · 重点行业"
LATELY = timedelta(days=90)
LOOKED_AT = 8
"""Messages shown last, in which somebody may have been named."""
NOWHERE = "还不知道，归您这里"
SHORTEST, LONGEST_NAME = 2, 20
"""Characters of a part of a name."""


def search(talk: ConversationContext, asked: Sought, text: str, limit: int) -> tuple[int, list[PersonFound]]:
    """Whom the words mean: by telephone, by a whole name that stands in them, else by a part of one."""
    work, where = talk.work, talk.speaker.jurisdiction
    if asked.phone:
        return people(work, where, phone=asked.phone, limit=limit)
    count, found = people(work, where, said=text, limit=limit)
    if count or len(asked.name) < SHORTEST:
        return count, found
    return people(work, where, part=asked.name, limit=limit)


def shown_last(talk: ConversationContext) -> PersonFound | None:
    """Whom the newest message is about that names one alone."""
    for body in bodies(talk.work, talk.speaker.person_id, LOOKED_AT):
        if one := only_one(talk, Reply.from_json(dict(body)).plain()):
            return one
    return None


def only_one(talk: ConversationContext, said: str) -> PersonFound | None:
    """The one person whose name stands in these words; None where they name nobody, or several."""
    count, found = people(talk.work, talk.speaker.jurisdiction, said=said, limit=1)
    return found[0] if count == 1 else None


def is_called(talk: ConversationContext, said: str) -> bool:
    """Whether words are the whole name of one person, firm or station of the jurisdiction, and nothing else."""
    one = only_one(talk, said) if SHORTEST <= len(said) <= LONGEST_NAME else None
    return one is not None and said in (one.name, one.station, one.enterprise)


def by_name(talk: ConversationContext, text: str) -> str:
    """A text that says «他» with the name of the one shown last."""
    one = shown_last(talk)
    return named_instead(text, one.station or one.name or "") if one else text


def named(talk: ConversationContext, asked: Sought, text: str) -> bool:
    """Whether the words name somebody, known or not."""
    return len(asked.name) >= SHORTEST or bool(search(talk, asked, text, 1)[0])


def firms(talk: ConversationContext, asked: Sought, text: str) -> list[int]:
    """The enterprises that the words mean; none where they mean none."""
    if len(asked.name) < SHORTEST:
        return []
    _, found = search(talk, asked, text, 50)
    return sorted({one.enterprise_id for one in found if one.enterprise_id is not None})


def lines(talk: ConversationContext, found: Sequence[PersonFound]) -> list[str]:
    """A line each, people of firms of a key trade marked (S10.10)."""
    key = of_key_trades(talk, [one.enterprise_id for one in found if one.enterprise_id])
    return [f"{line(one)}{KEY if one.enterprise_id in key else ''}" for one in found]


def of_key_trades(talk: ConversationContext, firms: Collection[int]) -> set[int]:
    """Of these enterprises those of a trade that the programme follows closely."""
    return firms_of_trades(talk.work.connection, firms, talk.rules.trades.key if talk.rules.trades else ())


def line(one: PersonFound) -> str:
    """«李律师 · 志愿专家 · 湛江正大律所 · 赤坎区»."""
    place = show_region(one.region) if one.region and one.placed else ""
    return " · ".join(part for part in (one.name or "未留姓名", *_what(one), place) if part)


def card(talk: ConversationContext, one: PersonFound) -> Reply:
    """One person: what they are, how their titles stand, and the telephone, masked; the look is on record."""
    phone, verified = look_up(talk.work, talk.speaker, one, talk.now)
    rows = [
        Row("姓名", one.name or "未留姓名"),
        Row("电话", masked(phone, verified) or "没有留"),
    ]
    rows += [Row("身份", "、".join(what))] if (what := _what(one)) else []
    firm = [one.enterprise_id] if one.enterprise_id else []
    rows += [Row("行业", "重点行业")] if of_key_trades(talk, firm) else []
    rows += [Row("站里的人", desk)] if (desk := _desk(talk, one)) else []
    rows += [Row("地区", show_region(one.region) if one.placed else NOWHERE)] if one.region else []
    rows += [
        Row(
            f"{HOLDER_NAMES[title.holder]}资格",
            f"{STATES[title.state]}，到 {plain_day(title.until, talk.today)}",
        )
        for title in titles_of(talk.work, one.id)
    ]
    rows += [
        Row(f"{HOLDER_NAMES[filed.kind]}申请", _stands(talk, filed))
        for filed in applications_of(talk.work, one.id, limit=1)
    ]
    if told := last_sent_to(talk.work, one.id, talk.now - LATELY):
        rows.append(Row("最近一条通知", standing(talk, told)))
    if out_of_reach(talk.work, [one.id]):
        rows.append(Row("送消息", "暂时联系不上，请打电话"))
    return Reply("找到一位，这次查看已留档。", Card("查找结果", tuple(rows)), show_it(one.id, phone))


def _desk(talk: ConversationContext, one: PersonFound) -> str:
    """«陈站长（负责人）、小林（经办人）», where there are others beside the head."""
    found = [who for station in stations_with(talk.work, one.id) for who in people_of(talk.work, station)]
    return "、".join(f"{who.name}（{NAMES[who.role]}）" for who in found) if len(found) > 1 else ""


def _stands(talk: ConversationContext, filed: ApplicationFacts) -> str:
    ends = filed.publicity_ends if filed.state == "publicity" else None
    return OF_APPLICATIONS[filed.state] + (f"，到 {plain_day(ends, talk.today)}" if ends else "")


def _what(one: PersonFound) -> list[str]:
    expert = [f"志愿专家（{one.unit}）" if one.unit else "志愿专家"] if one.is_expert else []
    return [*expert, *filter(None, (one.station, one.enterprise))]
