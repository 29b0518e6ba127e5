"""群发通知: «给全体专家发个通知，周五报数»; how many it reaches stands on the card before it goes."""

from __future__ import annotations

import re

from actions.access import may_ever, sees
from actions.staff.announce import Audience, announce, audience_of
from handlers.conversations.staff import to_whom, whom
from handlers.conversations.staff.posts import OUTSIDE, place
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.kinds import asks
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from language.domains import label
from language.lexicon import words_of
from language.passed_on import passed_on
from programme.roles import OFFICE
from storage.queries.people.speakers import by_person

LONGEST = 300
SHORT = 16
"""A remark on the card no longer than this may name other people or places."""
_AND = re.compile(r"[和跟与、，,]|以及|还有")
AUDIENCES = (
    ("志愿专家", ["expert"]),
    ("工作站", ["station"]),
    ("专家和工作站", ["expert", "station"]),
    ("企业", ["enterprise"]),
    ("在审的申请人", ["applicant"]),
    ("所有人", ["everyone"]),
)
_ONE = (("一个人", ["one"]),)
_THESE = (("刚才列出的人", ["these"]),)
_CALLED = {kinds[0]: caption for caption, kinds in (*AUDIENCES, *_ONE, *_THESE) if len(kinds) == 1}
NAMED = 3
"""Recipients who are called by name on the card."""
_WORDS = (
    ("expert", r"专家|老师"),
    ("station", r"工作站|站长|各站"),
    ("enterprise", r"企业|厂家"),
    ("applicant", r"申请人|申请的"),
    ("everyone", r"所有人|每个人|大家|全体人员"),
)
_TOLD = re.compile(
    r"^(?:请|麻烦|帮我)?(?:给|向|通知|告诉|提醒|群发)(?P<whom>[^，,：:。]*?)"
    r"(?:(?:群?发|下)(?:个|一个|条|一条)?(?:通知|消息)|说一声|讲一声|一下|群发)?[，,：:]\s*(?P<text>.+)$",
    re.DOTALL,
)
_UNSENDS = re.compile(
    r"^(?:请|能不能|可以|帮我|把|将)*(?:撤[回销掉]?|收回|取消|追回)[了掉]?(?:刚才|刚刚|上面|昨天|今天|我)*(?:群?发)?的?(?:那|这)?[条个份]?(?:通知|群发|消息)"
    r"|^(?:把|将)?(?:刚才|刚刚|上面|昨天|今天|我)*(?:群?发)?(?:出去)?的?(?:那|这)?[条个份]?(?:通知|群发|消息)(?:能不能|可以|先)*(?:撤|收回|取消|追回)"
)
"""«撤回刚才发的通知»."""
_PEOPLE = "专家|老师|工作站|站长|各站|企业|厂家|申请人|所有人|每个人|大家|全体人员"
_TELLS_THEM = r"(?=[^，,：:。]*(?:通知|消息|群发|发给|发[个条份]|告诉|提醒|转告|知会|说))"
_HEADED = (
    re.compile(rf"^{_TELLS_THEM}(?P<whom>[^，,：:。]{{2,26}})[：:]\s*(?P<text>\S.*)$", re.DOTALL),
    re.compile(
        rf"^{_TELLS_THEM}(?P<whom>[^，,：:。\s]{{0,24}}(?:{_PEOPLE})们?)\s+(?P<text>\S.{{3,}})$", re.DOTALL
    ),
    re.compile(
        rf"^{_TELLS_THEM}(?P<whom>[^，,：:。]{{0,24}}(?:{_PEOPLE}|通知|消息|一声|一下)们?)[，,]\s*(?P<text>\S.{{3,}})$",
        re.DOTALL,
    ),
)
"""«发个通知给所有工作站：周五前交台账»: what follows the first stop is what they are told."""
_CALLS = re.compile(
    rf"^(?P<text>(?P<whom>(?:各位|全体|所有|尊敬的|亲爱的)[^，,：:。]{{0,6}}?(?:{_PEOPLE})们?)(?:同志|同仁|朋友)?们?[您你]?们?好?[，,：:！!]\s*\S.{{3,}})$",
    re.DOTALL,
)
"""«各位老师，月底前补齐日记»: as they are called in it, so that the call is a part of it."""
_LEFT_OUT = re.compile(
    rf"(?:不|别|不要|不用|无需)(?:再)?(?:群?发|通知|告诉|给|提醒)(?:给|到)?(?:{_PEOPLE})们?"
)
"""«不发企业»: who is told nothing."""
_ADDRESSED = re.compile(rf"^[^，,：:。]{{0,16}}?(?:{_PEOPLE})")
"""Whom, where no matter follows: what else a text says is the matter, and names no field."""
_TELLS_SOMEBODY = re.compile(
    rf"^(?:请|麻烦|帮我)?通知(?:一下)?[{''.join(words_of('surnames'))}]\S{{6,}}", re.DOTALL
)
_BY_LABELS = re.compile(
    r"^(?:群发|发个?)?(?:通知|消息)?[，,\s]*发给[：:]?\s*(?P<whom>[^，,：:。\s]{1,16})[，,。\s]*内容(?:写|是|为)?[：:\s]*(?P<text>\S.*)$",
    re.DOTALL,
)
"""«发给工作站 内容 周五交台账»: as the card calls them."""
_RUN_ON = re.compile(
    r"^(?:请|麻烦|帮我)?(?:通知|告诉|提醒|让|叫|要求)(?P<whom>.{0,12}?(?:专家|老师|工作站|站长|各站|企业|申请人|所有人|大家)们?)(?P<text>.{4,})$",
    re.DOTALL,
)

_BEHIND_WHOM = re.compile(rf"^[^，,：:。]*?(?:{_PEOPLE}|这些[站人]|他们)们?(?P<matter>[^，,：:。]{{4,}})$")
_ONLY_HEADS = re.compile(r"(?:通知|消息|提醒|群发|知会|一声|一下|一句|个?话|[的们])$|^(?:和|跟|及|与|、)")
"""«的», «发个通知»: what stands behind the people still says whom, or only that they are told something."""
_LET_THEM = re.compile(r"^(?:让|叫|要求|请)(?:他们|她们|大家)")
"""«让他们周五前交» is said to us; they themselves are told «请周五前交»."""


def _parted(found: re.Match[str]) -> tuple[str, str]:
    """Whom and what of a wording: a matter that begins before the first stop belongs to what they are told."""
    whom_said, told = found["whom"], found["text"].strip()
    behind = _BEHIND_WHOM.match(whom_said)
    if behind and not _ONLY_HEADS.search(behind["matter"]) and not _CALLS.match(found.string.strip()):
        told = found.string[found.start("whom") + behind.start("matter") :].strip()
        whom_said = whom_said[: behind.start("matter")]
    return whom_said, _LET_THEM.sub("请", told)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Whom, from the words before the matter; the rest is what they are told."""
    if somebody := to_whom.read(talk, text):
        return somebody
    text = _LEFT_OUT.sub("", text).strip()
    wordings = (_BY_LABELS, _TOLD, *_HEADED, _CALLS, _RUN_ON)
    found = next((one for wording in wordings if (one := wording.match(text.strip()))), None)
    if "text" in values and not found:
        short = len(text) <= SHORT and not asks(text)
        return _whom(talk, text) | reading.as_values({"unsorted": whom.unsorted(text)}) if short else {}
    addressed = _ADDRESSED.match(text.strip())
    called, told = _parted(found) if found else (addressed[0] if addressed else "", None)
    return _whom(talk, called) | reading.as_values(
        {"domain": reading.domain(talk, called), "text": told, "unsorted": whom.unsorted(called)}
    )


def _whom(talk: ConversationContext, text: str) -> Values:
    return reading.as_values({"audience": _audience(talk, text), "region": _regions(talk, text)})


def _audience(talk: ConversationContext, text: str) -> list[str] | None:
    """The kinds of people that the words name; a question («有没有人申请当专家») names none."""
    if asks(text):
        return None
    text = _LEFT_OUT.sub("", text)
    named = [code for code, words in _WORDS if re.search(words, text)]
    return ["everyone"] if "everyone" in named else named or None


def _audience_alone(talk: ConversationContext, text: str) -> list[str] | None:
    """«给孙老师发个消息» is for one, and not for all who are called so."""
    return None if "audience" in to_whom.read(talk, text) else _audience(talk, text)


def _regions(talk: ConversationContext, text: str) -> list[str] | None:
    """«赤坎和霞山»: each of the places named."""
    found = [reading.region(talk, part) for part in _AND.split(text)]
    return list(dict.fromkeys(filter(None, found))) or None


def _outside(talk: ConversationContext, codes: list[str]) -> str:
    return "" if all(sees(talk.speaker, code) for code in codes) else OUTSIDE


def _meant(talk: ConversationContext, values: Values) -> Audience:
    regions = values.get("region") or [talk.speaker.jurisdiction or ""]
    kinds = tuple(values["audience"])
    people = tuple(values.get("people") or filter(None, [values.get("person")]))
    return Audience(kinds, tuple(regions), values.get("domain"), people)


def _infer(talk: ConversationContext, values: Values) -> Values:
    """How many it reaches, and the first of them by name."""
    if not values.get("audience") or (values["audience"] == ["one"] and "person" not in values):
        return {}
    found = audience_of(talk.work, talk.speaker, _meant(talk, values))
    names = "、".join(by_person(talk.work, one).name or "未留姓名" for one in found[:NAMED])
    more = " 等" if len(found) > NAMED else ""
    return {"count": f"{len(found)} 人" + (f"：{names}{more}" if names else "")}


def _asked_anew(talk: ConversationContext, values: Values) -> str:
    """«把“周五交台账”发给湛江的工作站，3 人»; one is called by name."""
    count, _, names = values.get("count", "").partition("：")
    if values.get("audience") == ["one"]:
        whom_told = names
    else:
        kinds = "、".join(_CALLED[kind] for kind in values.get("audience", ()))
        whom_told = f"{'、'.join(map(place, _meant(talk, values).regions))}的{kinds}，{count}"
    return f"把“{shorten(values.get('text', ''), SHORT)}”发给{whom_told}"


def _as_lists(values: Values, version: int) -> Values:
    """Version 1 had one kind (holder: experts and stations) in one region."""
    lists = {name: [values[name]] for name in ("audience", "region") if isinstance(values.get(name), str)}
    both = {"audience": ["expert", "station"]} if values.get("audience") == "holder" else {}
    kept = {name: value for name, value in values.items() if name != "count" or not lists}
    return kept | lists | both


def _send(talk: ConversationContext, values: Values) -> Outcome:
    count = announce(talk.work, talk.speaker, _meant(talk, values), values["text"], talk.now)
    letters = Choice("没送到的", tokens.start("letters"))
    return Outcome(Reply(f"{many_told(talk, f' {count} 人')}。", choices=(letters,)))


_ONLY_WHOM = re.compile(
    rf"(?:就|只|那|都|我是说|[，,。；;\s])*(?:(?:群?发|通知)(?:给|到)?(?:{_PEOPLE})们?|{_LEFT_OUT.pattern})(?:(?:就|只|那|都|[，,。；;\s])*(?:(?:群?发|通知)(?:给|到)?(?:{_PEOPLE})们?|{_LEFT_OUT.pattern}))*(?:就行|就好|吧|[，,。；;\s])*"
)
"""«就发给工作站 不发企业» says whom, and is no text."""
NOT_THE_TEXT = "这是说发给谁。内容还没有，先说写什么，卡片上再改发给谁。"


def _check_text(talk: ConversationContext, text: str) -> str:
    if _ONLY_WHOM.fullmatch(text.strip()):
        return NOT_THE_TEXT
    return "" if len(text) <= LONGEST else f"通知请写在 {LONGEST} 字以内。"


def _taken_back(talk: ConversationContext) -> Reply:
    return Reply(
        "在对话里群发的撤不回来，还没送到的也一样；在网页工作台发的，10 分钟内能在那里撤回。要更正，再发一条，以后面的为准。",
        choices=(Choice("群发通知", tokens.start("announce")),),
    )


UNSEND = Command(
    "unsend",
    "撤回通知",
    ("撤回通知", "通知发错了", "把通知撤回来"),
    _taken_back,
    OFFICE,
    syntax=lambda text: _UNSENDS.search(text.strip()) is not None,
)


_HAS_THEM_DO = re.compile(
    r"^(?:请|麻烦|帮我)?(?:让|叫|要求)(?:全体|所有|各个?|[\u4e00-\u9fff]{2,3}的)?(?:专家|老师|工作站|站长|各站)们?.{0,14}?[前内之].{0,6}?(?:交|报|填|补|回|提交|上报|记)"
)
"""«让各站周五前报需求»: what they are to do by a day."""


def _tells_somebody(text: str) -> bool:
    if _HAS_THEM_DO.match(text.strip()):
        return True
    return _TELLS_SOMEBODY.match(text.strip()) is not None or passed_on(text) is not None


ANNOUNCE = Form(
    name="announce",
    version=2,
    title="群发通知",
    serves=("staff.notify",),
    examples=(
        "群发通知",
        "发通知",
        "群发消息",
        "给专家发个通知",
        "通知全体专家",
        "通知所有企业",
        "给工作站都说一声",
        "跟企业都说一声，下周开会",
    ),
    roles=OFFICE,
    sample="给霞山的专家发个通知：周五下班前报本月时长",
    card="群发通知",
    sends=True,
    irreversible=True,
    anew=_asked_anew,
    slots=(
        Slot(
            "audience",
            "发给",
            ask="发给谁？",
            read=_audience_alone,
            show=lambda kinds: "、".join(_CALLED[kind] for kind in kinds),
            options=lambda talk, values: (
                AUDIENCES + _ONE * ("person" in values or "called" in values) + _THESE * ("people" in values)
            ),
            hint="点一下发给谁。",
        ),
        Slot(
            "person",
            "谁",
            ask=to_whom.ask,
            read=to_whom.by_name,
            options=to_whom.options,
            hint=to_whom.WHO,
            when=lambda talk, values: values.get("audience") == ["one"],
        ),
        Slot(
            "region",
            "地区",
            asked=False,
            ask="哪个市或区县的？",
            read=_regions,
            show=lambda codes: "、".join(map(place, codes)),
            check=_outside,
        ),
        Slot(
            "domain",
            "领域",
            asked=False,
            ask="哪个领域的专家？",
            read=reading.domain,
            show=label,
            when=lambda talk, values: "expert" in values.get("audience", ()),
        ),
        Slot(
            "text",
            "内容",
            ask="通知写什么？按您写的原样发。",
            composed=True,
            read=reading.words,
            free=True,
            check=_check_text,
        ),
        Slot("unsorted", "", asked=False, hidden=True),
        Slot("people", "", asked=False, hidden=True),
        Slot("called", "", asked=False, hidden=True),
        Slot("among", "", asked=False, hidden=True),
        Slot("count", "人数", asked=False, ask="人数是按上面的条件数的。", counted=True),
    ),
    read=_read,
    more=whom.instead,
    catch=whom.catch,
    infer=_infer,
    upgrade=_as_lists,
    syntax=_tells_somebody,
    heeds=lambda talk, text: bool(to_whom.of_those_shown(talk, text)),
    closed=lambda talk, values: (
        "" if may_ever(talk.speaker, "notify_many") else "群发通知要由审核人员或管理员来发。"
    ),
    deed=deed("发", "发出去", "发送", "通知", "群发", undone="好，没有发，谁也没有收到。"),
    submit=_send,
)
