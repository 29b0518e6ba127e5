"""How each form is walked: opened by its words or by what precedes it, answered, up to its card or its deed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from documents.media import DOCX, PDF
from handlers.engine.catalogue import catalogue
from handlers.engine.context import Values
from handlers.engine.conversation import Conversation
from handlers.engine.form import Command, Form, Outcome
from handlers.engine.state import Dialogue, FormState
from handlers.engine.taps import PAST
from handlers.message import Attachment, Choice, Reply
from programme.packs import load_pack
from programme.roles import EVERYBODY
from tests.handlers.stage import Stage

FORMS = catalogue().with_pack(load_pack("national-2023")).forms
ROSTER = Attachment("roster", "text/csv", 1)
FORM = Attachment("form", DOCX, 1)
NEEDS = Attachment("needs", "text/csv", 1)
SCAN = Attachment("scan", PDF, 1)
PHOTO = Attachment("another photo", "image/jpeg", 1)
OPENINGS: dict[str, tuple[str, str | Attachment, str]] = {
    "delete_me": ("leaver", "删除我的信息", ""),
    "amend_by_staff": ("expert", "", "s:amend_by_staff:diary=1"),
    "see_phone": ("staff", "", "s:see_phone:person=1"),
    "voice": ("enterprise", "", "s:voice:person=2"),
    "take_in_roster": ("staff", ROSTER, ""),
    "ask_again": ("enterprise", "", "s:ask_again:need=3"),
    "assign_anyone": ("staff", "", "s:assign_anyone:need=7"),
    "why_not": ("staff", "", "s:why_not:need=7"),
    "need_wait": ("enterprise", "", "s:need_wait:need=7"),
    "need_matter": ("enterprise", "", "s:need_matter:need=7"),
    "visit_answer": ("enterprise", "", "s:visit_answer:visit=1"),
    "contact_link": ("station", "发确认链接", ""),
    "contact_answer": ("enterprise", f"绑定 {'c' * 32}", ""),
    "leave_station": ("clerk", "不在站里了", ""),
    "by_link": ("enterprise", "/start poster2026", ""),
    "ask_firm": ("expert", "", "s:ask_firm:diary=1"),
    "confirm_diary": ("enterprise", "", "s:confirm_diary:diary=1"),
    "other_hours": ("enterprise", "", "s:other_hours:diary=1"),
    "settle_hours": ("expert", "", "s:settle_hours:diary=3"),
    "what_lacks": ("enterprise", "", "s:what_lacks:need=5"),
    "take_back_line": ("enterprise", "", "s:take_back_line:line=1"),
    "chat_diary": ("expert", "", "s:chat_diary:chat=1"),
    "in_touch": ("enterprise", "", "s:in_touch:need=5"),
    "referral_helped": ("enterprise", "", "s:referral_helped:need=1"),
    "follow_up": ("enterprise", "", "s:follow_up:need=3"),
    "lasting": ("enterprise", "", "s:lasting:need=3"),
    "comment": ("enterprise", "", "p:rating:3:stars=5"),
    "ask_others": ("staff", "", "s:ask_others:need=5"),
    "look_later": ("staff", "", "p:look_later:7:what=need"),
    "press_application": ("staff", "", "s:press_application:application=1"),
    "press_plan": ("staff", "", "s:press_plan:title=1"),
    "press_service": ("staff", "", "s:press_service:need=5"),
    "press_summary": ("staff", "", "s:press_summary:title=1"),
    "see_call": ("staff", "", "s:see_call:warning=1"),
    "see_late_contact": ("staff", "", "s:see_late_contact:need=5"),
    "see_late_review": ("staff", "", "s:see_late_review:need=3"),
    "see_left_behind": ("staff", "", "s:see_left_behind:need=5"),
    "see_lift": ("staff", "", "s:see_lift:title=1"),
    "see_plan": ("staff", "", "s:see_plan:title=1"),
    "see_returned": ("staff", "", "s:see_returned:application=1"),
    "see_summary": ("staff", "", "s:see_summary:title=1"),
    "answer_story": ("expert", "", "s:answer_story:story=1"),
    "see_story": ("expert", "", "s:see_story:story=1"),
    "see_task": ("staff", "", "s:see_task:task=1"),
    "see_suspended": ("staff", "", "s:see_suspended:title=1"),
    "see_unserved": ("staff", "", "s:see_unserved:need=5"),
    "see_warned": ("staff", "", "s:see_warned:title=1"),
    "sign_in_code": ("guest", "登录 13800000777", ""),
    "consent": ("newcomer", "发布需求", ""),
    "decide": ("staff", "退回", ""),
    "hand_warn": ("staff", "", "s:hand_warn:subject=1"),
    "nudge": ("staff", "", "s:nudge:holder=1"),
    "nudge_renewal": ("staff", "", "s:nudge_renewal:holder=1"),
    "second_look": ("staff", "退回 何志强", ""),
    "see_application": ("staff", "", "s:see_application:application=1"),
    "see_case": ("staff", "", "s:see_case:case=1"),
    "see_need": ("staff", "", "s:see_need:need=7"),
    "see_renewal": ("staff", "", "s:see_renewal:renewal=1"),
    "keep_short": ("staff", "", "s:keep_short:subject=1"),
    "see_diary": ("staff", "", "s:see_diary:subject=1"),
    "see_second": ("staff", "", "s:see_second:decision=1"),
    "see_unpaid": ("staff", "", "s:see_unpaid:case=1"),
    "decide_about": ("staff", "", "s:decide_about:subject=1.pass"),
}
"""Who opens what no word opens, and how: what they say, or the token they tap."""
ANSWERS: dict[str, tuple[str | Attachment, ...]] = {
    "open_round": ("4月10日", "湛中小服〔2026〕9号"),
    "import_roster": (ROSTER,),
    "application_file": (FORM,),
    "station_needs": (NEEDS,),
    "keep_scan": (SCAN, "1", "没有个人证件"),
    "mail_roster": ("li@example.cn",),
    "include_import": ("1",),
    "check_in": ("4831",),
    "list_service": ("劳动关系体检", "看看合同和社保有没有漏洞"),
    "offer_course": ("增值税申报要点", "https://v.example.cn/2"),
    "open_major_event": ("湛江台风", "受灾企业可以缓缴税款"),
    "open_campaign": ("一起益企服务月", "4月1日", "4月30日"),
    "pasted_rows": ("冯新勇\t湛江市雷岛食品有限公司\t税收筹划\t18160289472",),
    "make_team": ("法律服务队", "李律师、王会计"),
    "change_team": ("减人", "李律师"),
    "trade_demand": ("旺季招不到熟练工", "餐饮", "12家"),
    "firm_trade": ("餐饮",),
    "set_goals": ("服务1000家企业",),
    "ask_own_experts": ("李律师",),
    "give_task": ("报送二季度服务案例", "4月10日"),
    "ask_room": ("4月10日", "下午两点到四点"),
    "list_room": ("二楼会议室，能坐40人，有投影",),
    "event_photos": (PHOTO,),
    "event_summary": ("来的企业都说有用", "跳过"),
    "undo_import": ("1",),
    "add_papers": ("同意",) + ("跳过",) * 6,
    "assign": ("7", "王会计"),
    "ask_wider": ("7",),
    "recommend_station": ("霞山产业园服务中心", "李明"),
    "close_chat": ("5", "两边吵起来了"),
    "read_chat": ("5", "核实服务情况"),
    "refer": ("7", "法律援助中心，电话 12348"),
    "cannot_serve": ("7", "这里没有这方面的专家"),
    "close_need": ("7", "企业停业了"),
    "give_training": ("志愿服务规范培训", "4月10日"),
    "bind": ("0123456789abcdef0123456789abcdef",),
    "match": ("供应商拖欠货款，合同纠纷",),
    "why_not": ("王会计",),
    "move_event": ("4月10日",),
    "refile": ("7", "税务"),
    "send_letter_again": ("1",),
    "suggest": ("希望周六也能上门服务",),
    "told_otherwise": ("1",),
    "sign_in_code": ("123456",),
    "erase_caller": ("13800003333",),
}
"""Answers that no everyday one can stand for."""
EVERYDAY = (
    "湛江市赤坎区",
    "13800001234",
    "李明",
    "湛江精工机械厂",
    "8",
    "是",
    "法律",
    "4月10日",
    "昨天",
    "2小时",
    "材料不全，请补身份证明",
)


@dataclass(frozen=True)
class Place:
    """A question or card that somebody may be at, and what they see there."""

    role: str
    state: dict[str, Any]
    shown: list[Reply]

    @property
    def standing(self) -> FormState:
        found = Dialogue.from_json(self.state).current
        assert found
        return found

    @property
    def choices(self) -> list[Choice]:
        return [choice for reply in self.shown for choice in reply.choices]

    @property
    def form(self) -> Form:
        return FORMS[self.standing.form]


@dataclass(frozen=True)
class Way:
    """The places on a form's way, and whether it came to the deed."""

    places: list[Place]
    done: bool

    @property
    def complete(self) -> bool:
        """Whether the card was reached, or the deed of a form that has none."""
        return self.done or bool(self.places and self.places[-1].shown[-1].card)


Ways = Callable[[str], Way]
Places = Callable[[str], list[Place]]


def fitting(form: Form | Command) -> list[str]:
    return sorted(form.roles & EVERYBODY)


def walk(stage: Stage, name: str) -> Way:
    """Open a form and go on to its card or deed, as whoever of those that may is asked most on the way."""
    roles = [OPENINGS[name][0]] if name in OPENINGS else fitting(FORMS[name])
    return max((_as(stage, name, role) for role in roles), key=lambda way: (way.complete, len(way.places)))


def _as(stage: Stage, name: str, role: str) -> Way:
    with _deeds() as deeds:
        places = list(_walk(stage, name, role))
    return Way(places, name in deeds)


def _walk(stage: Stage, name: str, role: str) -> Iterator[Place]:
    stage.put(role, {})
    _, text, token = OPENINGS.get(name, (role, FORMS[name].examples[0] if FORMS[name].examples else "", ""))
    shown = stage.say(role, text, token)
    answers: list[str | Attachment] = [*ANSWERS.get(name, ()), *filter(None, [FORMS[name].sample]), *EVERYDAY]
    while (at := stage.dialogue(role).current) and at.form == name:
        place = Place(role, stage.state(role), shown)
        yield place
        options = [choice for choice in place.choices if "=" in choice.token]
        if shown[-1].card or (not options and not answers):
            return
        stage.put(role, place.state)
        shown = stage.tap(role, options[0]) if options else _answered(stage, place, answers)
        assert not options or PAST not in shown[0].text, options[0]


def _answered(stage: Stage, place: Place, answers: list[str | Attachment]) -> list[Reply]:
    """The first of the answers that is understood; one that is not leaves no trace."""
    while answers:
        shown = stage.say(place.role, answers.pop(0))
        if not stage.dialogue(place.role).misses:
            return shown
        stage.put(place.role, place.state)
    return place.shown


@contextmanager
def _deeds() -> Iterator[set[str]]:
    """The names of the forms whose deeds are done meanwhile."""
    done: set[str] = set()
    deed = Conversation.deed

    def noted(conversation: Conversation, form: Form, values: Values) -> Outcome:
        done.add(form.name)
        return deed(conversation, form, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Conversation, "deed", noted)
        yield done
