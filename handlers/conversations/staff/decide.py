"""Staff decide by a word and a name: «通过 何志强», «退回 何志强 缺学历证明», «警告 周教授»."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.access import may_ever
from handlers.conversations.staff import by_surname, passed
from handlers.conversations.staff.called import called, known, meant, number_in, without, without_fillers
from handlers.conversations.staff.placed import is_placed, placed, without_place
from handlers.conversations.staff.pointed import just_shown, pointed, points, without_pointing
from handlers.conversations.staff.waiting import ask_which, named_in, subjects_waiting
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import EVERYTHING, Decision, Subject
from handlers.engine.decisions import decisions, goes_first_in, said
from handlers.engine.deeds import Deed
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.kinds import asks
from handlers.engine.one_tap import SETTLED
from handlers.message import Reply
from handlers.rendering.citing import named
from programme.authority import TABLE as RIGHTS
from programme.roles import OFFICE, STAFF_NAMES

SEE_WHOM = "没说名字，看看是不是这一位。"
_DONE_TO = ("把", "给", "对", "将")
_BECAUSE = re.compile(r"^(?:给?[个一]?个?)?(?:理由|原因)(?:就?[是写填]|改成|为|[：:])?|^(?:因为|由于)")
_REASON_IS = re.compile(r"(?:那|把)?(?:理由|原因)(?:就|你)?[是写填][：:，,\s]*(?P<why>\S.*)", re.DOTALL)
_PARTICLES = re.compile(r"[吧了啊呀哦呢嘛的。！!\s]+")
"""«警告简文彬吧» gives no reason."""
_OTHERWISE = re.compile(
    r"(?:(?:不对|不是|错了|等等|搞错了?|不)[，,。\s]*)+(?:应该|还是|改成)?(?:是)?(?:不?(?:成立|属实)|不?通过|不?同意)[了的吧]*[。！!]*"
)
"""«不对 不成立» means another decision, and is no reason for this one."""
_PROVES = re.compile(r"成立|属实")
"""Only these turn a decision round: «不通过» and «不同意» are said of other matters too."""
_DISMISSES = re.compile(r"不(?:成立|属实)")
_NUMBERED = re.compile(r"(?<![\d月])\d{1,9}\s*号")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The decision, whom it names, and the rest as the reason."""
    if "decision" not in values and (other := _just_decided(talk, text)):
        return other
    text = by_surname.named(text, subjects_waiting(talk))
    if (whom := by_surname.said(text)) and (heard := said(by_surname.as_name(text))):
        return {"decision": heard[0].code, "named": whom}
    heard = said(text)
    if heard is None:
        return {} if "decision" in values else reading.as_values({"named": named_in(talk, text) or None})
    decision, rest = heard[0], without_fillers(heard[1])
    subjects = talk.once(decision.subjects, rest)
    if not rest and (one := just_shown(talk, subjects, at_once=not decision.needs_reason)):
        return reading.as_values(
            {"decision": decision.code, "named": one.name, "subject": one.id, "unnamed": 1}
        )
    if points(rest) and not any(one.name in rest for one in subjects):
        one, why = pointed(talk, subjects, rest), _reason(without_pointing(rest))
        about = {"named": one.name, "subject": one.id, "unnamed": 1} if one else {}
        return reading.as_values({"decision": decision.code, "reason": why or None} | about)
    if one := placed(subjects, rest):
        why = _reason(without_place(rest))
        return reading.as_values(
            {"decision": decision.code, "named": one.name, "subject": one.id, "reason": why or None}
        )
    name = called(talk, subjects, rest)
    reason = _reason(without(name, rest) if name else rest)
    known = {"decision": decision.code, "named": name or None, "reason": reason or None}
    return reading.as_values(known | {"numbered": 1 if _NUMBERED.search(rest) else None})


def _just_decided(talk: ConversationContext, text: str) -> Values:
    """«不对不对，应该是不成立», after it was done: the newest that was decided the other way, to be decided so now."""
    if not (_OTHERWISE.fullmatch(text.strip()) and _PROVES.search(text)):
        return {}
    dismisses = _DISMISSES.search(text) is not None
    for decision in decisions().values():
        if ("不成立" in decision.caption) == dismisses and (lately := decision.lately(talk)):
            newest = lately[0]
            named = f"{newest.number} 号" if newest.number else newest.name
            return {"decision": decision.code, "named": named, "subject": newest.id}
    return {}


def _reason(words: str) -> str:
    """Without the words that only say that a reason follows."""
    why = _BECAUSE.sub("", words).strip(" ，,：:")
    return "" if _PARTICLES.fullmatch(why) else why


def _matching(talk: ConversationContext, values: Values) -> tuple[list[Subject], bool]:
    """Whom it may be about, and whether what was named is among them."""
    decision, named = decisions()[values["decision"]], values.get("named", "")
    subjects = talk.once(decision.subjects, named)
    if same := meant(talk, subjects, named):
        return same, True
    return ([] if known(talk, named) else subjects), not named


def _options(talk: ConversationContext, values: Values) -> Options:
    if "decision" not in values or not _may(talk, values):
        return ()
    return [(one.label, one.id) for one in _matching(talk, values)[0]]


def _infer(talk: ConversationContext, values: Values) -> Values:
    """The one who is meant, where there is only one."""
    if "decision" not in values or not _may(talk, values):
        return {}
    subjects, known = _matching(talk, values)
    return {"subject": subjects[0].id} if known and len(subjects) == 1 else {}


def _any_left(talk: ConversationContext, values: Values) -> bool:
    return bool(talk.once(_options, values))


def _which(talk: ConversationContext, values: Values) -> str:
    decision = decisions()[values["decision"]]
    if values.get("named") and not _matching(talk, values)[1]:
        return f"{decision.of}里没有“{values['named']}”。是下面哪一位？"
    return f"{decision.caption}哪一位？"


def _go(talk: ConversationContext, values: Values) -> Outcome:
    if "decision" not in values:
        return Outcome(ask_which(talk, values.get("named", "")))
    decision = decisions()[values["decision"]]
    if not _may(talk, values):
        return Outcome(Reply(f"「{decision.caption}」要由{_who_may(decision)}来办。"))
    if "subject" not in values:
        return Outcome(Reply(_nobody(talk, decision, values.get("named", ""))))
    among = (values.get("named", ""), EVERYTHING)
    if not any(values["subject"] == one.id for name in among for one in talk.once(decision.subjects, name)):
        return Outcome(SETTLED)
    decision.check(talk, values["subject"])
    caution = decision.caution(talk, values["subject"])
    if not caution and not _is_named(talk, values):
        caution = decision.unless_named(talk, values["subject"]) or SEE_WHOM * bool(values.get("unnamed"))
    if not caution and values.get("numbered"):
        caution = decision.unless_named(talk, values["subject"])
    if not caution and not decision.needs_reason:
        return Outcome(Reply(decision.deed(talk, values["subject"], values)))
    known = {"decision": decision.code, "subject": values["subject"], "verdict": decision.caption}
    grounds = decision.grounds(talk, values["subject"])
    known |= {"ground": grounds[0]} if len(grounds) == 1 else {}
    known |= {name: values[name] for name in ("reason", "named") if values.get(name)}
    return Outcome(Reply(caution), then=("second_look", known))


def _is_named(talk: ConversationContext, values: Values) -> bool:
    """Whether the name was said or seen, and no number or part of a name stands for it."""
    named = values.get("named", "")
    if values.get("unnamed"):
        return False
    return not named or named == _called(talk, values)


def _may(talk: ConversationContext, values: Values) -> bool:
    return may_ever(talk.speaker, decisions()[values["decision"]].action)


def _who_may(decision: Decision) -> str:
    return "或".join(name for role, name in STAFF_NAMES.items() if role in RIGHTS[decision.action])


def _nobody(talk: ConversationContext, decision: Decision, named: str) -> str:
    if number_in(named):
        return f"{named}已经办过了，或者不在您的辖区：现在没有{decision.of}。"
    name = known(talk, named)
    if name and decision.noun == "申请" and (stands := passed.stands(talk, name)):
        return stands
    if name and talk.once(decision.subjects, named):
        return f"{decision.of}里没有{name}。{decision.if_not}"
    who = f"{name}不在内：" if name else f"没有找到“{named}”：" if named else ""
    return f"{who}您的辖区里现在没有{decision.of}。{decision.if_not if name else ''}"


def _is_decision(text: str) -> bool:
    """A decision's word goes first, or whom it is done to («把…»), or a number; where it stands elsewhere, the intent tells."""
    text = by_surname.as_name(text)
    found = said(text)
    if found is None:
        return False
    plain = without_fillers(text.strip()).removeprefix("请")
    goes_first = plain.startswith((*found[0].words, *_DONE_TO)) or goes_first_in(plain)
    rest = without_fillers(found[1])
    return _NUMBERED.search(text) is not None or goes_first or points(rest) or is_placed(rest)


DECIDE = Form(
    name="decide",
    version=1,
    title="审核决定",
    serves=("staff.decide",),
    roles=OFFICE,
    ref="subject",
    given=("decision",),
    slots=(
        Slot("subject", "对象", ask=_which, options=_options, when=_any_left, hint="点一下是哪一位。"),
        Slot(
            "decision",
            "决定",
            hidden=True,
            asked=False,
            options=lambda talk, values: [(row.caption, row.code) for row in decisions().values()],
        ),
        Slot("named", "", hidden=True, asked=False),
        Slot("reason", "", hidden=True, asked=False),
        Slot("unnamed", "", hidden=True, asked=False),
        Slot("numbered", "", hidden=True, asked=False),
    ),
    read=_read,
    infer=_infer,
    syntax=_is_decision,
    submit=_go,
    stale_after=timedelta(hours=2),
)


def _grounds(talk: ConversationContext, values: Values) -> Options:
    if "subject" not in values:
        return ()
    return [(named(text), text) for text in decisions()[values["decision"]].grounds(talk, values["subject"])]


def _read_reason(talk: ConversationContext, text: str) -> str | None:
    """Any words but another decision, or a question."""
    if _OTHERWISE.fullmatch(text.strip()) or asks(text):
        return None
    return None if said(text) else _reason(text.strip()) or None


def _read_why(talk: ConversationContext, text: str, values: Values) -> Values:
    """The reason, where the same decision is said once more with it: «钱顾问的资格先暂停，企业投诉正在核»."""
    heard = said(text)
    if heard is None or heard[0].code != values.get("decision"):
        return {}
    name = _called(talk, values)
    if not name or name not in heard[1]:
        return {}
    return reading.as_values({"reason": _reason(without(name, heard[1])) or None})


def _reason_is(talk: ConversationContext, values: Values, text: str) -> Values:
    """«理由就写催了三次没回»: the whole of it, in the place of what stood there; or «不对 不成立»: the other way."""
    if _OTHERWISE.fullmatch(text.strip()) and "reason" not in values:
        return _other_way(values, text)
    found = _REASON_IS.fullmatch(text.strip())
    return {"reason": found["why"]} if found and not asks(text) else {}


def _other_way(values: Values, text: str) -> Values:
    """The decision about the same matter that a text says instead: 投诉不成立 for 投诉成立; nothing where there is none."""
    if not _PROVES.search(text):
        return {}
    now = decisions()[values["decision"]]
    wanted = [word.replace("不成立", "成立") for word in now.words]
    if _DISMISSES.search(text):
        wanted = [word.replace("成立", "不成立") for word in wanted]
    other = next(
        (one for one in decisions().values() if one.of == now.of and set(wanted) & set(one.words)), None
    )
    return {"decision": other.code, "verdict": other.caption} if other and other is not now else {}


def _why(talk: ConversationContext, values: Values) -> bool:
    decision = decisions()[values["decision"]]
    wanted = "subject" in values and talk.once(decision.wants_reason, values["subject"])
    return decision.needs_reason or wanted or "reason" in values


def _ask_why(talk: ConversationContext, values: Values) -> str:
    """With what it is to be and whom it is about, since another may be meant in the next message."""
    decision = decisions()[values["decision"]]
    return f"{decision.caption}{_called(talk, values)}，{decision.asks}"


def _called(talk: ConversationContext, values: Values) -> str:
    about = talk.once(decisions()[values["decision"]].subjects, values.get("named", ""))
    return next((one.name for one in about if one.id == values.get("subject")), "")


def _stopped(talk: ConversationContext, values: Values) -> Deed:
    """What «先别警告他» stops."""
    decision = decisions()[values["decision"]]
    name = _called(talk, values)
    verbs = (*decision.words, *(f"{word}{name}" for word in decision.words if name))
    return Deed(
        verbs,
        undone=f"好，{name}先不{decision.caption}，没有通知。" if name else "好，先不定，没有通知。",
        of=name,
    )


def _decide(talk: ConversationContext, values: Values) -> Outcome:
    return Outcome(Reply(decisions()[values["decision"]].deed(talk, values["subject"], values)))


SECOND_LOOK = Form(
    name="second_look",
    version=1,
    title="二次确认",
    akin=("staff.decide",),
    roles=OFFICE,
    card="看准了再确认",
    irreversible=True,
    ref="subject",
    look="对吗？",
    given=("decision",),
    called=lambda talk, values: f"{decisions()[values['decision']].caption} {_called(talk, values)}",
    slots=(
        Slot("decision", "", hidden=True, asked=False),
        Slot("named", "", hidden=True, asked=False),
        Slot(
            "verdict",
            "决定",
            asked=False,
            ask="换成哪一种？比如「暂不警告」「退回」。",
        ),
        Slot("subject", "对象", ask="是哪一位？", options=_options, hint="点一下是哪一位。"),
        Slot(
            "ground",
            "依据",
            ask="依据哪一条？",
            options=_grounds,
            when=lambda talk, values: bool(talk.once(_grounds, values)),
            hint="点一下依据哪一条。",
        ),
        Slot(
            "reason",
            "原因",
            ask=_ask_why,
            composed=True,
            read=_read_reason,
            when=_why,
            free=True,
            hint="原因是？",
        ),
    ),
    read=_read_why,
    more=_reason_is,
    deed=_stopped,
    submit=_decide,
    stale_after=timedelta(days=1),
)
