"""群发通知: «给全体专家发个通知，周五报数»; how many it reaches stands on the card before it goes."""

from __future__ import annotations

import re

from actions.access import may_ever, sees
from actions.staff.announce import Audience, announce, audience_of
from handlers.conversations.staff.posts import place
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from language.domains import label
from language.lexicon import words_of
from programme.roles import OFFICE
from storage.queries.people.speakers import by_person
from storage.queries.staff.find_people import people

LONGEST = 300
AUDIENCES = (
    ("志愿专家", "expert"),
    ("工作站", "station"),
    ("专家和工作站", "holder"),
    ("企业", "enterprise"),
    ("在审的申请人", "applicant"),
    ("所有人", "everyone"),
)
_ONE = (("一个人", "one"),)
_WORDS = (
    ("expert", r"专家|老师"),
    ("station", r"工作站"),
    ("enterprise", r"企业|厂家"),
    ("applicant", r"申请人|申请的"),
    ("everyone", r"所有人|每个人|大家|全体人员"),
)
_TOLD = re.compile(
    r"^(?:请|麻烦|帮我)?(?:给|向|通知|告诉|提醒|群发)(?P<whom>[^，,：:。]*?)"
    r"(?:(?:群?发|下)(?:个|一个|条|一条)?(?:通知|消息)|说一声|讲一声|一下|群发)?[，,：:]\s*(?P<text>.+)$",
    re.DOTALL,
)
_ADDRESSED = re.compile(
    r"^[^，,：:。]{0,16}?(?:专家|老师|工作站|企业|厂家|申请人|所有人|每个人|大家|全体人员)"
)
"""Whom, where no matter follows: what else a text says is the matter, and names no field."""
_TELLS = re.compile(r"^(?:请|麻烦|帮我)?(?:给|向|通知|告诉|提醒)(?:一下)?(.+)$", re.DOTALL)
_TELLS_SOMEBODY = re.compile(
    rf"^(?:请|麻烦|帮我)?通知(?:一下)?[{''.join(words_of('surnames'))}]\S{{6,}}", re.DOTALL
)
_LINK = re.compile(r"^(?:发[个条]?(?:通知|消息)|说一声|一下)?[，,：:\s]*")
_RUN_ON = re.compile(
    r"^(?:请|麻烦|帮我)?(?:通知|告诉|提醒)(?P<whom>.{0,12}?(?:专家|老师|工作站|企业|申请人|所有人|大家)们?)(?P<text>.{4,})$",
    re.DOTALL,
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Whom, from the words before the matter; the rest is what they are told."""
    if one := _one(talk, text):
        return one
    found = _TOLD.match(text.strip()) or _RUN_ON.match(text.strip())
    addressed = _ADDRESSED.match(text.strip())
    whom = found["whom"] if found else addressed[0] if addressed else ""
    if "text" in values and not found:
        return reading.as_values({"audience": _audience(talk, text) if len(text) < 12 else None})
    return reading.as_values(
        {
            "audience": _audience(talk, whom),
            "region": reading.region(talk, whom),
            "domain": reading.domain(talk, whom),
            "text": found["text"].strip() if found else None,
        }
    )


def _one(talk: ConversationContext, text: str) -> Values:
    """«通知李律师周五来领聘书»: somebody by name, and behind the name what they are told."""
    led = _TELLS.match(text.strip())
    count, found = people(talk.work, talk.speaker.jurisdiction, said=led[1], limit=2) if led else (0, [])
    if led is None or count != 1:
        return {}
    names = (found[0].name, found[0].enterprise, found[0].station)
    name = next(name for name in names if name and name in led[1])
    before, _, told = led[1].partition(name)
    if len(before) > 1:
        return {}
    return reading.as_values({"audience": "one", "person": found[0].id, "text": _LINK.sub("", told) or None})


def _person(talk: ConversationContext, values: Values) -> Options:
    if "person" not in values:
        return ()
    return [(by_person(talk.work, values["person"]).name or "未留姓名", values["person"])]


def _audience(talk: ConversationContext, text: str) -> str | None:
    named = [code for code, words in _WORDS if re.search(words, text)]
    return "holder" if named[:2] == ["expert", "station"] else named[0] if named else None


def _meant(talk: ConversationContext, values: Values) -> Audience:
    region = values.get("region") or talk.speaker.jurisdiction or ""
    return Audience(values["audience"], region, values.get("domain"), values.get("person"))


def _infer(talk: ConversationContext, values: Values) -> Values:
    if "audience" not in values:
        return {}
    return {"count": len(audience_of(talk.work, talk.speaker, _meant(talk, values)))}


def _send(talk: ConversationContext, values: Values) -> Outcome:
    count = announce(talk.work, talk.speaker, _meant(talk, values), values["text"], talk.now)
    letters = Choice("没送到的", tokens.start("letters"))
    return Outcome(Reply(f"{many_told(talk, f' {count} 人')}。", choices=(letters,)))


def _check_text(talk: ConversationContext, text: str) -> str:
    return "" if len(text) <= LONGEST else f"通知请写在 {LONGEST} 字以内。"


ANNOUNCE = Form(
    name="announce",
    version=1,
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
    slots=(
        Slot(
            "audience",
            "发给",
            ask="发给谁？",
            read=_audience,
            options=lambda talk, values: AUDIENCES + _ONE * ("person" in values),
            hint="请点一下发给谁。",
        ),
        Slot(
            "person",
            "谁",
            asked=False,
            ask="通知谁？请说姓名。",
            options=_person,
            when=lambda talk, values: values.get("audience") == "one",
        ),
        Slot(
            "region",
            "地区",
            asked=False,
            ask="哪个市或区县的？",
            read=reading.region,
            show=place,
            check=lambda talk, code: "" if sees(talk.speaker, code) else "这个地方不在您的辖区内，请换一个。",
        ),
        Slot(
            "domain",
            "领域",
            asked=False,
            ask="哪个领域的专家？",
            read=reading.domain,
            show=label,
            when=lambda talk, values: values.get("audience") in ("expert", "holder"),
        ),
        Slot(
            "text",
            "内容",
            ask="通知写什么？按您写的原样发。",
            read=reading.words,
            free=True,
            check=_check_text,
        ),
        Slot("count", "人数", asked=False, ask="人数是按上面的条件数的。", show=lambda found: f"{found} 人"),
    ),
    read=_read,
    infer=_infer,
    syntax=lambda text: _TELLS_SOMEBODY.match(text.strip()) is not None,
    closed=lambda talk, values: (
        "" if may_ever(talk.speaker, "notify_many") else "群发通知要由审核人员或管理员来发。"
    ),
    submit=_send,
)
