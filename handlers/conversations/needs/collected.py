"""收集的需求、走访: several firms' needs in one message; who has not been asked yet is asked before anybody else hears (S3.1, S3.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.needs.visits import Collected, Kept, hand_in, nothing_to_tell
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from handlers.rendering.plain import shorten
from language.collected import collected, has_consent, is_collected
from programme.roles import HOLDERS, STATION
from storage.queries.visits import VisitFacts, visits_waiting

SHOWN = 20
"""Characters of each problem on the card."""
LISTED = 8
_PHONE = re.compile(r"[,，、;；\s]*(?:联系)?(?:电话|手机|号码)?(?:是|[:：])?\s*1[3-9]\d{9}")
CONSENT = (("都同意了", "yes"), ("先问企业", "ask"))
_ASKS_FIRST = re.compile(r"(?:还)?没(?:有)?问|先问|你们?问|您问|去问|不知道|没说|没同意")
_AGREED = re.compile(
    r"^(?:都|已经?|他们|企业|当面|[一两三四五\d]+家)*(?:都|已经?|当面|也)*同意(?:了|的)*[。！!]*$"
)


def told_in(talk: ConversationContext, text: str) -> list[Collected]:
    """What each firm of a text wants; where one has no place of its own, it lies where the speaker does."""
    return [_of_firm(talk, one.who, one.words) for one in collected(text)]


def _of_firm(talk: ConversationContext, who: str, words: str) -> Collected:
    heard = reading.need(talk, words)
    return Collected(
        enterprise=who,
        text=_PHONE.sub("", words).strip("，,。；; "),
        domain=heard.domain,
        region=heard.region or talk.home or "",
        phone=heard.phone or "",
        also=tuple(code for code in heard.also if code != heard.domain),
        urgent=heard.urgent,
    )


def _read_told(talk: ConversationContext, text: str) -> str | None:
    return text.strip() if collected(text) else None


def _read_consent(talk: ConversationContext, text: str) -> str | None:
    if _ASKS_FIRST.search(text):
        return "ask"
    return "yes" if _AGREED.match(text.strip()) else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    if "told" in values or not is_collected(text):
        return {}
    return {"told": text.strip()} | ({"consent": "yes"} if has_consent(text) else {})


def _infer(talk: ConversationContext, values: Values) -> Values:
    if not values.get("told"):
        return {}
    told = told_in(talk, values["told"])
    lines = (f"{one.enterprise}：{shorten(_rest(one), SHOWN)}" for one in told)
    return {"found": f"{len(told)} 家。{'；'.join(lines)}"}


def _rest(one: Collected) -> str:
    return one.text.removeprefix(one.enterprise).lstrip("：:，, ") or one.text


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    told = told_in(talk, values["told"])
    agreed = values["consent"] == "yes"
    kept = hand_in(talk.work, talk.speaker, told, agreed, talk.rules, talk.now)
    return Outcome(_posted(kept) if agreed else _asked(talk, kept))


def _posted(kept: Sequence[Kept]) -> Reply:
    new = [str(one.need_id) for one in kept if not one.same]
    same = [one.enterprise for one in kept if one.same]
    said = f"需求已收到：{len(new)} 条，{'、'.join(new)} 号，去请专家了。" if new else ""
    said += f"{'、'.join(same)}的已经在办。" if same else ""
    return Reply(said, choices=(Choice("看进展", tokens.start("my_needs")),))


def _asked(talk: ConversationContext, kept: Sequence[Kept]) -> Reply:
    """The codes stand each on a line of its own, to be handed on as they are."""
    asked = "、".join(f"{one.enterprise}的{one.asked}" for one in kept if one.asked)
    codes = [f"{one.enterprise} {one.code}" for one in kept if one.code]
    lines = [f"先放着 {len(kept)} 条，企业同意了才请专家，这以前别人看不到。"]
    lines += [told_to(talk, asked)] if asked else []
    lines += ["这几家还没有人在这里，请企业把自己那一行发给我，30 天内有效：", *codes] if codes else []
    return Reply("\n".join(lines), choices=(Choice("等企业答复的", tokens.start("visits")),))


COLLECTED = Form(
    name="collected_needs",
    version=1,
    title="交收集的需求",
    examples=(
        "交收集的需求",
        "报收集到的需求",
        "走访需求",
        "走访收集了几条需求",
        "征集到的需求报给你",
        "报走访的需求",
    ),
    sample="走访需求：宏达塑料想贷款买设备，13800138000；金叶食品合同要人看，13800138001",
    roles=HOLDERS,
    card="替企业提需求",
    akin=("need.post",),
    syntax=is_collected,
    slots=(
        Slot(
            "told",
            "原话",
            ask="哪几家、各要什么？一家一行，比如「宏达塑料：想贷款，13800138000」。",
            read=_read_told,
            free=True,
            hidden=True,
            hint="没认出是哪家企业。一家一行，先写企业名称，比如「宏达塑料：想贷款」。一次最多五家。",
        ),
        Slot("found", "读到", asked=False, counted=True, ask="不对的话，取消了再说一遍。"),
        Slot(
            "consent",
            "企业同意",
            ask="他们同意请专家吗？没问过的我先问企业，同意了才请。",
            read=_read_consent,
            show=lambda value: "都同意了" if value == "yes" else "先问企业",
            options=lambda talk, values: CONSENT,
            hint="都同意了，还是先问企业？点一下就行。",
        ),
    ),
    read=_read,
    infer=_infer,
    submit=_submit,
)


def _nothing(talk: ConversationContext) -> Reply:
    nothing_to_tell(talk.work, talk.speaker, talk.now)
    return Reply("好的，记下了：这一期没有收集到。有了随时说。", choices=(WAYS[0],))


WAYS = (
    Choice("交收集的需求", tokens.start("collected_needs")),
    Choice("没有收集到", tokens.start("no_needs_collected")),
)
"""What a station may tap that is asked for needs."""
NOTHING = Command(
    "no_needs_collected",
    "没有收集到",
    ("没有收集到", "没有收集到需求", "这期没有收集到需求", "这季没有需求", "没收集到需求"),
    _nothing,
    STATION,
)


def _waiting(talk: ConversationContext) -> Reply:
    found = visits_waiting(talk.work, talk.speaker.person_id, talk.speaker.station_id)
    if not found:
        return Reply("没有在等企业答复的。", choices=(WAYS[0],))
    more = [f"　另有 {len(found) - LISTED} 条。"] if len(found) > LISTED else []
    lines = [_line(talk, one) for one in found[:LISTED]]
    return Reply("\n".join(["在等企业答复：", *lines, *more]), choices=(WAYS[0],))


def _line(talk: ConversationContext, one: VisitFacts) -> str:
    """«金叶食品：想贷款（小林 3月2日问的）», with the colleague who went there."""
    by = f"{one.visitor} " if one.person_id != talk.speaker.person_id and one.visitor else ""
    asked = day(one.asked_at.astimezone(talk.now.tzinfo).date(), talk.today)
    return f"　{one.enterprise}：{shorten(one.text, SHOWN)}（{by}{asked}问的）"


WAITING = Command(
    "visits",
    "等企业答复的",
    ("等企业答复的", "走访的企业答复了没", "哪几家还没同意", "走访的企业谁还没回话", "哪些企业还没答复我们"),
    _waiting,
    HOLDERS,
)
