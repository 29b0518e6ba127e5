"""The acts behind the lines of what is begun and not ended: what is known of it, and what ends it."""

from __future__ import annotations

from collections.abc import Callable

from actions.access import sees
from actions.diaries.progress import standing_in_year
from actions.offers.replace import ask_others
from actions.reports.nudge import press_for_application, press_for_paper, press_for_service
from actions.staff.put_off import place_of
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.delivered import told
from handlers.engine.form import Form, Outcome
from handlers.engine.masked_phone import masked_of, show_it
from handlers.engine.one_tap import SETTLED, one_tap
from handlers.engine.undone import PAPERS, days_since, later, owed
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from programme.roles import HOLDER_NAMES
from storage.queries.applications.filed import application
from storage.queries.diaries.due import service_of
from storage.queries.needs import get_need
from storage.queries.offers.standing import standings
from storage.queries.people.profiles import profile
from storage.queries.titles.decided import last_decided
from storage.queries.titles.holders import holder_of
from storage.queries.titles.standing import qualification, warning_of

Shown = Callable[[ConversationContext, int], Reply | None]


def _see(what: str, title: str, ref: str, shown: Shown) -> Form:
    """Show how one of these stands, to staff of its place alone."""

    def show(talk: ConversationContext, key: int) -> Outcome:
        place = place_of(talk.work, what, key)
        mine = place is not None and sees(talk.speaker, place)
        return Outcome((shown(talk, key) if mine else None) or SETTLED)

    return one_tap(f"see_{what}", title, ref, show)


def _year(talk: ConversationContext, key: int) -> str:
    held = qualification(talk.work, key)
    return standing_in_year(talk.work, held, talk.rules, talk.today).line if held else ""


def _telephone(talk: ConversationContext, person_id: int) -> str:
    phone = masked_of(profile(talk.work, person_id))
    return f"电话 {phone}。" if phone else ""


def _call(talk: ConversationContext, person_id: int) -> tuple[Choice, ...]:
    return show_it(person_id, profile(talk.work, person_id).phone)


def _suspended(talk: ConversationContext, key: int) -> Reply | None:
    held, who = qualification(talk.work, key), holder_of(talk.work, key)
    if held is None or who is None or held.state != "suspended":
        return None
    since = last_decided(talk.work, key, "suspend")
    when = f"{day(since.at.astimezone(talk.now.tzinfo).date(), talk.today)}起" if since else ""
    about = f"要查的：{since.reason}" if since and since.reason else ""
    return Reply(
        join(f"{who.name}{when}暂停，还没有结论。{_telephone(talk, who.person_id)}", about),
        choices=(
            button("resume", key),
            button("revoke", key),
            later("suspended", key),
            *_call(talk, who.person_id),
        ),
    )


def _warned(what: str) -> Shown:
    def shown(talk: ConversationContext, key: int) -> Reply | None:
        held, who, one = qualification(talk.work, key), holder_of(talk.work, key), warning_of(talk.work, key)
        if held is None or who is None or one is None or held.state != "warned":
            return None
        again = held.silent_since and held.silent_since > one.silent_since
        since = (
            f"警告后最近一次是{day(held.silent_since, talk.today)}"
            if again and held.silent_since
            else (f"{day(one.silent_since, talk.today)}以后没有日记和活动")
        )
        return Reply(
            join(f"{who.name}已警告，{since}。{_telephone(talk, who.person_id)}", _year(talk, key)),
            choices=(
                button("lift", key),
                button("revoke", key),
                later(what, key),
                *_call(talk, who.person_id),
            ),
        )

    return shown


def _to_decide(talk: ConversationContext, key: int) -> Reply | None:
    return catalogue().notices["warning_due"].show(talk, {"warning": key})


def _service(what: str) -> Shown:
    def shown(talk: ConversationContext, key: int) -> Reply | None:
        need = get_need(talk.work, key)
        if need.state != "accepted":
            return None
        at = standings(talk.work, [key])[key]
        days = f"，接了 {days_since(talk, at.since)} 天" if at.since else ""
        phone = f"，电话 {masked_of(at)}" if at.phone else ""
        press = (
            () if what == "left_behind" else (Choice("催一催", tokens.start("press_service", "need", key)),)
        )
        return Reply(
            f"{key} 号需求：{need.enterprise}“{need.text}”\n{need.expert}{days}{phone}，还没有服务的日记。",
            choices=(
                *press,
                Choice("另请专家", tokens.start("ask_others", "need", key)),
                Choice("告诉企业办不了", tokens.start("cannot_serve", "need", key)),
                later(what, key),
                *show_it(at.person_id or 0, at.phone),
            ),
        )

    return shown


def _late_contact(talk: ConversationContext, key: int) -> Reply | None:
    need, service = get_need(talk.work, key), service_of(talk.work, key)
    if need.state != "accepted" or service.in_touch:
        return None
    at = standings(talk.work, [key])[key]
    phone = f"，电话 {masked_of(at)}" if at.phone else ""
    return Reply(
        f"{key} 号需求：{need.enterprise}“{need.text}”\n{need.expert}接了单{phone}，两边都没说联系上。请打个电话，或另请专家。",
        choices=(
            Choice("另请专家", tokens.start("ask_others", "need", key)),
            later("late_contact", key),
            *show_it(at.person_id or 0, at.phone),
        ),
    )


def _late_review(talk: ConversationContext, key: int) -> Reply | None:
    need = get_need(talk.work, key)
    if need.state != "served":
        return None
    phone = masked_of(profile(talk.work, need.person_id))
    return Reply(
        f"{key} 号需求：{need.enterprise}“{need.text}”\n{need.expert}服务过了，企业还没评价。"
        f"请打个电话问问{f'：{phone}' if phone else ''}。",
        choices=(later("late_review", key), *_call(talk, need.person_id)),
    )


def _paper(what: str) -> Shown:
    def shown(talk: ConversationContext, key: int) -> Reply | None:
        who, due = holder_of(talk.work, key), owed(talk, key, what)
        if who is None or due is None:
            return None
        year, by = due
        return Reply(
            f"{who.name} {year} 年的{PAPERS[what]}应在 {day(by, talk.today)}前交，还没有交。"
            f"{_telephone(talk, who.person_id)}",
            choices=(
                Choice("催交", tokens.start(f"press_{what}", "title", key)),
                later(what, key),
                *_call(talk, who.person_id),
            ),
        )

    return shown


def _returned(talk: ConversationContext, key: int) -> Reply | None:
    one = application(talk.work, key)
    if one is None or one.state != "returned":
        return None
    phone = f"电话 {masked_of(one)}。" if one.phone else ""
    return Reply(
        f"{one.name}的{HOLDER_NAMES[one.kind]}申请退回了，还没有补正。{phone}\n原因：{one.reason}",
        choices=(
            Choice("再提醒一次", tokens.start("press_application", "application", key)),
            later("returned", key),
            *show_it(one.person_id, one.phone),
        ),
    )


def _press_service(talk: ConversationContext, key: int) -> Outcome:
    name = press_for_service(talk.work, talk.speaker, key, talk.rules, talk.now)
    return Outcome(Reply(f"已催{name}{told(talk)}。") if name else SETTLED)


def _press_paper(what: str) -> Callable[[ConversationContext, int], Outcome]:
    def press(talk: ConversationContext, key: int) -> Outcome:
        due = owed(talk, key, what)
        if due is None:
            return Outcome(SETTLED)
        name = press_for_paper(talk.work, talk.speaker, key, what, *due, talk.now)
        return Outcome(Reply(f"已催{name}{told(talk)}。"))

    return press


def _press_application(talk: ConversationContext, key: int) -> Outcome:
    name = press_for_application(talk.work, talk.speaker, key, talk.now)
    return Outcome(Reply(f"已提醒{name}{told(talk)}。") if name else SETTLED)


def _ask_others(talk: ConversationContext, key: int) -> Outcome:
    asked = ask_others(talk.work, talk.speaker, key, talk.rules, talk.now)
    follows = f"已另请 {asked} 位" if asked else "现在没有合适又有空的专家"
    return Outcome(Reply(f"{key} 号需求不再由原来的专家办，{follows}。"))


SEE_SUSPENDED = _see("suspended", "看暂停", "title", _suspended)
SEE_WARNED = _see("warned", "看警告", "title", _warned("warned"))
SEE_CALL = _see("call", "看要打的电话", "warning", _to_decide)
SEE_LIFT = _see("lift", "看警告后的日记", "title", _warned("lift"))
SEE_UNSERVED = _see("unserved", "看没有服务的需求", "need", _service("unserved"))
SEE_LEFT_BEHIND = _see("left_behind", "看没人办的服务", "need", _service("left_behind"))
SEE_LATE_CONTACT = _see("late_contact", "看过时没联系的", "need", _late_contact)
SEE_LATE_REVIEW = _see("late_review", "看过时没回访的", "need", _late_review)
SEE_PLAN = _see("plan", "看没交的计划", "title", _paper("plan"))
SEE_SUMMARY = _see("summary", "看没交的总结", "title", _paper("summary"))
SEE_RETURNED = _see("returned", "看退回的申请", "application", _returned)
PRESS_SERVICE = one_tap("press_service", "催服务", "need", _press_service)
PRESS_PLAN = one_tap("press_plan", "催计划", "title", _press_paper("plan"))
PRESS_SUMMARY = one_tap("press_summary", "催总结", "title", _press_paper("summary"))
PRESS_APPLICATION = one_tap("press_application", "催补正", "application", _press_application)
ASK_OTHERS = one_tap("ask_others", "另请专家", "need", _ask_others)
