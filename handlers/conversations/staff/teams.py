"""服务队: staff make teams of experts, change them, commend one; members see theirs, and leave (S10.12)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from actions.staff.teams import (
    EXPERTS,
    add_members,
    close_team,
    commend_team,
    leave_team,
    make_team,
    remove_members,
    sums_of,
    sums_of_all,
)
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_hours
from programme.qualification import SERVING
from programme.roles import EXPERT, OFFICE
from storage.queries.offers.experts import experts_by_id
from storage.queries.staff.teams import (
    NOTHING,
    Sums,
    TeamFacts,
    experts_of,
    members,
    members_of,
    team,
    teams_in,
    teams_of,
)
from storage.queries.titles.holders import holders_in

NONE = "还没有服务队。想建就说「建服务队」。"
NOT_IN_ONE = "您还没有参加服务队。"
WAYS = (("加人", "add"), ("减人", "remove"), ("解散", "close"))
_NAME = re.compile(
    r"(?:叫|名字是|名称是|建(?:立|一?个)?)?[“「\s]*(?P<name>[^\s，。：:、“”「」建]{1,12}(?:服务队|小分队|团队|突击队|队))"
)
_MAKES = re.compile(r"^(?:建立?|成立|组建|新建)(?:一?[个支])?[^，。]{0,14}(?:服务队|团队|小分队|突击队)")
_CHANGES = re.compile(
    r"(?:队|团队)(?:里|再)?(?:加|减|去掉|移出)|(?:解散|撤销)[^，。]{0,10}(?:队|团队)|(?:加进|加到|移出)[^，。]{0,10}队"
)
_REMOVES = re.compile(r"减人|移出|去掉|退出|不要")
_ADDS = re.compile(r"加人|加上|加入|增加|再加")
_CLOSES = re.compile(r"解散|撤销|取消")
LONGEST = 60


def _named(talk: ConversationContext, text: str) -> list[int] | None:
    """The experts of the jurisdiction whose names a text holds, the first named first."""
    serving = holders_in(talk.work, talk.speaker.jurisdiction, SERVING, kinds=EXPERTS, named_in=text)
    names = {who.person_id: who.name for who in serving}
    meant = [person for person, name in names.items() if _stands_alone(name, [*names.values()], text)]
    known = experts_of(talk.work, meant)
    return [known[person] for person in sorted(meant, key=lambda one: text.find(names[one]))] or None


def _stands_alone(name: str, names: Collection[str], text: str) -> bool:
    """Whether a name stands in a text other than as a part of a longer one: 李明 in 李明达 is nobody else."""
    longer = sum(text.count(other) for other in {*names} if name != other and name in other)
    return text.count(name) > longer


def _name(talk: ConversationContext, text: str) -> str | None:
    found = _NAME.search(
        re.sub(r"^(?:建立?|成立|组建|新建)(?:一?[个支])?(?:服务队[，,：:\s]+)?", "", text.strip())
    )
    return found["name"] if found and found["name"] != "服务队" else None


def _show(talk: ConversationContext, experts: Collection[int]) -> str:
    known = experts_by_id(talk.work, list(experts))
    return "、".join(known[key].name for key in experts if key in known)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"name": _name(talk, text), "experts": _named(talk, text)})


def _people(talk: ConversationContext, values: Values) -> Values:
    return {"people": _show(talk, values["experts"])} if values.get("experts") else {}


def _make(talk: ConversationContext, values: Values) -> Outcome:
    made = make_team(talk.work, talk.speaker, values["name"], values["experts"], talk.now)
    count = len(members(talk.work, made))
    see = Choice("服务队", tokens.start("teams"))
    return Outcome(
        Reply(
            f"{values['name']}建好了，{many_told(talk, f' {count} 位专家')}，参不参加由专家定。",
            choices=(see,),
        )
    )


def _teams(talk: ConversationContext) -> list[TeamFacts]:
    return teams_in(talk.work, talk.speaker.jurisdiction)


def _options(talk: ConversationContext) -> Options:
    return [(one.name, one.id) for one in talk.once(_teams)]


def _which(talk: ConversationContext, text: str) -> int | None:
    return next((one.id for one in talk.once(_teams) if one.name in text), None)


_TEAM = OneOf("team", "服务队", "哪个服务队？", _options, none=NONE, read=_which)


def _way(text: str) -> str | None:
    ways = ((_CLOSES, "close"), (_REMOVES, "remove"), (_ADDS, "add"))
    return next((way for said, way in ways if said.search(text)), None)


def _read_change(talk: ConversationContext, text: str, values: Values) -> Values:
    which = _which(talk, text)
    return reading.as_values({"team": which, "way": _way(text), "experts": _named(talk, text)})


def _change(talk: ConversationContext, values: Values) -> Outcome:
    key, way = values["team"], values["way"]
    if way == "close":
        one = close_team(talk.work, talk.speaker, key, talk.now)
        return Outcome(Reply(f"{one.name}解散了。专家的服务记录不变。"))
    deed = add_members if way == "add" else remove_members
    count = deed(talk.work, talk.speaker, key, values["experts"], talk.now)
    done = "加了" if way == "add" else "移出了"
    return Outcome(Reply(f"{done} {count} 位，现在 {len(members(talk.work, key))} 位。", choices=(_SEE,)))


def _lines(talk: ConversationContext, found: list[TeamFacts]) -> Iterator[str]:
    """Of all teams in two questions, however many there are."""
    keys = [one.id for one in found]
    within, done = members_of(talk.work, keys), sums_of_all(talk.work, keys, talk.today)
    for one in found:
        names = [who.name for who in within.get(one.id, ())]
        yield f"　{one.name}（{len(names)} 位：{'、'.join(names)}）：{_in_words(done.get(one.id, NOTHING))}"


def _sums(talk: ConversationContext, key: int) -> str:
    return _in_words(sums_of(talk.work, key, talk.today))


def _in_words(done: Sums) -> str:
    return f"今年服务 {done.services} 次、{show_hours(done.hours)}、{done.enterprises} 家企业"


def _list(talk: ConversationContext) -> Reply:
    staff = bool(talk.speaker.staff_id)
    found = talk.once(_teams) if staff else teams_of(talk.work, talk.speaker.expert_id)
    if not found:
        return Reply(NONE if staff else NOT_IN_ONE)
    choices = (_INVITE, _COMMEND) if staff else (_LEAVE,)
    return Reply("\n".join(["服务队：", *_lines(talk, found)]), choices=choices)


def _with_sums(talk: ConversationContext, values: Values) -> Values:
    known = _TEAM.infer(talk, values) | values
    return known | {"sums": _sums(talk, known["team"])} if known.get("team") else known


def _commend(talk: ConversationContext, values: Values) -> Outcome:
    key = values["team"]
    one, count = team(talk.work, key), len(members(talk.work, key))
    year = commend_team(talk.work, talk.speaker, key, _sums(talk, key), talk.now)
    assert one is not None
    return Outcome(Reply(f"已记下：{one.name}，{year} 年度表彰，{many_told(talk, f' {count} 位队员')}。"))


def _own(talk: ConversationContext) -> Options:
    return [(one.name, one.id) for one in teams_of(talk.work, talk.speaker.expert_id)]


def _leave(talk: ConversationContext, values: Values) -> Outcome:
    leave_team(talk.work, talk.speaker, values["team"], talk.now)
    return Outcome(Reply("好的，退出了，不用说原因。服务记录都是您自己的。"))


_SEE = Choice("服务队", tokens.start("teams"))
_INVITE = Choice("请服务队", tokens.start("invite_team"))
_COMMEND = Choice("表彰服务队", tokens.start("commend_team"))
_LEAVE = Choice("退出服务队", tokens.start("leave_team"))
_OWN = OneOf("team", "服务队", "退出哪个服务队？", _own, none=NOT_IN_ONE)
_EXPERTS = Slot(
    "experts",
    "专家",
    ask="有哪几位专家？比如「李律师、王会计」。",
    read=_named,
    hidden=True,
    when=lambda talk, values: values.get("way") != "close",
    hint="辖区里没找到这几位专家，姓名写全再说一次。",
)
_PEOPLE = Slot("people", "专家", asked=False, counted=True, ask="要换人，就把几位专家的姓名再说一次。")
MAKE = Form(
    name="make_team",
    version=1,
    title="建服务队",
    examples=("建服务队", "成立服务队", "组建服务队", "建一个专家团队"),
    syntax=lambda text: len(text) <= LONGEST and _MAKES.search(text) is not None,
    sample="建服务队 法律服务队：李律师、王会计",
    roles=OFFICE,
    card="服务队",
    sends=True,
    slots=(
        Slot(
            "name",
            "名称",
            ask="服务队叫什么？比如「法律服务队」。",
            read=_name,
            hint="叫什么？比如「法律服务队」。",
        ),
        _EXPERTS,
        _PEOPLE,
    ),
    read=_read,
    infer=_people,
    submit=_make,
)
CHANGE = Form(
    name="change_team",
    version=1,
    title="改服务队",
    examples=("改服务队", "换服务队的人"),
    syntax=lambda text: len(text) <= LONGEST and _CHANGES.search(text) is not None,
    roles=OFFICE,
    card="服务队",
    sends=True,
    slots=(
        _TEAM.slot,
        Slot(
            "way",
            "变动",
            ask="加人、减人，还是解散？",
            options=lambda talk, values: WAYS,
            read=lambda talk, text: _way(text),
        ),
        _EXPERTS,
        _PEOPLE,
    ),
    read=_read_change,
    infer=lambda talk, values: _TEAM.infer(talk, values) | _people(talk, values),
    needless=_TEAM.needless,
    submit=_change,
)
TEAMS = Command(
    "teams",
    "服务队",
    ("服务队", "我的服务队", "服务队名单", "服务队做了多少"),
    _list,
    OFFICE | EXPERT,
)
COMMEND = Form(
    name="commend_team",
    version=1,
    title="表彰服务队",
    examples=("表彰服务队", "表彰团队"),
    roles=OFFICE,
    card="表彰服务队",
    sends=True,
    slots=(
        _TEAM.slot,
        Slot("sums", "做了", asked=False, counted=True, ask="数字按日记算，不用改。"),
    ),
    read=lambda talk, text, values: reading.as_values({"team": _which(talk, text)}),
    infer=_with_sums,
    needless=_TEAM.needless,
    submit=_commend,
)
LEAVE = Form(
    name="leave_team",
    version=1,
    title="退出服务队",
    examples=("退出服务队", "不想在服务队了"),
    roles=EXPERT,
    ref="team",
    slots=(_OWN.slot,),
    infer=_OWN.infer,
    needless=_OWN.needless,
    submit=_leave,
)
