"""接单设置: an expert says when not to be asked and how much they take on, in one message."""

from __future__ import annotations

from datetime import date, timedelta

from actions.offers.availability import set_availability
from handlers.conversations.offers import days_off
from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from programme.roles import EXPERT
from programme.spans import weekday
from storage.queries.offers.experts import ExpertFacts, get_expert

_SAID = {"begins", "away", "quiet", "capacity"}


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """What is said; «到周五» alone moves the end of days that begin where they began, «两周» counts from there."""
    told = days_off.told(talk, text)
    begun = str(values.get("away", "")).partition("/")[0] or values.get("begins", "")
    if "away" in values and (changed := days_off.moved(talk, values["away"], text)):
        return {name: value for name, value in told.items() if name != "begins"} | {"away": changed}
    if "away" not in told or begun in ("", days_off.BACK):
        return told
    if "away" not in values:
        return {name: value for name, value in told.items() if name != "away"}
    return told | {"away": begun + told["away"]} if told["away"].startswith("/") else told


def _infer(talk: ConversationContext, values: Values) -> Values:
    return {"away": days_off.span(values["begins"], values["until"])} if "until" in values else {}


def _ask_until(talk: ConversationContext, values: Values) -> str:
    return f"从{weekday(date.fromisoformat(values['begins']))}起，到哪天为止？比如「到12日」「两周」。"


def _catch(talk: ConversationContext, values: Values) -> Catch | None:
    """Days that end before they begin are kept by no 确认."""
    why = days_off.in_order(talk, values.get("away", ""))
    return Catch(why, "取消") if why else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    first, last = days_off.ends(values["away"], talk.today) if "away" in values else (None, None)
    expert_id = set_availability(
        talk.work,
        talk.speaker,
        talk.now,
        away_from=first,
        away_until=last,
        quiet=values["quiet"].strip("-") if "quiet" in values else None,
        capacity=values.get("capacity"),
    )
    back = "away" in values and last is None
    return Outcome(Reply(_kept(get_expert(talk.work, expert_id), "capacity" in values, back)))


def _kept(expert: ExpertFacts, with_capacity: bool, back: bool = False) -> str:
    parts = ["回来了就好，从今天起随时可以请您" if back else "随时可以请您"]
    if expert.away_until:
        first = str(expert.away_from or "")
        again = weekday(expert.away_until + timedelta(days=1))
        parts = [f"{days_off.show_away(f'{first}/{expert.away_until}')}不请您，{again}起照常"]
    parts += [f"{days_off.show_quiet(expert.quiet)}不打扰"] if expert.quiet else []
    parts += [f"同时最多接 {expert.capacity} 件"] if with_capacity else []
    return f"已记录：{'；'.join(parts)}。"


def _upgrade(values: Values, version: int) -> Values:
    """Up to version 1 the last day stood alone."""
    return values | {"away": f"/{values['away']}"} if "/" not in values.get("away", "/") else values


AVAILABILITY = Form(
    name="availability",
    version=2,
    title="接单设置",
    serves=("availability.set",),
    examples=(
        "接单设置",
        "勿扰设置",
        "请假",
        "外出",
        "设置勿扰",
        "我下周一到周五出差",
        "18号到22号不在湛江",
        "下个月初开始请假两周",
        "出差三天",
        "我回来了，可以接单了",
        "周末别找我",
        "这阵子太忙，先别派单给我",
    ),
    syntax=days_off.is_command,
    roles=EXPERT,
    sample="外出到10月8日，最多接2件",
    card="接单设置",
    slots=(
        Slot("begins", "外出从", asked=False, hidden=True),
        Slot(
            "until",
            "外出到",
            ask=_ask_until,
            read=days_off.last_day,
            hidden=True,
            when=lambda talk, values: "begins" in values and "away" not in values,
            hint="没听出哪天，比如「到12日」「下周五」「两周」。",
        ),
        Slot(
            "away",
            "外出",
            ask="哪几天不在？也可以说「周末别找我」「最多接2件」「回来了」。",
            read=days_off.away,
            show=days_off.show_away,
            check=days_off.in_order,
            moved=days_off.moved,
            when=lambda talk, values: "away" in values or not _SAID & values.keys(),
            hint="没听出今天或以后的日子，比如「下周一到周五」「到10月8日」「三天」。",
        ),
        Slot(
            "quiet",
            "勿扰日",
            asked=False,
            read=days_off.weekdays,
            show=days_off.show_quiet,
            hint="勿扰按整天算，星期几？比如「周末」「周一到周三」。",
        ),
        Slot(
            "capacity",
            "最多同时接",
            asked=False,
            read=days_off.capacity,
            show=lambda count: f"{count} 件",
            hint="几件？比如「2件」。",
        ),
    ),
    read=_read,
    infer=_infer,
    upgrade=_upgrade,
    catch=_catch,
    submit=_submit,
)
