"""A line of a digest: what it is about, with what the decision needs; and the act that ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from actions.access import pack_of, title_rules
from actions.applications.apply import PASSED, admission_of
from actions.diaries.progress import standing_in_year
from handlers.engine.context import ConversationContext
from handlers.engine.undone import WORDS, Words, days_since, reminded_otherwise, reminders_of
from handlers.engine.unheard import NAME_ANOTHER
from handlers.rendering.plain import shorten, show_region
from language.domains import label
from programme.cases import COMPLAINTS
from programme.dues import silence
from programme.grounds import figures_of
from programme.roles import HOLDER_NAMES
from programme.spans import plain_day, short_day
from programme.years import key_of, name_of
from storage.queries.applications.filed import ApplicationFacts, application
from storage.queries.delivery.reminders import who_is_reminded
from storage.queries.diaries.reviews import remarks_on
from storage.queries.offers.standing import answers
from storage.queries.reports.waiting import (
    Letters,
    WaitingApplication,
    WaitingCase,
    WaitingHolder,
    WaitingNeed,
)
from storage.queries.titles.rulings import ruling
from storage.queries.titles.standing import WarningFacts, qualification, renewal, warning

_TRIED = (("declined", "没能接"), ("expired", "没答复"), ("unreached", "联系不上"))
"""What became of offers, in the order in which it is said."""


def _waits(talk: ConversationContext, since: datetime | date) -> str:
    days = days_since(talk, since)
    return f"等了 {days} 天" if days else "今天刚来"


def _need(talk: ConversationContext, row: WaitingNeed) -> str:
    urgent = "（急）" if row.urgent else ""
    where = f"{label(row.domain)}，{show_region(row.region)}"
    return f"{row.id} 号需求无人应答{urgent}：{where}，{_waits(talk, row.created_at)}，{_tried(talk, row.id)}"


def _tried(talk: ConversationContext, need: int) -> str:
    """The last thing that was tried: «请过 3 位：2 位没能接、1 位没答复»."""
    counts = answers(talk.work, need)
    parts = [f"{counts[state]} 位{words}" for state, words in _TRIED if counts.get(state)]
    asked = sum(counts.get(state, 0) for state, _ in _TRIED)
    return f"请过 {asked} 位：{'、'.join(parts)}" if asked else "还没有能请的专家"


def _application(talk: ConversationContext, row: WaitingApplication) -> str:
    one = None if row.state == PASSED else application(talk.work, row.id)
    return words_of_application(talk, row, one)


def words_of_application(
    talk: ConversationContext, row: WaitingApplication, one: ApplicationFacts | None
) -> str:
    """A line about an application, with what its conditions come to where it is to be reviewed."""
    if row.state == PASSED:
        return f"{row.name}的{HOLDER_NAMES[row.kind]}申请审核通过了，等公示，{_waits(talk, row.submitted_at)}"
    verdict = f"，{_verdict(talk, one)}" if one else ""
    return f"{row.name}的{HOLDER_NAMES[row.kind]}申请等审核，{_waits(talk, row.submitted_at)}{verdict}"


def _verdict(talk: ConversationContext, one: ApplicationFacts) -> str:
    """What the conditions come to, and how many papers lack."""
    found = admission_of(one, talk.rules)
    short = sum(not finding.verdict for finding in found.findings)
    papers = f"，缺 {len(found.papers_missing)} 份材料" if found.papers_missing else ""
    return f"{f'{short} 项条件要看' if short else '条件都符合'}{papers}"


def _case(kind: str) -> Callable[[ConversationContext, WaitingCase], str]:
    def words(talk: ConversationContext, row: WaitingCase) -> str:
        about = f"，{COMPLAINTS[row.about]}" if row.about in COMPLAINTS else ""
        if not row.heard_by:
            return f"{row.id} 号{kind}没有人能办，{_waits(talk, row.filed_at)}：{NAME_ANOTHER}"
        hears = talk.speaker.person_id in row.heard_by
        told = f"“{shorten(row.text, 14)}”，" if hears else ""
        return f"{row.id} 号{kind}（{row.against or '未写对象'}{about}）：{told}{_waits(talk, row.filed_at)}"

    return words


def _second(talk: ConversationContext, row: WaitingHolder) -> str:
    one = ruling(talk.work, row.id)
    what = {"revoke": "取消资格", "pass_against": "不合条件的通过"}.get(one.deed, "") if one else ""
    return f"{row.name}{what}等第二人确认，{_waits(talk, row.day)}"


def _year(talk: ConversationContext, row: WaitingHolder) -> str:
    held = qualification(talk.work, row.id)
    line = standing_in_year(talk.work, held, talk.rules, row.day, talk.today).line if held else ""
    figures = figures_of(line)
    rule = pack_of(row.pack, talk.rules).year
    return f"{row.name} {name_of(rule, key_of(rule, row.day))} {figures}，没达标，等您定"


def _diary(talk: ConversationContext, row: WaitingHolder) -> str:
    said = [one for one in remarks_on(talk.work, row.id) if one.kind in ("flag", "question")]
    what = said[-1].text if said and said[-1].kind == "flag" else "本人答复了您问的"
    return f"{row.name} {plain_day(row.day, talk.today)}的日记：{what}"


def _unpaid(talk: ConversationContext, row: WaitingCase) -> str:
    return f"{row.id} 号投诉（{row.against or '未写对象'}）查实收费，还没记退款"


def _warning(talk: ConversationContext, row: WaitingHolder) -> str:
    one = warning(talk.work, row.id)
    rule = pack_of(one.pack, talk.rules).rules(one.who.kind).warning if one else None
    if one is None or rule is None:
        return ""
    known = "，".join(_known_of(talk, one))
    return f"{row.name}从{plain_day(row.day, talk.today)}起{silence(rule)}，{known}，警告不警告等您定"


def _known_of(talk: ConversationContext, one: WarningFacts) -> Iterator[str]:
    """«本年 13/12 小时，外出到9月30日，提醒 3 次送到 1 次»."""
    yield _figures(talk, one.who.qualification_id)
    away = who_is_reminded(talk.work, one.who.person_id).away_until
    if away and away >= talk.today:
        yield f"外出到{short_day(away)}"
    fared = reminders_of(talk, one)
    yield f"提醒 {fared.sent} 次送到 {fared.arrived} 次" if fared.sent else reminded_otherwise(talk, one)


def reminded_before(talk: ConversationContext, warning_id: int) -> bool:
    """Whether any reminder went ahead of a warning that is due."""
    one = warning(talk.work, warning_id)
    return one is not None and reminders_of(talk, one).sent > 0


def _figures(talk: ConversationContext, title: int) -> str:
    held = qualification(talk.work, title)
    line = standing_in_year(talk.work, held, talk.rules, talk.today).line if held else ""
    return line.partition("，")[0]


def _silent(talk: ConversationContext, row: WaitingHolder) -> str:
    held = qualification(talk.work, row.id)
    if held is None:
        return ""
    line = standing_in_year(talk.work, held, talk.rules, talk.today).line
    rule = title_rules(held, talk.rules).warning
    near = f"快{rule.after.in_words('满')}了；" if rule else ""
    return f"{row.name} {days_since(talk, row.day)} 天没有日记，{near}{line}"


def _renewal(talk: ConversationContext, row: WaitingHolder) -> str:
    one = renewal(talk.work, row.id)
    figures = f"，{_figures(talk, one.who.qualification_id)}" if one else ""
    return f"{row.name}申请续聘，任期到 {plain_day(row.day, talk.today)}{figures}"


def _ending(talk: ConversationContext, row: WaitingHolder) -> str:
    left = -days_since(talk, row.day)
    return f"{row.name}的任期到 {plain_day(row.day, talk.today)}，还有 {left} 天，还没申请续聘"


def _letters(talk: ConversationContext, row: Letters) -> str:
    return f"{row.count} 条消息没有送到"


LINES: dict[str, Words] = {
    "need": (_need, "看 {id} 号需求", "see_need", "need"),
    "application": (_application, "审核 {name}", "see_application", "application"),
    "objection": (_case("异议"), "处理 {id} 号异议", "see_case", "case"),
    "complaint": (_case("投诉"), "处理 {id} 号投诉", "see_case", "case"),
    "appeal": (_case("申诉"), "处理 {id} 号申诉", "see_case", "case"),
    "second": (_second, "看提出的 {name}", "see_second", "decision"),
    "diary": (_diary, "看 {name}的日记", "see_diary", "subject"),
    "year": (_year, "保留资格 {name}", "keep_short", "subject"),
    "unpaid": (_unpaid, "{id} 号已退款", "see_unpaid", "case"),
    "warning": (_warning, "给{name}警告", "hand_warn", "subject"),
    "silent": (_silent, "提醒 {name}", "nudge", "holder"),
    "renewal": (_renewal, "看续聘 {name}", "see_renewal", "renewal"),
    "ending": (_ending, "问续聘 {name}", "nudge_renewal", "holder"),
    "letters": (_letters, "看没送到的", "letters", ""),
    **WORDS,
}
"""How each kind is said; the caption of its act, the form behind it, and that form's reference."""
