"""找专家: the enterprise looks for experts by field, place or name, and asks for one of them (S3.2)."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.offers.access import OPEN
from actions.offers.call import called_by_name, is_free
from actions.offers.pair import choose_expert
from actions.offers.suggest import suggest_to
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import invited
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import show_domains
from handlers.rendering.records import need_line
from language import read_domains, traits
from language.called import titled
from language.domains import label
from language.intents.reading import sounds_like_need
from matching.facts import Wanted
from programme.roles import ASKERS
from storage.queries.delivery.reach import out_of_reach
from storage.queries.needs import needs_of
from storage.queries.offers.experts import ExpertFacts, experts_by_id, get_expert

SHOWN = 6
ANOTHER = 0
"""Said of the need: none of those that are open."""
_FIELD = re.compile(r"^(?:我想|想|帮我|要)?找个?(?:懂|做|搞)?(.{1,8}?)(?:方面)?的?(?:专家|老师)$")
_BY_NAME = re.compile(
    r"^(?:我们?|想|要|希望|麻烦|能不能|可不可以|可以|帮我们?|还|再)*(?:请|找|约)(?P<who>.{2,8}?)"
    r"(?:来一趟|帮忙|看看|来|吧|行吗|好吗|可以吗|行不行|吗|[，,。！!？?])*$"
)
_EVERYDAY = {"人": "hr", "市场": "marketing", "技术": "technology", "政策": "policy"}
NOBODY = "这方面现在没有能接的专家。遇到什么问题了？我请服务中心去找。"


def _field(talk: ConversationContext, text: str) -> str | None:
    """«找法律专家» → law."""
    found = _FIELD.match(text.strip())
    said = found[1] if found else text
    return _EVERYDAY.get(said) or reading.domain(talk, said)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """A name goes before a field: 李律师 is somebody, and only a name that nobody has leaves the field open."""
    if found := called_by_name(talk.work, text, talk.home):
        return {"named": [one.id for one in found[:SHOWN]]}
    field, person = _field(talk, text), titled(text)
    unknown = "".join(person) if person and not reading.domain(talk, person[0]) else None
    return reading.as_values(
        {
            "unknown": unknown,
            "domain": None if unknown and len(text) <= len(unknown) + 8 else field,
            "place": reading.region(talk, text),
            "prefers": list(traits.preferred(text)),
        }
    )


def _asks_for_somebody(text: str) -> bool:
    """«请钱进老师来»: a name with its title, and nothing besides."""
    found = _BY_NAME.match(text.strip())
    if found is None or (person := titled(found["who"])) is None:
        return False
    return "".join(person) == found["who"] and not read_domains(person[0])


def _rather(talk: ConversationContext, text: str) -> str:
    """A matter told with whom one would like for it is a need: «员工工伤要仲裁，最好是会讲粤语的女老师»."""
    is_told = bool(traits.preferred(text)) and sounds_like_need(traits.matter(text))
    return "need.post" if is_told else ""


def _by_field(talk: ConversationContext, values: Values) -> bool:
    return not values.get("named")


def _which_field(talk: ConversationContext, values: Values) -> str:
    if "unknown" in values:
        return f"专家里没有找到{values['unknown']}。想找哪方面的专家？"
    return "想找哪方面的专家？"


def _wanted(talk: ConversationContext, values: Values) -> Wanted:
    """Whoever knows the field, near where that is known."""
    home = values.get("place") or talk.speaker.enterprise_region or talk.speaker.station_region
    return Wanted(
        talk.speaker.person_id,
        values["domain"],
        home or "000000",
        talk.today,
        form=None if home else "online",
        prefers=tuple(values.get("prefers", ())),
    )


def _named(talk: ConversationContext, values: Values) -> list[ExpertFacts]:
    known = experts_by_id(talk.work, values.get("named", []))
    return [known[expert] for expert in values.get("named", []) if expert in known]


def _experts(talk: ConversationContext, values: Values) -> Options:
    free = [one for one in _named(talk, values) if is_free(talk.work, talk.speaker, one, talk.today)]
    if len(free) == 1:
        return [("请这位", free[0].id)]
    if free or values.get("named"):
        return [(one.name, one.id) for one in free]
    if "domain" not in values:
        return ()
    found = suggest_to(talk.work, talk.speaker, _wanted(talk, values), talk.now, SHOWN)
    return [(one.label, one.expert_id) for one in found]


def _question(talk: ConversationContext, values: Values) -> str:
    """Name, unit and domains are public; why they fit says no more (S2.10)."""
    if people := _named(talk, values):
        none_free = "" if _experts(talk, values) else f"\n{_why_none(talk, people)}"
        return "\n".join(map(_public, people)) + none_free
    if not _experts(talk, values):
        return NOBODY
    return f"{label(values['domain'])}方面有这几位，点一位就请这位。"


def _why_none(talk: ConversationContext, people: list[ExpertFacts]) -> str:
    lost = out_of_reach(talk.work, [one.person_id for one in people])
    why = f"暂时联系不上{people[0].name}" if len(lost) == len(people) else "现在请不了（手上满了，或者外出）"
    return f"{why}。换一位？"


def _public(expert: ExpertFacts) -> str:
    """«李律师，海隅律师事务所，擅长法律法规»."""
    parts = [expert.name, expert.unit, f"擅长{show_domains(expert.domains)}"]
    return f"{'，'.join(part for part in parts if part)}。"


def _open_needs(talk: ConversationContext, values: Values) -> Options:
    needs = needs_of(talk.work, talk.speaker.enterprise_id, OPEN)
    return [(need_line(need), need.id) for need in needs] + [("另一件事", ANOTHER)]


def _has_open_needs(talk: ConversationContext, values: Values) -> bool:
    return len(_open_needs(talk, values)) > 1


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    name = get_expert(talk.work, values["expert"]).name
    if need_id := values.get("need"):
        choose_expert(talk.work, talk.speaker, need_id, values["expert"], talk.rules, talk.now)
        return Outcome(Reply(f"{invited(talk, name)}（{need_id} 号需求）。"))
    known = {"wish": values["expert"]}
    known |= {"domain": values["domain"], "also": []} if "domain" in values else {}
    known |= {"prefers": values["prefers"]} if values.get("prefers") else {}
    return Outcome(Reply(f"好，就请{name}。"), then=("need", known))


MENU = Form(
    name="find_expert",
    version=1,
    title="服务菜单",
    serves=("expert.find",),
    examples=(
        "服务菜单",
        "义诊专栏",
        "选专家",
        "自己选专家",
        "有没有懂跨境电商的老师",
        "霞山有哪些专家",
        "想请李律师",
        "陈老师还在不在",
        "能自己挑人吗",
    ),
    roles=ASKERS,
    sample="找法律专家",
    slots=(
        Slot("named", "", hidden=True, asked=False),
        Slot("unknown", "", hidden=True, asked=False),
        Slot("place", "", hidden=True, asked=False),
        Slot("prefers", "", hidden=True, asked=False),
        Slot(
            "domain",
            "领域",
            ask=_which_field,
            read=_field,
            show=label,
            options=reading.domain_options,
            when=_by_field,
            hint="哪个领域？比如「法律」「贷款」。",
        ),
        Slot("expert", "专家", ask=_question, options=_experts, hint="点一位就行；都不要就说「取消」。"),
        Slot(
            "need",
            "需求",
            ask="请这位看哪一件？",
            options=_open_needs,
            when=_has_open_needs,
            hint="是哪一件？都不是就是「另一件事」。",
        ),
    ),
    syntax=_asks_for_somebody,
    menu=True,
    rather=_rather,
    read=_read,
    submit=_submit,
    consent=False,  # names, units and fields are public; whoever asks for one goes on to the need
)

MONEY = replace(
    MENU,
    name="find_money",
    title="找钱专家",
    serves=(),
    examples=("找钱专家", "找贷款专家", "找融资专家"),
    syntax=lambda text: False,
    infer=lambda talk, values: {"domain": "finance"},
)
