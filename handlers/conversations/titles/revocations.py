"""取消资格: proposed, confirmed by a second, dropped, taken back; 恢复被取消的资格."""

from __future__ import annotations

from collections.abc import Sequence

from actions.access import pack_of, title_rules
from actions.titles.revoke import (
    RIGHT,
    confirm_revocation,
    drop_revocation,
    reinstate,
    revoke,
    undo_revocation,
)
from handlers.conversations.titles.holding import dossier_before, held_by, is_ours, title_of
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Deed, Subject, Subjects
from handlers.engine.delivered import told
from handlers.rendering.records import told_apart
from programme.deciding import alone_from, may_take_back
from programme.grounds import grounds as grounds_of
from programme.grounds import no_grounds
from programme.qualification import IN_FORCE
from programme.spans import plain_day
from storage.queries.titles.holders import holder_of
from storage.queries.titles.rulings import Ruling, ruling, rulings_in
from storage.queries.titles.standing import (
    qualification,
)


def _revoke(talk: ConversationContext, subject: int, values: Values) -> str:
    ground, reason = values.get("ground", ""), values.get("reason", "")
    came = revoke(talk.work, talk.speaker, subject, ground, reason, talk.rules, talk.now)
    if came.stands:
        return _REVOKED.format(name=came.who.name, told=told(talk))
    if came.asked:
        asked = f"要另一位工作人员确认，已请 {came.asked} 位看"
        return f"已提出取消{came.who.name}的资格，{asked}。确认以前资格不变，也不通知本人。"
    opens = plain_day(alone_from(talk.today, talk.rules.calendar), talk.today)
    return (
        f"已提出取消{came.who.name}的资格。这里只有您一位能办，要隔一个工作日再确认一次："
        f"{opens}起说「确认取消资格 {came.who.name}」。确认以前资格不变，也不通知本人。"
    )


_REVOKED = "已取消{name}的资格，依据和原因写在通知里{told}。一天内可以「撤回取消资格 {name}」。"


def _file_of_title(talk: ConversationContext, subject: int) -> str:
    """What staff must have before them: whether the title can be taken at all, the dossier, and that it is told."""
    held, who = talk.once(title_of, subject)
    why = no_grounds(pack_of(held.pack, talk.rules), who.kind) if held and who else ""
    instead = f"{why}可以「暂停 {who.name}」，违法的移送主管部门。" if why and who else ""
    return join(instead, dossier_before(talk, subject))


def _rulings(state: str) -> Subjects:
    def subjects(talk: ConversationContext, named: str) -> list[Subject]:
        found = rulings_in(talk.work, talk.speaker.jurisdiction, (RIGHT,), state)
        return [_subject_of(talk, one) for one in found if state == "proposed" or _may_undo(talk, one)]

    return subjects


def _may_undo(talk: ConversationContext, one: Ruling) -> bool:
    held = qualification(talk.work, one.subject_id)
    rule = pack_of(held.pack, talk.rules).deciding if held and held.state == "revoked" else None
    return bool(rule and one.decided_at and may_take_back(rule, one.decided_at, talk.now))


def _subject_of(talk: ConversationContext, one: Ruling) -> Subject:
    who = holder_of(talk.work, one.subject_id)
    return Subject(
        one.id, who.name if who else one.name, told_apart(who) if who else "", person=one.person_id
    )


def _proposed(talk: ConversationContext, subject: int) -> str:
    """What the colleague had before them, and why."""
    one = ruling(talk.work, subject)
    if one is None:
        return LOOK_AGAIN
    exception = "这是例外：事实不符合这一条。" if one.against else ""
    return join(one.dossier, f"依据{one.ground}。{exception}\n原因：{one.reason}。", LOOK_AGAIN)


def _second(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        if deed == "confirm":
            who = confirm_revocation(talk.work, talk.speaker, subject, talk.rules, talk.now)
        else:
            act = drop_revocation if deed == "drop" else undo_revocation
            who = act(talk.work, talk.speaker, subject, values.get("reason", ""), talk.rules, talk.now)
        one = ruling(talk.work, subject)
        alone = "档案里记为「一人决定」。" if one and one.alone and deed == "confirm" else ""
        return join(done.format(name=who.name, told=told(talk)), alone)

    return decide


def _reinstate(talk: ConversationContext, subject: int, values: Values) -> str:
    reason = values.get("reason", "")
    who = reinstate(talk.work, talk.speaker, subject, reason, talk.rules, talk.now)
    return f"已恢复{who.name}被取消的资格{told(talk)}。"


def _loss_grounds(talk: ConversationContext, subject: int) -> Sequence[str]:
    held, _ = talk.once(title_of, subject)
    if held is None:
        return ()
    rules = title_rules(held, talk.rules)
    return [one.text for one in grounds_of(rules)]


REVOCATIONS = (
    Decision(
        "revoke",
        ("取消资格", "撤销资格", "取消…资格", "撤销…资格"),
        "有效的资格",
        held_by(*IN_FORCE),
        _revoke,
        after_a_name=("资格取消", "资格撤销"),
        caution=_file_of_title,
        grounds=_loss_grounds,
        action="revoke",
        check=is_ours("revoke"),
    ),
    Decision(
        "confirm_revocation",
        ("确认取消资格", "同意取消资格", "确认取消…资格", "同意取消…资格"),
        "等第二人确认的取消资格",
        _rulings("proposed"),
        _second("confirm", _REVOKED),
        needs_reason=False,
        caution=_proposed,
        action="revoke",
        hard=True,
    ),
    Decision(
        "drop_revocation",
        ("不同意取消资格", "不取消资格", "不同意取消…资格"),
        "等第二人确认的取消资格",
        _rulings("proposed"),
        _second("drop", "好的，不取消{name}的资格，理由已留档。"),
        asks="原因是？只留档，不通知。",
        caution=lambda talk, subject: "确认后留档，不通知。",
        action="revoke",
    ),
    Decision(
        "undo_revocation",
        ("撤回取消资格", "撤回取消…资格", "收回取消资格"),
        "一天内取消的资格",
        _rulings("done"),
        _second("undo", "已撤回，{name}的资格和证书跟取消以前一样{told}。"),
        asks="原因是？会写给本人。",
        action="revoke",
    ),
    Decision(
        "reinstate",
        ("恢复被取消的资格", "恢复已取消的资格", "恢复…被取消的资格"),
        "已取消的资格",
        held_by("revoked"),
        _reinstate,
        caution=dossier_before,
        action="revoke",
        check=is_ours("revoke"),
    ),
)
