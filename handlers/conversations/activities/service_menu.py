"""服务清单: written by staff item by item, read by everybody; an item opens a need with what it says (S10.9)."""

from __future__ import annotations

import re

from actions.activities.service_menu import drop_service, list_service
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from language.domains import label
from programme.roles import OFFICE
from storage.queries.activities.service_menu import (
    ItemFacts,
    own_service_items,
    service_item,
    service_items,
)

SHOWN = 8
SHORT = 24
NONE_YET = "清单上还没有服务，有难处我也能请专家。"
NONE_OWN = "清单上没有您能改的服务。"
ADDS = re.compile(
    r"^(?:在?清单上?)?(?:加|添|增加|新增|添加)(?:上)?一?(?:个|项|条)?服务(?:项目)?(?:[：:，,\s]+(?P<rest>.*))?$",
    re.S,
)
"""«加一项服务：合同体检：看看合同有没有漏洞»."""
_PARTS = re.compile(r"^(?P<title>[^：:，,。；;\n]{2,30})[：:，,。；;\n]\s*(?P<text>.{4,300})$", re.S)
_WANTS = re.compile(
    r"^(?:我?们?(?:想|要|想要)|办|选|请专家办)\s*(?P<item>\d{1,6})\s*号服务(?:[：:，,].*)?[。.]?$", re.S
)
"""«想要 3 号服务：合同体检», as the public page writes it."""
_DROPS = re.compile(r"^(?:下架|撤下|去掉|删掉?|取消)\s*(?P<item>\d{1,6})\s*号服务[。.]?$")
_ASKS = re.compile(r"^(?:看看?|打开|给我看看?)?(?:服务清单|服务项目|服务菜单)(?:有哪些|有什么|呢)?[?？。]?$")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Title and text of an item that is told in one message."""
    parts = _PARTS.match(_rest(text) or "")
    return {"title": parts["title"].strip(), "text": parts["text"].strip()} if parts else {}


def _rest(text: str) -> str | None:
    """What follows «加一项服务»; None where a text does not begin so."""
    added = ADDS.match(text.strip())
    return (added["rest"] or "").strip() if added else None


def _title(talk: ConversationContext, text: str) -> str | None:
    rest = _rest(text)
    told = _read(talk, text, {})
    said = told.get("title") or (text if rest is None else rest).strip(" 。，,：:")
    return said if 2 <= len(said) <= 30 else None


def _words(talk: ConversationContext, text: str) -> str | None:
    said = text.strip()
    return said if 4 <= len(said) <= 300 else None


def _infer(talk: ConversationContext, values: Values) -> Values:
    """The field that the words of the item speak of."""
    told = " ".join(str(values[name]) for name in ("title", "text") if name in values)
    return reading.as_values({"domain": reading.domain(talk, told)}) if told else {}


def _add(talk: ConversationContext, values: Values) -> Outcome:
    key, known = list_service(
        talk.work, talk.speaker, values["title"], values["text"], values.get("domain"), talk.now
    )
    done = f"{key} 号服务改好了。" if known else f"已加上，是 {key} 号服务。"
    return Outcome(Reply(f"{done}公开页面和「服务清单」里都看得到。", choices=(_SEE, _MORE)))


def _all(talk: ConversationContext) -> list[ItemFacts]:
    return service_items(talk.work)


def _to_want(talk: ConversationContext) -> Options:
    return [(_called(one), one.id) for one in talk.once(_all)]


def _to_drop(talk: ConversationContext) -> Options:
    return [(_called(one), one.id) for one in own_service_items(talk.work, talk.speaker.jurisdiction)]


def _called(one: ItemFacts) -> str:
    return f"{one.id} 号 {one.title}"


def _numbered(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.match(text.strip())
    return int(found["item"]) if found else None


def _item_wanted(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"item": _numbered(_WANTS, text)})


def _item_dropped(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"item": _numbered(_DROPS, text)})


def _want(talk: ConversationContext, values: Values) -> Outcome:
    one = service_item(talk.work, values["item"])
    if one is None:
        return Outcome(Reply("这一项已经不在清单上了。", choices=(_SEE,)))
    known: Values = {"text": f"{one.title}：{one.text}"}
    known |= {"domain": one.domain, "also": []} if one.domain else {}
    return Outcome(Reply(f"好，就办「{one.title}」。"), then=("need", known))


def _drop(talk: ConversationContext, values: Values) -> Outcome:
    drop_service(talk.work, talk.speaker, values["item"], talk.now)
    return Outcome(Reply("已下架，公开页面上不再有这一项。", choices=(_SEE,)))


def _menu(talk: ConversationContext) -> Reply:
    """The items, each with its button."""
    found = talk.once(_all)
    if not found:
        return Reply(NONE_YET, choices=(next_steps.ASK_FOR_EXPERT,))
    lines = [f"{one.id} 号 {one.title}：{shorten(one.text, SHORT)}" for one in found[:SHOWN]]
    rest = f"\n还有 {len(found) - SHOWN} 项，在公开页面的服务清单上。" if len(found) > SHOWN else ""
    choices = tuple(
        Choice(f"办 {one.id} 号", tokens.start("want_service", "item", one.id)) for one in found[:SHOWN]
    )
    return Reply("\n".join(["服务清单，都不收费：", *lines]) + rest, choices=choices)


_ITEM = OneOf("item", "服务", "办哪一项？", _to_want, none=NONE_YET)
_OWN = OneOf("item", "服务", "下架哪一项？", _to_drop, none=NONE_OWN)
_SEE, _MORE = Choice("看清单", tokens.start("service_menu")), Choice("再加一项", tokens.start("list_service"))
ADD = Form(
    name="list_service",
    version=1,
    title="加一项服务",
    examples=("加一项服务", "往清单上加服务"),
    roles=OFFICE,
    card="服务清单",
    sends=True,
    syntax=lambda text: bool(ADDS.match(text.strip())),
    slots=(
        Slot(
            "title",
            "名称",
            ask="这项服务叫什么？比如「合同体检」。",
            read=_title,
            free=True,
            verbatim=True,
            hint="名称要 2 到 30 个字，比如「合同体检」。",
        ),
        Slot(
            "text",
            "内容",
            ask="包括什么？写给企业看，一两句就行。",
            read=_words,
            free=True,
            verbatim=True,
            hint="内容要 4 到 300 个字。",
        ),
        Slot(
            "domain",
            "领域",
            asked=False,
            read=reading.domain,
            guessed=True,
            show=label,
            options=reading.domain_options,
        ),
    ),
    read=_read,
    infer=_infer,
    submit=_add,
)
WANT = Form(
    name="want_service",
    version=1,
    title="办清单上的服务",
    examples=("办清单上的服务",),
    consent=False,
    ref="item",
    syntax=lambda text: _numbered(_WANTS, text) is not None,
    slots=(_ITEM.slot,),
    read=_item_wanted,
    infer=_ITEM.infer,
    needless=_ITEM.needless,
    submit=_want,
)
DROP = Form(
    name="drop_service",
    version=1,
    title="下架服务",
    examples=("下架服务", "撤下一项服务"),
    roles=OFFICE,
    ref="item",
    syntax=lambda text: _numbered(_DROPS, text) is not None,
    slots=(_OWN.slot,),
    read=_item_dropped,
    infer=_OWN.infer,
    needless=_OWN.needless,
    submit=_drop,
)
MENU = Command(
    "service_menu",
    "服务清单",
    ("服务清单", "服务项目", "看服务清单"),
    _menu,
    syntax=lambda text: bool(_ASKS.match(text.strip())),
)
