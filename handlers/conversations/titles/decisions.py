"""警告 / 解除警告 / 暂停 / 恢复资格 / 取消资格 / 续聘 / 绑定码: a holder and the title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from actions.access import pack_of, title_rules
from actions.people.bind import issue_code
from actions.steps import StepAt, StepOwners
from actions.titles.dossier import Known, known_of, matter
from actions.titles.renew import decide_renewal
from actions.titles.revoke import (
    RIGHT,
    confirm_revocation,
    drop_revocation,
    reinstate,
    revoke,
    undo_revocation,
)
from actions.titles.suspend import suspend
from actions.titles.warn import decide_warning, lift_warning
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Deed, Subject, Subjects
from handlers.engine.delivered import told
from handlers.engine.undone import reminders_of_all, unreached
from handlers.rendering.records import told_apart
from programme.deciding import alone_from, may_take_back
from programme.dues import silence
from programme.grounds import grounds as grounds_of
from programme.grounds import no_grounds
from programme.packs.offices import Step
from programme.programmes import named as level_of
from programme.qualification import IN_FORCE, IN_GOOD_STANDING, SERVING, SUSPENSION
from programme.spans import plain_day
from storage.queries.titles.holders import Holder, holder_of, holders_in, packs_of
from storage.queries.titles.rulings import Ruling, ruling, rulings_in
from storage.queries.titles.standing import (
    QualificationFacts,
    qualification,
    renewal,
    renewals_in,
    warning,
    warning_of,
    warnings_in,
)

SHOWN = 8
_NO_WARNING = (
    r"警告(?:的事|这事)?(?:就|先|暂时?|还是|可以|也|都)*"
    r"(?:[不别甭](?:用|要|急着?|忙着?)*[发给下出记开办提]|[压放缓搁拖停](?:一?[压放缓搁拖停]|着|一?下)|[算免]了|免掉|缓[发办])",
    r"(?:先|暂时?|还是)*[不别甭莫](?:用|要|急着?|忙着?)*(?:(?<=急着)|(?<=忙着)|(?:[给对]|(?:[发下出])[给]?)(?P<within>[^，,。；;]{0,12}?)的?[记发下出开个]{0,2}|[记发下出开])警告",
)
"""«警告先压一压», «先别发李律师的警告»: no warning for the time being."""
"""Titles offered at most where none is named."""


def _named(who: Holder, key: int) -> Subject:
    return Subject(key, who.name, told_apart(who), person=who.person_id)


def owns(talk: ConversationContext, step: Step, pack: str, who: Holder) -> bool:
    """Whether a step about a title is the speaker's level's."""
    at = StepAt(step, pack_of(pack, talk.rules), who.kind, who.region)
    return talk.once(owners_of).owns(talk.speaker.jurisdiction, at)


def _is_ours(step: Step) -> Callable[[ConversationContext, int], None]:
    """Refused where this step about a title is another level's."""

    def check(talk: ConversationContext, subject: int) -> None:
        held, who = qualification(talk.work, subject), holder_of(talk.work, subject)
        if held is not None and who is not None:
            at = StepAt(step, pack_of(held.pack, talk.rules), who.kind, who.region)
            talk.once(owners_of).require(talk.speaker, at)

    return check


def _due(talk: ConversationContext, named: str) -> list[Subject]:
    """Those whom it may be; of one whom no reminder has reached it is said."""
    found = warnings_in(talk.work, talk.speaker.jurisdiction, "due", IN_GOOD_STANDING)
    own = [one for one in found if owns(talk, "warn", one.pack, one.who)]
    persons = {one.who.person_id for one in own}
    due = [*own, *(one for one in found if named and one.who.person_id not in persons)]
    fared = reminders_of_all(talk, due)
    subjects = [
        replace(
            _named(one.who, one.id),
            about="；".join(
                filter(None, (told_apart(one.who), unreached(talk, one, fared[one.who.qualification_id])))
            ),
        )
        for one in due
    ]
    return _by_title(talk, subjects, {one.id: one.pack for one in due})


def _by_title(talk: ConversationContext, subjects: list[Subject], packs: Mapping[int, str]) -> list[Subject]:
    """Of who stands there by several titles it is said which one each is: «市级，某某律师事务所»."""
    persons = [one.person for one in subjects]
    return [
        replace(one, about=f"{level_of(talk.rules, pack_of(packs[one.id], talk.rules))}，{one.about}")
        if persons.count(one.person) > 1
        else one
        for one in subjects
    ]


def _warn(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        who = decide_warning(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=who.name, told=told(talk))

    return decide


def _warning_ground(talk: ConversationContext, subject: int) -> Sequence[str]:
    one = warning(talk.work, subject)
    rule = pack_of(one.pack, talk.rules).rules(one.who.kind).warning if one else None
    return (
        (f"{rule.clause}：从{plain_day(one.silent_since, talk.today)}起{silence(rule)}",)
        if one and rule
        else ()
    )


def _held(*states: str) -> Subjects:
    def subjects(talk: ConversationContext, named: str) -> list[Subject]:
        place = talk.speaker.jurisdiction
        found = holders_in(talk.work, place, states, named_in=named, limit=SHOWN)
        if named and not found:
            found = holders_in(talk.work, place, states, limit=SHOWN)
        subjects = [_named(who, who.qualification_id) for who in found]
        if len({who.person_id for who in found}) == len(found):
            return subjects
        return _by_title(talk, subjects, packs_of(talk.work, [one.id for one in subjects]))

    return subjects


def title_of(talk: ConversationContext, subject: int) -> tuple[QualificationFacts | None, Holder | None]:
    """A title and who holds it, to be asked for by `talk.once`."""
    return qualification(talk.work, subject), holder_of(talk.work, subject)


def known_title(talk: ConversationContext, subject: int, whole_term: bool = False) -> Known | None:
    """What is on record about a title, by the same."""
    held, who = talk.once(title_of, subject)
    if held is None or who is None:
        return None
    return known_of(talk.work, who, held, talk.rules, talk.now, whole_term=whole_term)


def owners_of(talk: ConversationContext) -> StepOwners:
    """Whose steps are, by the same."""
    return StepOwners(talk.work)


def _lift(talk: ConversationContext, subject: int, values: Values) -> str:
    who = lift_warning(talk.work, talk.speaker, subject, values.get("reason", ""), talk.rules, talk.now)
    if warning_of(talk.work, subject, "due"):
        return f"{who.name}的警告还没送到，收回了，本人不会收到；要不要警告，还等您定。"
    return f"已解除{who.name}的警告{told(talk)}。"


def _suspend(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        who = suspend(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        return done.format(name=who.name, told=told(talk))

    return decide


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
    return join(instead, _file(talk, subject))


def _file(talk: ConversationContext, title: int, *, whole_term: bool = False) -> str:
    known = talk.once(known_title, title, whole_term)
    if known is None:
        return LOOK_AGAIN
    return join(*matter(known, talk.once(owners_of)).dossier, LOOK_AGAIN)


def _file_of_warning(talk: ConversationContext, subject: int) -> str:
    one = warning(talk.work, subject)
    return _file(talk, one.who.qualification_id) if one else LOOK_AGAIN


def _file_of_renewal(talk: ConversationContext, subject: int) -> str:
    """Year by year, since a term is renewed for duties fulfilled in it (S6.8)."""
    one = renewal(talk.work, subject)
    return _file(talk, one.who.qualification_id, whole_term=True) if one else LOOK_AGAIN


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


def _asked(talk: ConversationContext, named: str) -> list[Subject]:
    return [
        _named(one.who, one.id)
        for one in renewals_in(talk.work, talk.speaker.jurisdiction, "asked")
        if named or owns(talk, "renew", one.pack, one.who)
    ]


def _renew(deed: str, done: str) -> Deed:
    def decide(talk: ConversationContext, subject: int, values: Values) -> str:
        reason = values.get("reason", "")
        who = decide_renewal(talk.work, talk.speaker, subject, deed, reason, talk.rules, talk.now)
        held = qualification(talk.work, who.qualification_id)
        return done.format(
            name=who.name, until=plain_day(held.until, talk.today) if held else "", told=told(talk)
        )

    return decide


def _bind_code(talk: ConversationContext, subject: int, values: Values) -> str:
    code = issue_code(talk.work, talk.speaker, subject, talk.now)
    who = holder_of(talk.work, subject)
    name = who.name if who else ""
    return f"{name}的绑定码，只显示这一次，10 分钟内有效：\n{code}\n请本人发来：绑定 {code}"


DECISIONS = (
    Decision(
        "warn",
        ("警告",),
        "待决定的警告",
        _due,
        _warn("issue", "已警告{name}{told}。"),
        needs_reason=False,
        caution=_file_of_warning,
        grounds=_warning_ground,
        action="issue_warning",
        hard=True,
        if_not="太久没有日记和活动，我才请您决定警告。",
    ),
    Decision(
        "withhold",
        ("暂不警告", "不警告", "先不警告", "别警告", "先别警告", "不要警告", "不用警告"),
        "待决定的警告",
        _due,
        _warn("withhold", "好的，这次不警告{name}，理由已留档。"),
        asks="原因是？只留档，不通知。",
        caution=lambda talk, subject: "确认后留档，不通知。",
        grounds=_warning_ground,
        wordings=_NO_WARNING,
        action="withhold_warning",
    ),
    Decision(
        "lift",
        (
            "解除警告",
            "撤销警告",
            "撤回警告",
            "取消警告",
            "解除…警告",
            "撤销…警告",
            "撤回…警告",
            "取消…警告",
        ),
        "已警告的专家和工作站",
        _held("warned"),
        _lift,
        after_a_name=("警告解除", "警告撤销", "警告撤回", "警告撤了", "警告取消"),
        action="issue_warning",
        check=_is_ours("warn"),
    ),
    Decision(
        "suspend",
        ("暂停", "暂停资格", "暂停…资格"),
        "有效的资格",
        _held(*SERVING),
        _suspend("suspend", "已暂停{name}的资格，先不请接新的需求{told}。"),
        caution=_file,
        grounds=lambda talk, subject: (SUSPENSION,),
        action="suspend",
        check=_is_ours("revoke"),
    ),
    Decision(
        "resume",
        ("恢复资格", "解除暂停", "恢复", "恢复…资格"),
        "已暂停的专家和工作站",
        _held("suspended"),
        _suspend("resume", "已恢复{name}的资格{told}。"),
        grounds=lambda talk, subject: (SUSPENSION,),
        action="suspend",
        check=_is_ours("revoke"),
    ),
    Decision(
        "revoke",
        ("取消资格", "撤销资格", "取消…资格", "撤销…资格"),
        "有效的资格",
        _held(*IN_FORCE),
        _revoke,
        after_a_name=("资格取消", "资格撤销"),
        caution=_file_of_title,
        grounds=_loss_grounds,
        action="revoke",
        check=_is_ours("revoke"),
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
        _held("revoked"),
        _reinstate,
        caution=_file,
        action="revoke",
        check=_is_ours("revoke"),
    ),
    Decision(
        "agree_renewal",
        ("同意续聘", "同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("agree", "已同意{name}续聘，任期到 {until}{told}。"),
        needs_reason=False,
        after_a_name=("可以", "可以了", "没问题", "同意"),
        caution=_file_of_renewal,
        action="decide_renewal",
    ),
    Decision(
        "decline_renewal",
        ("不同意续聘", "不同意顺延"),
        "待答复的续聘",
        _asked,
        _renew("decline", "{name}这次不续聘，任期仍到 {until}{told}。"),
        after_a_name=("不同意", "不续了"),
        caution=_file_of_renewal,
        action="decide_renewal",
    ),
    Decision(
        "bind_code",
        ("绑定码", "发绑定码"),
        "有效的资格",
        _held(*IN_FORCE),
        _bind_code,
        needs_reason=False,
        caution=lambda talk, subject: "",
        action="bind_code",
    ),
)
