"""What a holder may ask of the own title: renew, leave."""

from __future__ import annotations

import re
from datetime import date

from actions.titles.leave import withdraw
from actions.titles.renew import ask_renewal
from handlers.conversations.titles.farewell import remains, thanks
from handlers.engine import next_steps
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Reply
from programme.clerks import HEAD
from programme.qualification import IN_FORCE, STATES
from programme.roles import HOLDER_NAMES, HOLDERS
from programme.spans import ENDLESS, plain_day
from storage.queries.needs import services_under_way
from storage.queries.titles.standing import QualificationFacts, qualification, qualifications_of


def _held(talk: ConversationContext) -> Options:
    own = qualifications_of(talk.work, talk.speaker, (*IN_FORCE, "expired"))
    return [(_line(one, talk.today), one.id) for one in own]


def _line(one: QualificationFacts, today: date) -> str:
    term = "长期" if one.until == ENDLESS else f"到 {plain_day(one.until, today)}"
    return f"{HOLDER_NAMES[one.holder]}（{STATES[one.state]}，{term}）"


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The title that a text names, as expert or as station."""
    kinds = [kind for kind, words in _KINDS.items() if words.search(text)]
    own = qualifications_of(talk.work, talk.speaker, (*IN_FORCE, "expired"))
    named = [one.id for one in own if [one.holder] == kinds]
    return {"qualification": named[0]} if len(named) == 1 else {}


_KINDS = {"station": re.compile(r"站"), "expert": re.compile(r"专家")}
_TITLE = OneOf("qualification", "资格", "是哪一个资格？", _held)
OF_THE_HEAD = "工作站的资格由站里的负责人来办。您自己要走，说「不在站里了」。"
_NONE = Outcome(Reply("您现在没有在册的资格。"))


def _leave(talk: ConversationContext, values: Values) -> Outcome:
    if "qualification" not in values:
        return _NONE
    key, reason = values["qualification"], values.get("reason") or ""
    withdraw(talk.work, talk.speaker, key, reason, talk.rules, talk.now)
    held = qualification(talk.work, key)
    served = thanks(talk, held) if held else "谢谢您。"
    return Outcome(Reply(f"已退出。{served}{remains(talk)}"))


def _of_the_head(talk: ConversationContext, values: Values) -> str:
    """A station's title is the business of whoever is in charge there."""
    who = talk.speaker
    return OF_THE_HEAD if who.expert_id is None and who.station_role not in (None, HEAD) else ""


_STAYS = re.compile(
    r"不(?:想|要|打算)?退|别退|先不退|退什么|说说而已|开玩笑|(?:还是|继续)(?:当|做|干)"
    r"|(?:没有?|不是|没说过?|谁)(?:说|想|要|打算|让|叫|是)?(?:我|你们?|您)?(?:说|想|要|打算)?(?:给我)?退|没退"
)
_OF_ONE_SERVICE = re.compile(
    r"[这那一上]一?(?:[单家件条]|个(?=[单活案事人我就都也不没退换,，。\s]|需求|客户|项目|任务|服务|$))(?!资格|身份|头衔|专家)|换(?:个|一?位)?人|另[请找派]|别人去|[去来]不[了成]|退单|不等"
    r"|今[天日晚]|明天|后天|(?:周|星期|礼拜)[一二三四五六日天]|收工|下班|厂|店|公司|老板|企业"
)
"""«这个» is a service where it stands alone or before what is served: «这个办法», «上个月» are none."""
_OF_THE_TITLE = re.compile(
    r"退出|退会|资格|志愿|专家|(?<!车)站|聘|以后(?:都|再也|就)?(?:不|别)|再也不|从此|永远|年纪|退休|名单|除名"
)


def of_one_service(text: str) -> bool:
    """Whether words of giving up are said of a service, a firm or a day, and not of the title: «这家我不去了», «今天收工»."""
    return _OF_ONE_SERVICE.search(text) is not None and not _OF_THE_TITLE.search(text)


def _rather(talk: ConversationContext, text: str) -> str:
    """Who says that they stay does not leave: «不想退了»; who speaks of one service gives that back, if anything."""
    if _STAYS.search(text):
        return "unclear"
    if not of_one_service(text):
        return ""
    under_way = services_under_way(talk.work, talk.speaker.expert_id)
    return "service.return" if under_way and _GIVES_BACK.search(text) else "unclear"


_GIVES_BACK = re.compile(r"退|换|另[请找派]|别人|不(?:去|接|做|干|弄)了?|[去来做]不[了成]")
"""«我不等了» says that nobody came, and gives nothing back."""


def _reason(talk: ConversationContext, text: str) -> str | None:
    """What is said of one service, or that nobody wants to leave, is no reason to leave."""
    return None if of_one_service(text) or _STAYS.search(text) else text


def _still_held(talk: ConversationContext) -> Reply:
    own = qualifications_of(talk.work, talk.speaker, IN_FORCE)
    if own:
        return Reply("好，没有退出，资格照旧，什么都没办。", choices=(next_steps.CAN_DO,))
    return Reply("您现在没有在册的资格。要是不该退出，请工作人员帮您看。", choices=(next_steps.STAFF,))


STAY = Command(
    "stay",
    "不退出",
    ("不退出", "我没有要退出"),
    _still_held,
    HOLDERS,
    syntax=lambda text: len(text) <= LONGEST_STAY and "退出" in text and _STAYS.search(text) is not None,
)
LONGEST_STAY = 24


def _renew(talk: ConversationContext, values: Values) -> Outcome:
    if "qualification" not in values:
        return _NONE
    ask_renewal(talk.work, talk.speaker, values["qualification"], talk.rules, talk.now)
    return Outcome(Reply("已提交续聘申请，服务中心答复后告诉您。"))


LEAVE = Form(
    name="leave",
    version=1,
    title="退出志愿服务",
    serves=("title.leave",),
    examples=(
        "申请退出",
        "退出志愿服务",
        "退出专家",
        "退出工作站",
        "不当专家了",
        "退出资格",
        "我要退出",
        "我不想当专家了",
        "我们不做工作站了",
        "年纪大了，志愿专家就不干了吧",
        "以后不参加你们的志愿服务了",
    ),
    roles=HOLDERS,
    card="退出志愿服务",
    yes=("确认退出", "确定退出", "退出", "退", "退吧"),
    irreversible=True,
    look="确定退出吗？",
    slots=(
        _TITLE.slot,
        Slot(
            "reason",
            "原因",
            ask="方便说说原因吗？不说就点「跳过」，不影响退出。",
            read=_reason,
            skippable=True,
            free=True,
        ),
    ),
    read=_read,
    infer=_TITLE.infer,
    closed=_of_the_head,
    rather=_rather,
    deed=deed("退出", "退", "走", opposites=("当", "做", "干", "参加"), undone="好，不退出，资格照旧。"),
    submit=_leave,
)

RENEW = Form(
    name="renew",
    version=1,
    title="续聘",
    serves=("title.renew",),
    examples=(
        "续聘",
        "申请续聘",
        "我要续聘",
        "顺延",
        "申请顺延",
        "愿意继续",
        "我愿意继续",
        "任期到了我还想接着干",
        "我们站明年也继续做",
        "聘期快满了，怎么办续聘",
    ),
    roles=HOLDERS,
    slots=(_TITLE.slot,),
    read=_read,
    infer=_TITLE.infer,
    closed=_of_the_head,
    submit=_renew,
)
