"""What a case or a piece of news could say, from what is known: a draft that staff change as they like.

The firm is not named and no way to reach anybody stands in it; expert, unit and stations are public (S2.10).
"""

from __future__ import annotations

from handlers.engine.context import ConversationContext
from handlers.rendering.masking import mask, mask_ways
from handlers.rendering.plain import shorten, show_hours, show_region
from language.domains import label
from programme.spans import written_day
from storage.queries.activities.coming import firms_there, rating_of, seats, speakers
from storage.queries.activities.events import EventFacts
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.diaries.written import DiaryFacts, get_diary, mark_of
from storage.queries.needs import NeedFacts
from storage.queries.offers.experts import get_expert

QUOTED = 80


def case_title(need: NeedFacts) -> str:
    """«李律师帮赤坎区一家企业办法律方面的事»."""
    return f"{need.expert}帮{show_region(need.region)}一家企业办{label(need.domain)}方面的事"[:40]


def case_text(talk: ConversationContext, need: NeedFacts) -> str:
    """The trouble, who helped, what was done, what the firm gave."""
    trouble = _nameless(need, shorten(need.text.replace("\n", "，"), QUOTED))
    unit = get_expert(talk.work, need.expert_id or 0).unit
    who = f"{need.expert}（{unit}）" if unit else need.expert
    lines = [f"{show_region(need.region)}一家企业遇到难处：“{trouble}”，志愿专家{who}接了单。"]
    key = diary_of_service(talk.work, need.id)
    if key and (diary := get_diary(talk.work, key)):
        lines.append(_served(talk, need, diary))
    if mark := mark_of(talk.work, need.id):
        words = f"：“{_nameless(need, mark.comment)}”" if mark.comment else ""
        lines.append(f"企业打了 {mark.stars} 分{words}。")
    lines.append("服务不收费。")
    return "\n".join(lines)


def _served(talk: ConversationContext, need: NeedFacts, diary: DiaryFacts) -> str:
    told = [diary.outcome] if diary.result in diary.outcome else [diary.outcome, diary.result]
    done = "，".join(_nameless(need, part.strip(" 。")) for part in told)
    return f"{written_day(diary.served_on, talk.today)}服务了 {show_hours(diary.hours)}：{done}。"


def _nameless(need: NeedFacts, text: str) -> str:
    return mask(text, need.enterprise, need.asker)


def news_title(event: EventFacts) -> str:
    """«税收优惠沙龙在赤坎区举办»."""
    return f"{event.title}在{show_region(event.region)}举办"[:40]


def news_text(talk: ConversationContext, event: EventFacts) -> str:
    """When, where, who spoke, how many came, what came of it."""
    day = written_day(event.held_on, talk.today)
    lines = [f"{day}，{event.title}在{show_region(event.region)}举办。"]
    if named := "、".join(one.name for one in speakers(talk.work, event.id)):
        lines.append(f"{named}主讲。")
    came, firms = seats(talk.work, [event.id])[event.id].came, len(firms_there(talk.work, event.id))
    if came:
        lines.append(f"{came} 人到场" + (f"，来自 {firms} 家企业。" if firms else "。"))
    count, mean = rating_of(talk.work, event.id)
    if count:
        lines.append(f"{count} 人打分，平均 {mean:.1f} 分。")
    if event.summary:
        lines.append(mask_ways(event.summary))
    lines.append("活动不收费。")
    return "\n".join(lines)
