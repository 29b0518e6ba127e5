"""What experts would rather be asked for: certain fields, nearby, certain days of the week; what of it is heeded, said truly."""

from __future__ import annotations

import re

import language
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_domains
from programme.roles import EXPERT
from storage.queries.offers.experts import get_expert

_DAY = r"(?:周|星期|礼拜)[一二三四五六日天末]"
_DAYS = re.compile(
    rf"{_DAY}.{{0,2}}(?:{_DAY}|[一二三四五六日天]).{{0,3}}(?:才|都)?(?:有空|得闲|方便|可以)|(?:只有|每){_DAY}?.{{0,6}}(?:有空|得闲|方便)|(?:别的|其他|其它)(?:日子|时间|天).{{0,3}}(?:带|没空|不行|要)"
)
_NEAR = re.compile(
    r"^(?:我|请|最好|尽量|只|，|,|\s)*(?:不要|别|不想|不接|不去|莫)(?:派|请|给)?(?:我)?(?:去|接)?(?:太|那么)?(?:远|偏)(?:的|地方|了)*(?:[，,\s].{0,12})?$"
    r"|^我?(?:只|就)(?:接|去|做)(?:.{2,8}?)(?:区|县|市|附近|本地|近)(?:的|单|这边)*$"
)
_NO_FIELD = "(?!线[上下]|网上|远程|电话|微信|上门|现场|当面|周末|工作日|[早晚]上|[上下]午)"
"""«只做线上», «只做周末» are about form and time, and have places of their own."""
_FIELDS = re.compile(
    rf"^(?:我|以后|请|现在)*(?:只|就|专门?)(?:接|做|帮|管|要){_NO_FIELD}(?P<field>.{{2,8}}?)(?:方面|类|这块|领域)?的?(?:单|需求|事|问题)?(?:吧|了)?$"
)
_CHANGE = Choice("改资料", tokens.start("profile"))
_AWAY = Choice("接单设置", tokens.start("availability"))


def _is_wish(text: str) -> bool:
    said = text.strip()
    return len(said) <= LONGEST and (any(one.search(said) for one in (_DAYS, _NEAR)) or _names_field(said))


def _names_field(said: str) -> bool:
    """«只接法律方面的单»; «只要两个人» names none."""
    found = _FIELDS.search(said)
    return found is not None and language.read_domains(found["field"]) is not None


LONGEST = 26


def _answer(talk: ConversationContext) -> Reply:
    """Days of the week are kept nowhere, and that is said; place and field are what asking goes by already."""
    if _DAYS.search(talk.said):
        return Reply(
            "固定星期几有空，我这里还记不了。邀请来了看时间，不合适就婉拒，或者说改哪天；要一段日子不接，说从哪天到哪天。",
            choices=(_AWAY,),
        )
    if _NEAR.search(talk.said):
        return Reply(
            "会先请同一个区的。邀请里写着在哪里，远的婉拒就行，不影响什么；也可以说能不能线上帮。",
            choices=(_AWAY,),
        )
    fields = (
        show_domains(get_expert(talk.work, talk.speaker.expert_id).domains) if talk.speaker.expert_id else ""
    )
    return Reply(
        f"现在按登记的领域请您：{fields}。只要其中几样，点「改资料」说擅长哪些，服务中心核对后就按新的请；不对口的婉拒也行。",
        choices=(_CHANGE,),
    )


WISHES = Command("expert_wishes", "接单的想法", (), _answer, EXPERT, syntax=_is_wish)
