"""Decisions that take two people, in words: to the second, to whoever proposed, and to the holder who has the title again."""

from __future__ import annotations

from actions.access import pack_of
from actions.titles.notices import Commended, ReportedAgain, SecondAnswered, SecondAsked, TakenBack
from handlers.engine import next_steps
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import NoticeRenderer
from handlers.message import Card, Reply, Row
from programme.qualification import STATES
from programme.spans import plain_day
from programme.years import name_of
from storage.queries.people.profiles import profile
from storage.queries.titles.holders import holder_of
from storage.queries.titles.rulings import Ruling, ruling
from storage.queries.titles.standing import qualification

DEEDS = {"revoke": "取消资格", "pass_against": "不合条件的通过"}
_ANSWERS = {
    "revoke": ("confirm_revocation", "drop_revocation"),
    "pass_against": ("confirm_pass", "drop_pass"),
}


def _name(talk: ConversationContext, one: Ruling) -> str:
    """The holder's name; an applicant's is that of the person."""
    who = holder_of(talk.work, one.subject_id) if one.subject == "qualification" else None
    return who.name if who else one.name


def _second_asked(talk: ConversationContext, told: SecondAsked) -> Reply | None:
    one = ruling(talk.work, told.decision)
    if one is None or one.state != "proposed":
        return None
    by = profile(talk.work, one.proposed_by).name or "同事"
    name = _name(talk, one)
    rows = [
        Row("谁提的", f"{by}，{plain_day(one.proposed_at.astimezone(talk.now.tzinfo).date(), talk.today)}")
    ]
    rows += [Row("依据", one.ground)] if one.ground else []
    rows += [Row("原因", one.reason)]
    rows += [Row("例外", "事实不符合这一条")] if one.against and one.deed == "revoke" else []
    rows += [Row("情况", one.dossier.replace("\n", "；"))]
    confirm, drop = _ANSWERS[one.deed]
    return Reply(
        f"{by}提出：{name}{DEEDS[one.deed]}，要您看过再定。",
        Card(f"{DEEDS[one.deed]}，等第二人确认", tuple(rows)),
        (button(confirm, one.id), button(drop, one.id)),
    )


def _second_answered(talk: ConversationContext, told: SecondAnswered) -> Reply | None:
    one = ruling(talk.work, told.decision)
    if one is None or one.state == "proposed":
        return None
    agreed = "同意了，已生效" if one.state == "done" else "没有同意，情况不变"
    return Reply(f"您提的{_name(talk, one)}{DEEDS[one.deed]}，同事{agreed}。")


def _taken_back(talk: ConversationContext, told: TakenBack) -> Reply | None:
    one = ruling(talk.work, told.decision)
    held = qualification(talk.work, one.subject_id) if one else None
    if one is None or held is None:
        return None
    return Reply(
        join(
            f"{talk.speaker.name}，您好。取消您资格的决定撤回了，资格还是「{STATES[held.state]}」，证书照样有效。",
            "让您受委屈了，抱歉。",
        ),
        choices=(next_steps.MY_PROGRESS,),
    )


def _reported_again(talk: ConversationContext, told: ReportedAgain) -> Reply | None:
    held, who = qualification(talk.work, told.qualification), holder_of(talk.work, told.qualification)
    if held is None or who is None or held.state != "warned":
        return None
    return Reply(
        f"{who.name}警告以后又有记录了，警告解不解除等您定。",
        choices=(button("lift", held.id, f"解除警告 {who.name}"),),
    )


def _commended(talk: ConversationContext, told: Commended) -> Reply | None:
    held = qualification(talk.work, told.qualification)
    rule = pack_of(held.pack, talk.rules).year if held else talk.rules.year
    return Reply(f"恭喜，服务中心表彰您 {name_of(rule, told.year)}的志愿服务，已记入档案。谢谢您！")


SECOND_ASKED = NoticeRenderer(SecondAsked, _second_asked, office=True)
SECOND_ANSWERED = NoticeRenderer(SecondAnswered, _second_answered, office=True)
TAKEN_BACK = NoticeRenderer(TakenBack, _taken_back, grave=True)
REPORTED_AGAIN = NoticeRenderer(ReportedAgain, _reported_again, office=True)
COMMENDED = NoticeRenderer(Commended, _commended)
