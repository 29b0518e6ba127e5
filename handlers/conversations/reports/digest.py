"""What needs a hand, in words: a numbered line each, with its act to tap; the rest on the next page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from actions.access import actor_of, pack_of, title_rules
from actions.diaries.progress import standing_in_year
from actions.reports.digests import in_need_of_a_hand
from handlers.conversations.reports.first_line import deadline_mark, first_line, item_of
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.undone import WORDS
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from language import regions
from language.domains import label
from programme.digests import Item, arrange
from programme.dues import silence
from programme.roles import HOLDER_NAMES
from programme.spans import months_in_words
from storage.queries.reports.digests import (
    Found,
    Letters,
    Waiting,
    WaitingApplication,
    WaitingCase,
    WaitingHolder,
    WaitingNeed,
)
from storage.queries.reports.subscribers import Told, last_digest
from storage.queries.titles.standing import qualification, warning

PAGE = 8
MOST = 200
"""Lines on a page, and how far one may turn the pages."""
_VERB = re.compile(r"^(?:看|处理|审核)\s*")
NOTHING = "没有等您处理的事，辛苦了。"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs a hand; `what` and `row` say which, `words` are made only for what is shown."""

    what: str
    row: Waiting
    item: Item

    def text(self, talk: ConversationContext) -> str:
        words = _WORDS[self.what][0](talk, self.row)
        mark = deadline_mark(self.item, talk.today)
        return f"{mark}{words}"

    @property
    def act(self) -> Choice:
        _, caption, form, ref = _WORDS[self.what]
        name = shorten(getattr(self.row, "name", "") or "", 10)
        return Choice(caption.format(name=name, id=self.row.id), tokens.start(form, ref, self.row.id))


def page(talk: ConversationContext, first: int, lead: str, besides: str = "") -> Reply | None:
    """The lines from `first` on under their first line, which begins with `lead`, and `besides`; None where nothing waits."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, MOST)
    before = told_before(talk)
    lines = in_order(talk, found, before)
    shown, total = lines[first : first + PAGE], sum(waiting.count for waiting in found.values())
    if not shown:
        return None
    head = f"{lead}{first_line([line.item for line in lines], total, before, talk.today)}"
    head += f"，先看{_subject(shown[0])}。" if len(lines) > 1 and not first else "。"
    texts = [f"{number}. {line.text(talk)}" for number, line in enumerate(shown, 1)]
    left = total - first - len(shown)
    more = [f"还有 {left} 条。"] if left else []
    choices = [*(line.act for line in shown), *_besides(found["silent"].count if "silent" in found else 0)]
    if left and first + PAGE < len(lines):
        choices.append(Choice("看后面的", tokens.start("digest", "from", first + PAGE)))
    text = "\n".join([head, *([besides] if besides else []), *texts, *more])
    return Reply(text, choices=tuple(choices))


def lying(talk: ConversationContext, office: str, items: Sequence[str]) -> Reply | None:
    """What has stood in an office's digests for three weeks and waits still, to the level above."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, MOST)
    still = [line for line in in_order(talk, found, None) if line.item.key in items]
    if not still:
        return None
    head = f"{regions.name(office)}有 {len(still)} 件事等了三个星期还没办："
    texts = [f"{number}. {line.text(talk)}" for number, line in enumerate(still[:PAGE], 1)]
    more = [f"还有 {len(still) - PAGE} 条，在日报里。"] if len(still) > PAGE else []
    return Reply("\n".join([head, *texts, *more]), choices=tuple(line.act for line in still[:PAGE]))


def told_before(talk: ConversationContext) -> Told | None:
    """The last digest that was sent before today: all pages that are read today tell new from old by the same one."""
    midnight = datetime.combine(talk.today, time(), talk.now.tzinfo)
    return last_digest(talk.work, talk.speaker.person_id, midnight)


def in_order(
    talk: ConversationContext, found: Mapping[str, Found[Waiting]], before: Told | None
) -> list[Line]:
    """All lines, as they are read."""
    lines = [
        Line(what, row, item_of(what, row, weight, before))
        for weight, (what, waiting) in enumerate(found.items())
        for row in waiting.rows
    ]
    return [lines[n] for n in arrange([line.item for line in lines], talk.today, PAGE)]


def _subject(line: Line) -> str:
    return _VERB.sub("", line.act.label) if not getattr(line.row, "name", "") else line.row.name  # type: ignore[union-attr]  # rows with a name alone


def _besides(silent: int) -> list[Choice]:
    return [Choice(f"全部提醒（{silent} 位）", tokens.start("nudge_all"))] if silent > 1 else []


def _days(talk: ConversationContext, since: datetime | date) -> int:
    day = since.astimezone(talk.now.tzinfo).date() if isinstance(since, datetime) else since
    return (talk.today - day).days


def _waits(talk: ConversationContext, since: datetime) -> str:
    days = _days(talk, since)
    return f"等了 {days} 天" if days else "今天刚来"


def _need(talk: ConversationContext, row: WaitingNeed) -> str:
    urgent = "（急）" if row.urgent else ""
    where = f"{label(row.domain)}，{regions.name(row.region)}"
    return f"{row.id} 号需求无人应答{urgent}：{where}，{_waits(talk, row.created_at)}"


def _application(talk: ConversationContext, row: WaitingApplication) -> str:
    return f"{row.name}的{HOLDER_NAMES[row.kind]}申请等审核，{_waits(talk, row.submitted_at)}"


def _case(kind: str) -> Callable[[ConversationContext, WaitingCase], str]:
    return lambda talk, row: (
        f"{kind} {row.id} 号（{row.against or '未写对象'}），{_waits(talk, row.filed_at)}"
    )


def _warning(talk: ConversationContext, row: WaitingHolder) -> str:
    one = warning(talk.work, row.id)
    rule = pack_of(one.pack, talk.rules).rules(one.who.kind).warning if one else None
    return f"{row.name}自 {row.day} 起{silence(rule)}，警告不警告等您定" if rule else ""


def _silent(talk: ConversationContext, row: WaitingHolder) -> str:
    held = qualification(talk.work, row.id)
    if held is None:
        return ""
    line = standing_in_year(talk.work, held, talk.rules, talk.today).line
    rule = title_rules(held, talk.rules).warning
    near = f"快{months_in_words(rule.months, '满')}了；" if rule else ""
    return f"{row.name} {_days(talk, row.day)} 天没有日记，{near}{line}"


def _renewal(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}申请续聘，任期到 {row.day}"


def _ending(talk: ConversationContext, row: WaitingHolder) -> str:
    return f"{row.name}的任期到 {row.day}，还有 {-_days(talk, row.day)} 天，还没申请续聘"


def _letters(talk: ConversationContext, row: Letters) -> str:
    return f"有 {row.count} 条消息没有送到，看看要打电话还是再发"


_WORDS: dict[str, tuple[Callable[[ConversationContext, Any], str], str, str, str]] = {
    "need": (_need, "看 {id} 号需求", "see_need", "need"),
    "application": (_application, "审核 {name}", "see_application", "application"),
    "objection": (_case("异议"), "处理异议 {id} 号", "see_case", "case"),
    "complaint": (_case("投诉"), "处理投诉 {id} 号", "see_case", "case"),
    "appeal": (_case("申诉"), "处理申诉 {id} 号", "see_case", "case"),
    "warning": (_warning, "给{name}警告", "hand_warn", "subject"),
    "silent": (_silent, "提醒 {name}", "nudge", "holder"),
    "renewal": (_renewal, "看续聘 {name}", "see_renewal", "renewal"),
    "ending": (_ending, "问续聘 {name}", "nudge_renewal", "holder"),
    "letters": (_letters, "看没送到的", "letters", ""),
    **WORDS,
}
"""How each is said; the caption of its act, the form behind it, and that form's reference."""
