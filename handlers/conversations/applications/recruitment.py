"""招募: rounds with a closing date, opened, extended and closed by a centre, seen by all (S2.1)."""

from __future__ import annotations

import re
from datetime import date

from actions.access import may_ever, pack_of
from actions.applications.rounds import close_round, extend_round, open_round, own_rounds, why_not_now
from handlers.engine import reading, tokens
from handlers.engine.catches import Catch
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.engine.kinds import asks
from handlers.engine.words import among
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from language import read_domains
from language.span_ahead import read_span_ahead
from programme.jurisdiction import covers
from programme.packs import Kind, RulePack
from programme.programmes import kinds, named, pack_in, packs
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import short_day, written_day
from storage.queries.applications.rounds import RoundFacts, open_rounds, round_of

_CALLED: dict[Kind, tuple[str, ...]] = {"expert": ("专家",), "station": ("工作站", "服务站")}
_TITLE = re.compile(r"《[^》]*》?")
"""A paper is not whom it is about: «依据《专家管理办法》» says nothing of whom the round takes."""
_BOTH = re.compile(r"都招|都收|两样都|两种都|一起招|全招")
_LIMITS = re.compile(
    r"(?:招|收|要)[^，,。；;]{0,12}?(?P<fields>(?:法律|财税|财务|税务|人力|人事|知识产权|融资|金融|数字化|管理|营销|外贸)[^，,。；;\s]{0,12}?)(?:方面|领域)?的?(?:志愿)?专家"
    r"|(?P<count>\d+|[一二三四五六七八九十百]+)\s*(?:名|位|个人?)(?![批号月周季年]|星期|礼拜|工作日|文件|通知|公告)"
)
"""«收法律和财税的专家 20名»: fields and numbers, which a round does not know."""
_WANTED = re.compile(r"(?:要|招|收|只要|只招)(?P<what>[^，,。；;\s]{2,14}?)的(?=$|[，,。；;\s])")
"""«要外贸和数字化的»."""
_PAPER = re.compile(r"通知|公告|文|函|办法|方案|意见|纪要|计划|批复|部署|[号〔\[《]|20\d\d")
"""What a ground is called by; «再延两天» is none."""
NOT_THE_GROUND = (
    "这句没有当作依据：像是在问，或者说的是别的。依据说文号或文件名字就行，截止日期和招谁在确认时都看得到。"
)
ALL_THE_SAME = ("开始招募", "照样招", "就这样招", "照样开始")
SOONER = ("就提前", "提前截止", "提前", "就改早")
LONGEST_GROUND = 200
NONE_OPEN = "您的辖区里没有正在招募的批次。"
ALL = "all"
"""The value of a round that takes every kind of holder that its programme knows."""


def _line(talk: ConversationContext, one: RoundFacts) -> str:
    pack = pack_in(talk.rules, one.pack)
    whose = f"{named(talk.rules, pack)}，" if pack and len(packs(talk.rules)) > 1 else ""
    only = f"只招{HOLDER_NAMES[one.kind]}，" if one.kind else ""
    closes = written_day(one.closes, talk.today)
    return f"{show_region(one.region)}，{whose}{only}{closes}截止，当天还收（{one.notice}）"


def _line_of(talk: ConversationContext, key: int) -> str:
    one = round_of(talk.work, key)
    return _line(talk, one) if one else ""


def _own(talk: ConversationContext) -> Options:
    return [(_line(talk, one), one.id) for one in own_rounds(talk.work, talk.speaker, talk.rules, talk.today)]


def _programmes(talk: ConversationContext, values: Values) -> Options:
    """The programmes of the speaker's jurisdiction, the one in use first."""
    return [
        (named(talk.rules, pack), pack.id)
        for pack in packs(talk.rules)
        if _meet(_region_of(talk, pack), talk.speaker.jurisdiction)
    ]


def _meet(one: str, other: str | None) -> bool:
    return covers(one, other) or covers(other, one)


def _region_of(talk: ConversationContext, pack: RulePack) -> str:
    return next((one.region for one in talk.rules.programmes if one.pack.id == pack.id), pack.region)


def _programme_said(talk: ConversationContext, text: str) -> str | None:
    able = [pack_in(talk.rules, name) for _, name in _programmes(talk, {})]
    said = [pack for pack in able if pack and (named(talk.rules, pack) in text or pack.short in text)]
    return said[0].id if len(able) > 1 and len(said) == 1 else None


def _pack(talk: ConversationContext, values: Values) -> RulePack:
    only = _programmes(talk, values)[:1]
    name = values.get("programme") or (only[0][1] if only else talk.rules.id)
    return pack_in(talk.rules, name) or talk.rules


def _taken(talk: ConversationContext, values: Values) -> list[Kind]:
    """The kinds of holders that the programme of the round takes."""
    pack = _pack(talk, values)
    return [kind for one, kind in kinds(talk.rules) if one.id == pack.id]


def _whom(talk: ConversationContext, values: Values) -> Options:
    taken = _taken(talk, values)
    return [("专家和工作站", ALL), *((f"只招{HOLDER_NAMES[kind]}", kind) for kind in taken)]


def _whom_said(talk: ConversationContext, text: str) -> str | None:
    """«开始招募专家», «工作站这批先招»; both, where both are named."""
    plain = _TITLE.sub("", text)
    said = [kind for kind, words in _CALLED.items() if any(word in plain for word in words)]
    if len(said) == len(_CALLED) or _BOTH.search(text):
        return ALL
    return said[0] if said else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """What a whole message says of the round."""
    told = {"programme": _programme_said(talk, text), "kind": _whom_said(talk, text)}
    begins = read_span_ahead(text, talk.said_at).first
    told |= {"limits": _limits(text, begins if begins and begins > talk.today else None)}
    return reading.as_values(told | {"closes": _closing(talk, text)})


def _closing(talk: ConversationContext, text: str) -> str | None:
    """The last day of «12月1号到20号», or the one day that is named."""
    last = read_span_ahead(text, talk.said_at).last
    return last.isoformat() if last else reading.a_day_ahead(talk, text)


def _limits(text: str, begins: date | None) -> str | None:
    """What a text would have a round know and it cannot: «法律和财税», «20名», a later beginning; nothing of a notice that is named."""
    if "通知" in text or "〔" in text:
        return None
    said = [one["fields"] or one[0].strip() for one in _LIMITS.finditer(text)]
    said = said or [one["what"] for one in _WANTED.finditer(text) if read_domains(one["what"])]
    said += [f"{short_day(begins)}开始"] if begins else []
    return "、".join(said) or None


def _catch_limits(talk: ConversationContext, values: Values) -> Catch | None:
    """Before a round opens that takes more than were meant."""
    if not values.get("limits"):
        return None
    return Catch(
        f"“{values['limits']}”这里定不了：一批招募不分领域，不限人数，确认了就开始收。还是这样开始吗？",
        "取消",
        "开始招募",
        {"limits": ""},
        lambda text: True if among(text, ALL_THE_SAME) else None,
    )


def _catch_sooner(talk: ConversationContext, values: Values) -> Catch | None:
    """An «extension» to an earlier day is said to be one."""
    one = round_of(talk.work, values["round"]) if "round" in values else None
    if one is None or "closes" not in values or values.get("sooner") == values["closes"]:
        return None
    closes = date.fromisoformat(values["closes"])
    if closes >= one.closes:
        return None
    earlier = (one.closes - closes).days
    return Catch(
        f"原来收到{written_day(one.closes, talk.today)}，这样是提前 {earlier} 天截止。就提前吗？",
        "取消",
        "就提前",
        {"sooner": values["closes"]},
        lambda text: True if among(text, SOONER) else None,
    )


def _is_ground(talk: ConversationContext, text: str) -> str:
    if asks(text) or not _PAPER.search(text):
        return NOT_THE_GROUND
    return reading.at_most(LONGEST_GROUND)(talk, text)


def _read_closing(talk: ConversationContext, text: str, values: Values) -> Values:
    """«招募延期到12月25日» says the day at once."""
    return reading.as_values({"closes": _closing(talk, text)})


_ROUND = OneOf("round", "批次", "是哪一个批次？", _own)
_CLOSES = Slot(
    "closes",
    "截止日期",
    ask="收到哪一天为止？当天还收。",
    read=_closing,
    is_day=True,
    check=reading.not_past,
    hint="没认出日期，可以说「下周五」「9月25日」。",
)


def _closed(talk: ConversationContext, values: Values) -> str:
    return "" if may_ever(talk.speaker, "open_round") else "招募批次请审核人员或管理员来定。"


def _open(talk: ConversationContext, values: Values) -> Outcome:
    closes, pack = date.fromisoformat(values["closes"]), _pack(talk, values)
    chosen: Kind | None = next((kind for kind in _taken(talk, values) if kind == values.get("kind")), None)
    key = open_round(talk.work, talk.speaker, closes, values["notice"], pack, talk.now, chosen)
    told = f"已提交：招募开始，{_line_of(talk, key)}。截止以后不再收申请，已交的照常审核。"
    return Outcome(Reply(told + _who_waits(talk, pack, chosen)))


def _who_waits(talk: ConversationContext, pack: RulePack, kind: Kind | None) -> str:
    """The kinds that no round of this year takes now, so that nobody is surprised when their applications are refused."""
    if kind is None:
        return ""
    place = talk.speaker.jurisdiction
    others = [one for of, one in kinds(talk.rules) if of.id == pack.id and one != kind]
    shut = [HOLDER_NAMES[one] for one in others if why_not_now(talk.work, one, pack, talk.today, place)]
    return f"今年没有招{'、'.join(shut)}的批次，先不收；要收就再开一批。" if shut else ""


def _extend(talk: ConversationContext, values: Values) -> Outcome:
    if "round" not in values:
        return Outcome(Reply(NONE_OPEN))
    closes = date.fromisoformat(values["closes"])
    extend_round(talk.work, talk.speaker, values["round"], closes, talk.now)
    return Outcome(Reply(f"已修改：{_line_of(talk, values['round'])}。"))


def _close(talk: ConversationContext, values: Values) -> Outcome:
    if "round" not in values:
        return Outcome(Reply(NONE_OPEN))
    close_round(talk.work, talk.speaker, values["round"], talk.now)
    return Outcome(Reply("招募已截止，从现在起不再收申请，已交的照常审核。"))


def _rounds(talk: ConversationContext) -> Reply:
    found = open_rounds(talk.work, [pack.id for pack in packs(talk.rules)], talk.today)
    lines = [f"　{_line(talk, one)}" for one in found]
    text = "\n".join(["正在招募：", *lines]) if lines else "现在没有限期的招募批次，随时可以申请。"
    ways = (("申请志愿专家", "apply_expert"), ("申请志愿服务工作站", "apply_station"))
    mine = (("延长招募", "extend_round"), ("截止招募", "close_round"), ("开始招募", "open_round"))
    entries = mine if "staff" in talk.speaker.roles else ways
    return Reply(text, choices=tuple(Choice(caption, tokens.start(name)) for caption, name in entries))


OPEN_ROUND = Form(
    name="open_round",
    version=1,
    title="开始招募",
    serves=("staff.round",),
    examples=("开始招募", "发布招募", "开招募", "新一批招募开始"),
    roles=OFFICE,
    card="开始一个招募批次",
    sends=True,
    slots=(
        _CLOSES,
        Slot(
            "programme",
            "招募",
            ask="按哪一级的办法招？",
            read=_programme_said,
            show=lambda name: pack_of(name).short,
            options=_programmes,
            when=lambda talk, values: len(_programmes(talk, values)) > 1,
            hint="按哪一级的办法招？点一下就行。",
        ),
        Slot(
            "kind",
            "招募对象",
            ask="这一批招专家，还是招工作站？",
            read=_whom_said,
            show=lambda kind: f"只招{HOLDER_NAMES[kind]}" if kind in HOLDER_NAMES else "专家和工作站",
            options=_whom,
            when=lambda talk, values: len(_taken(talk, values)) > 1,
            hint="招专家，还是招工作站？点一下就行。",
        ),
        Slot(
            "notice",
            "依据",
            ask="依据哪个通知？比如「湛中小服〔2026〕9号」。",
            read=reading.words,
            free=True,
            check=_is_ground,
        ),
        Slot("limits", "", asked=False, hidden=True),
    ),
    closed=_closed,
    read=_read,
    catch=_catch_limits,
    submit=_open,
)
EXTEND_ROUND = Form(
    name="extend_round",
    version=1,
    title="延长招募",
    serves=("staff.round",),
    examples=("延长招募", "招募延期", "招募多收几天", "招募的截止日期改一下"),
    roles=OFFICE,
    card="延长招募",
    slots=(_ROUND.slot, _CLOSES, Slot("sooner", "", asked=False, hidden=True)),
    read=_read_closing,
    catch=_catch_sooner,
    infer=_ROUND.infer,
    closed=_closed,
    needless=lambda talk: "" if _own(talk) else NONE_OPEN,
    submit=_extend,
)
CLOSE_ROUND = Form(
    name="close_round",
    version=1,
    title="截止招募",
    serves=("staff.round",),
    examples=("截止招募", "结束招募", "招募先停了"),
    roles=OFFICE,
    card="截止招募（不再收申请）",
    slots=(_ROUND.slot,),
    infer=_ROUND.infer,
    closed=_closed,
    needless=lambda talk: "" if _own(talk) else NONE_OPEN,
    deed=deed("截止", "关", "停", undone="好，不截止，招募照旧。"),
    submit=_close,
)
ROUNDS = Command("rounds", "招募公告", ("招募公告", "招募", "什么时候招募", "招募批次"), _rounds)
