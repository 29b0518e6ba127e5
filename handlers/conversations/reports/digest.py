"""What needs a hand, in words: a numbered line each, with its act to tap; the rest on the next page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from actions.access import actor_of
from actions.reports.digests import FIRST, in_need_of_a_hand, told_by
from handlers.conversations.reports.first_line import deadline_mark, first_line, item_of
from handlers.conversations.reports.lines import LINES, reminded_before
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten, show_region
from programme.digests import Item, arrange
from storage.queries.reports.subscribers import Told, last_digest
from storage.queries.reports.waiting import Found, Waiting

PAGE = 8
"""Lines on a page."""
_VERB = re.compile(r"^(?:看|处理|审核)\s*")
NOTHING = "没有等您处理的事，辛苦了。"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs a hand; `what` and `row` say which, `words` are made only for what is shown."""

    what: str
    row: Waiting
    item: Item

    def text(self, talk: ConversationContext) -> str:
        words = LINES[self.what][0](talk, self.row)
        mark = deadline_mark(self.item, talk.today)
        return f"{mark}{words}"

    @property
    def act(self) -> Choice:
        _, caption, form, ref = LINES[self.what]
        name = shorten(getattr(self.row, "name", "") or "", 10)
        return Choice(caption.format(name=name, id=self.row.id), tokens.start(form, ref, self.row.id))

    def way(self, talk: ConversationContext) -> Choice:
        """The act; of a warning that no reminder went before, a look at it: there it may be withheld as well."""
        if self.what == "warning" and not reminded_before(talk, self.row.id):
            seen = tokens.prompt("grounds", self.row.id, "about", "due")
            return Choice(f"看 {shorten(getattr(self.row, 'name', ''), 10)}", seen)
        return self.act


def page(talk: ConversationContext, first: int, lead: str, besides: str = "") -> Reply | None:
    """The lines from `first` on under their first line, which begins with `lead`, and `besides`; None where nothing waits."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, FIRST)
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
    choices = [
        *(line.way(talk) for line in shown),
        *_besides(found["silent"].count if "silent" in found else 0),
    ]
    if left and first + PAGE < len(lines):
        choices.append(Choice("看后面的", tokens.start("digest", "from", first + PAGE)))
    text = "\n".join([head, *([besides] if besides else []), *texts, *more])
    return Reply(text, choices=tuple(choices))


def lying(talk: ConversationContext, office: str, items: Sequence[str]) -> Reply | None:
    """What has stood in an office's digests for three weeks and waits still, to the level above."""
    found = in_need_of_a_hand(talk.work, actor_of(talk.speaker), talk.now, FIRST, own=False)
    still = [line for line in in_order(talk, found, None) if line.item.key in items]
    if not still:
        return None
    head = f"{show_region(office)}有 {len(still)} 件事等了三个星期还没办："
    texts = [f"{number}. {line.text(talk)}" for number, line in enumerate(still[:PAGE], 1)]
    more = [f"还有 {len(still) - PAGE} 条，在日报里。"] if len(still) > PAGE else []
    return Reply("\n".join([head, *texts, *more]), choices=tuple(line.way(talk) for line in still[:PAGE]))


def told_before(talk: ConversationContext) -> Told | None:
    """The last digest that was sent before today: all pages that are read today tell new from old by the same one."""
    midnight = datetime.combine(talk.today, time(), talk.now.tzinfo)
    return told_by(talk.work, last_digest(talk.work, talk.speaker.person_id, midnight), talk.today)


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
    return f" {_VERB.sub('', line.act.label)}" if not getattr(line.row, "name", "") else line.row.name  # type: ignore[union-attr]  # rows with a name alone


def _besides(silent: int) -> list[Choice]:
    return [Choice(f"全部提醒（{silent} 位）", tokens.start("nudge_all"))] if silent > 1 else []
