"""同意: before anything personal is kept."""

from __future__ import annotations

import re

from actions.people.consent import give_consent
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.words import agrees, bare, disagrees, undressed
from handlers.message import Reply

NOTICE = (
    "您好，这里是益企，中小企业志愿服务的对接助手，全程免费。\n"
    "为了帮您办事，需要保存您的称呼、联系方式和您说的内容：只给为您服务的专家和工作人员看，"
    "不对外公开；您随时可以要求导出或删除这些个人信息。\n"
    "您同意前说的先替您记着，好接着办；不同意就清掉，一天不答复也清掉。可以吗？"
)
_CONSENTS = re.compile(r"(?:我|都|嗯+)*(?:同意|愿意|可以)(?:的|了|啊|吧)?")
_REFUSES = re.compile(
    r"(?:我|那|先|还是)*(?:不|别|莫|唔|不想|不要|不能|不让)+(?:太|想)?(?:要|让|给|准|许)?(?:你们?|您)?(?:同意|愿意|保存|存|留|记|收集|用|拒绝)?"
    r"(?:我)?的?(?:保存|信息|资料|个人信息|存|东西)*(?:了|吧|的)?|我?拒绝|先不了"
)
_LISTENS = re.compile(r"[嗯恩]|收到|知道|明白")
REFUSED = "好的，您说的不保存，刚才记着的也清掉了。想先看看就回复「专家名录」或「常见问题」。"


def _options(talk: ConversationContext, values: Values) -> Options:
    return (("同意", 1), ("不同意", 0))


def _read(talk: ConversationContext, text: str) -> int | None:
    """A «嗯» or «收到» says that somebody listens; what is kept of them takes a word."""
    word = undressed(text)
    if _CONSENTS.fullmatch(word) or (agrees(text) and not _LISTENS.search(bare(text))):
        return 1
    return 0 if disagrees(text) or _REFUSES.fullmatch(word) else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if not values["answer"]:
        return Outcome(Reply(REFUSED), forget_parked=True)
    give_consent(talk.work, talk.speaker, talk.now)
    return Outcome(Reply("谢谢您的信任。"))


CONSENT = Form(
    name="consent",
    version=1,
    title="个人信息告知",
    slots=(
        Slot(
            "answer",
            "",
            ask=NOTICE,
            read=_read,
            whole=True,
            options=_options,
            hint="请回复「同意」或「不同意」。",
        ),
    ),
    submit=_submit,
    cancelled={"answer": 0},
    consent=False,
)
