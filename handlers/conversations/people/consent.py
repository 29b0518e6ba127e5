"""同意: before anything personal is kept."""

from __future__ import annotations

import re

from actions.people.consent import give_consent, refuse_consent
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.words import agrees, bare, disagrees, undressed
from handlers.message import Choice, Reply

NOTICE = "要办成，得记下您的称呼、电话和说的话，只给帮您的专家和工作人员看；想看、想删，随时跟我说。可以吗？"
DETAILS = (
    "由当地服务中心加密保存，用来请专家、办事、统计，不对外公开。{spans}。随时说「我的信息」看、要一份，说「删除我的信息」当天删、同意也撤回，"
    "只留不带名字的数字。同意前说的先记着，不同意就清掉，一天不答复也清掉。"
)
DOUBTS = "要办就回「同意」。不放心可以先不同意，您说的我不留；「常见问题」和「专家名录」照样能看。"
_TELL_MORE = 2
_CONSENTS = re.compile(r"(?:我|都|嗯|那|行|好|吧|就|可以)*(?:同意|愿意|可以)(?:的|了|啊|吧)?")
_REFUSES = re.compile(
    r"(?:我|那|先|还是)*(?:不|别|莫|唔|不想|不要|不能|不让)+(?:太|想)?(?:要|让|给|准|许)?(?:你们?|您)?(?:同意|愿意|保存|存|留|记|收集|用|拒绝)?"
    r"(?:我)?的?(?:保存|信息|资料|个人信息|存|东西)*(?:了|吧|的)?|我?拒绝|先不了"
)
_LISTENS = re.compile(r"[嗯恩]|收到|知道|明白")
REFUSED = "好的，您说的不保存，刚才记着的也清掉了。想先看看，点下面的。"
LOOK = (Choice("专家名录", tokens.start("experts")), Choice("常见问题", tokens.start("questions")))


def _options(talk: ConversationContext, values: Values) -> Options:
    return (("同意", 1), ("不同意", 0), ("详细说明", _TELL_MORE))


def _ask(talk: ConversationContext, values: Values) -> str:
    """The person's own matter first."""
    return asked(values.get("welcome", ""))


def asked(welcome: str) -> str:
    """What is asked for; a form whose matter wants other words has asked with its welcome already."""
    return welcome if welcome.endswith("可以吗？") else f"{welcome}{NOTICE}"


def _check(talk: ConversationContext, value: int) -> str:
    """Who wants to know more reads it, and is asked again."""
    return DETAILS.format(spans=talk.rules.retention.in_words()) if value == _TELL_MORE else ""


def _read(talk: ConversationContext, text: str) -> int | None:
    """A «嗯» or «收到» says that somebody listens; what is kept of them takes a word."""
    word = undressed(text)
    if _CONSENTS.fullmatch(word) or (agrees(text) and not _LISTENS.search(bare(text))):
        return 1
    return 0 if disagrees(text) or _REFUSES.fullmatch(word) else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if not values["answer"]:
        refuse_consent(talk.work, talk.speaker, talk.now)
        return Outcome(Reply(REFUSED, choices=LOOK), forget_parked=True)
    give_consent(talk.work, talk.speaker, talk.now)
    return Outcome(Reply("好。"))


CONSENT = Form(
    name="consent",
    version=1,
    title="个人信息告知",
    slots=(
        Slot(
            "answer",
            "",
            ask=_ask,
            read=_read,
            whole=True,
            options=_options,
            check=_check,
            hint=DOUBTS,
        ),
        Slot("welcome", "", hidden=True, asked=False),
    ),
    submit=_submit,
    cancelled={"answer": 0},
    consent=False,
)
