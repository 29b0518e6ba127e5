"""What is told goes on in a message of its own: «合同也签了» behind a need, «还讲了开票» behind a diary."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.engine import corrections, fill
from handlers.engine.answer import SHORT, Answer, Fit
from handlers.engine.context import ConversationContext, Values
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.form import Form, Slot
from handlers.engine.moves import Add, Clarify
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.words import agrees, bare, recognise
from handlers.message import Reply
from handlers.rendering.plain import shorten
from language import is_small_talk
from language.intents.taxonomy import MOVES
from language.intents.wish import Wish

SOON = timedelta(seconds=90)
"""What is said so soon after goes on with it; later it is asked whether it does."""
AT_ONCE = timedelta(seconds=15)
"""So soon even what could be a matter of its own goes on."""
SHORTEST, LONGEST = 4, 300
MORE_THAN_AN_ANSWER = 8
"""Characters from which a message that answers the question tells something besides."""
ADDED = "已补进{}里。"
OFFERED = "“{}”要补进{}里吗？"
TAKES_UP = frozenset(
    {"补充", "是补充", "补进去", "补上", "加上", "加进去", "补充进去", "是补充的", "补一下", "要补", "要"}
)
SETS_APART = frozenset({"另一件", "是另一件", "另外一件", "是另外一件", "另一件事", "是另一件事", "另外的事"})
CALLED = 12
"""Characters of what was said, by which it is called."""
_STOPS = "。！!，,；;、 \n"
_HAPPENED = re.compile(r"[了过着]|[也还都]|已经|一直|没|从来|多次|几次")
_OF_IT = re.compile(
    r"^(?:补充|而且|并且|再说|但是?|可是?|不过|结果|后来|因为|所以|就是|一共|总共|大概|大约|差不多|最后|其中|现在|目前|当时|之前|"
    r"以前|本来|原来|[去前今]年|上[个周月]|对方|他|她|那边|人家|双方|我们|咱们?|我[方司厂店家]|公司|单位|厂|店|员工|工人|老板|"
    r"客户|供应商|甲方|乙方|银行|合同|协议|欠条|发票|金额|货|款|说|有)"
)
"""A fact of the matter is told by what happened, or begins with who or what it is about."""
_ASKS = re.compile(
    r"[?？]|[吗呢嘛吧]$|怎么|咋|为什么|为啥|是不是|有没有|行不行|哪[里个位家]|[谁啥]|什么|多少|几时|多久"
)
_REPORTS = re.compile(r"^.{0,4}(?:[讲说教问谈聊]|解答|介绍|咨询)[了到过]")
"""«还讲了发票怎么开» is no question."""
_WANTS = re.compile(
    r"[你您]|帮(?:我|忙|看|查|改|一下)|请(?!了|过|假|客)|麻烦|劳驾|[找打叫联]系?我|让.{0,2}联系|告诉我|通知我|发(?:我|给我)|给我|"
    r"(?:撤|删|改|换|查|看)(?!.{0,4}[了过])|取消|重新|重来|(?:^|我们?|[还也就先，,])想|(?:^|我们?|[还也就先，,])要(?!求|账|债|货|钱)|"
    r"能不能|^可以|^记得|(?:^|[，,])别|^不用|算了|更[急想要]|另外|还有[一个件]|[一二两三]件|第[二三]|投诉|人工|\d+ ?号需?"
)
"""What somebody wants done is no fact of the matter, however it is said."""
_ENDS = re.compile(
    r"^(?:好|没有?|完|行|可以|说完|讲完|就这些|就这样|先这样|大概这样|不说|没别的|知道|收到|明白|记下|看到)[了啦的吧啊]*$"
)
_DIGITS = re.compile(r"\d[\d\s\-－—.·]{5,}\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PREFACE = re.compile(r"^(?:再?补充(?:一下|一点|一句|说明)?|另外补充)[，,：:\s]*")


def told(conversation: Conversation) -> FormState | None:
    """The form whose matter the person is telling: in hand, or behind the question for consent."""
    at, stack = conversation.current, conversation.dialogue.stack
    if at and at.form == CONSENT:
        at = stack[-2] if len(stack) > 1 else None
    adds = conversation.form_of(at).adds if at else ""
    return at if at and adds and at.values.get(adds) else None


def addition(conversation: Conversation, text: str, wish: Callable[[], Wish]) -> Add | Clarify | None:
    """That a text goes on with what is being told, or, said late, may do so; None where it does neither."""
    at, now = told(conversation), conversation.talk.now
    if at is None or not is_telling(text):
        return None
    form = conversation.form_of(at)
    if at is conversation.current and _is_for_the_question(conversation.talk, form, at, text):
        return None
    found = form.read(conversation.talk, text, at.values)
    against = _against(form, at, found)
    meant = wish()
    if meant.sure and meant.main in form.serves:
        sure, may_be = within(at.told_at, now, AT_ONCE) and not against, len(text) <= SHORT
    else:
        sure = may_be = _wants_nothing_else(form, meant)
    if any(not slot.guessed for slot in against):
        return None
    if sure and within(at.told_at, now, SOON):
        return put_to_it(conversation.talk, form, at, text)
    return Clarify() if may_be and at is conversation.current and conversation.at_card(at) else None


def put_to_it(talk: ConversationContext, form: Form, at: FormState, text: str) -> Add | None:
    """The text behind what was told, and what both together say of whatever is open; None where that may not be."""
    slot = form.slot(form.adds)
    assert slot
    whole = joined(str(at.values[slot.name]), _PREFACE.sub("", text))
    if slot.check(talk, whole):
        return None
    read = form.read(talk, whole, {}).items()
    values = {name: value for name, value in read if name not in at.values or name in at.inferred}
    values = {name: value for name, value in values.items() if _holds(talk, form, name, value)}
    unsaid = form.unsaid(talk, whole) & values.keys()
    lead = ADDED.format(slot.label)
    return Add(at.key, Answer(values | {slot.name: whole}, unsaid, fit=Fit.WHOLE, lead=lead))


def add(conversation: Conversation, move: Add) -> list[Reply]:
    """Put it there, say so, and ask what is open."""
    at = next(at for at in conversation.dialogue.stack if at.key == move.key)
    fill.fill(conversation.talk, conversation.form_of(at), at, move.answer)
    return conversation.go_on(conversation.current, move.answer.lead)


def offer(conversation: Conversation, at: FormState, text: str) -> str:
    """Keep what was not understood, and ask whether it is an addition; nothing where it cannot be one.

    Beside a question it is sooner a wrong answer, unless it tells something.
    """
    may_be = may_be_one(text) and (conversation.at_card(at) or is_telling(text))
    if at is not told(conversation) or not may_be:
        return ""
    slot = conversation.form_of(at).slot(conversation.form_of(at).adds)
    at.beside = text
    return OFFERED.format(shorten(text, CALLED), slot.label if slot else "")


def answers_offer(text: str) -> str:
    """The word that takes up an offer, or says that it is another matter; nothing where the text does neither."""
    word = bare(text)
    if word in TAKES_UP or agrees(text):
        return "add"
    return "apart" if word in SETS_APART else ""


def take_up(conversation: Conversation, at: FormState) -> list[Reply]:
    """What was said beside belongs to it."""
    text, at.beside = at.beside, ""
    move = put_to_it(conversation.talk, conversation.form_of(at), at, text) if text else None
    return add(conversation, move) if move else conversation.go_on(at)


def set_apart(conversation: Conversation, at: FormState) -> list[Reply]:
    """What was said beside is another matter of the kind."""
    text, at.beside = at.beside, ""
    form = conversation.form_of(at)
    return conversation.begin(form, form.serves[0], text) if text else conversation.go_on(at)


def may_be_one(text: str) -> bool:
    """Whether a text that was not understood may be asked to be an addition: words, and no question."""
    words = len(_HAN.findall(text)) >= SHORTEST - 1 and len(text) <= LONGEST
    return (
        words
        and not (_is_asked(text) or _DIGITS.search(text))
        and not _ENDS.match(bare(text))
        and not is_small_talk(text)
    )


def is_telling(text: str) -> bool:
    """Whether a text tells a fact of some matter, and neither asks nor wants anything."""
    if not SHORTEST <= len(text) <= LONGEST or _is_asked(text) or _DIGITS.search(text):
        return False
    plain = _PREFACE.sub("", text)
    if corrections.corrects(text) or _WANTS.search(plain) or _ENDS.match(bare(text)) or is_small_talk(text):
        return False
    return plain != text or bool(_HAPPENED.search(text) or _OF_IT.match(text))


def _is_asked(text: str) -> bool:
    return bool(_ASKS.search(text)) and not _REPORTS.match(text)


def within(moment: str, now: datetime, span: timedelta) -> bool:
    """Whether a moment (ISO, or empty) is no longer ago."""
    return bool(moment) and abs(now - datetime.fromisoformat(moment)) <= span


def joined(before: str, text: str) -> str:
    """Two pieces as one text."""
    return f"{before.rstrip(_STOPS)}，{text.lstrip(_STOPS)}"


def _is_for_the_question(talk: ConversationContext, form: Form, at: FormState, text: str) -> bool:
    """Whether the text is meant for the question in hand, or names a slot to change."""
    if at.choosing or corrections.named(form, text) or corrections.doubted(form, text):
        return True
    slot = pending(talk, form, at)
    if slot is None:
        return False
    if slot.free or slot.verbatim or recognise(text, [label for label, _ in slot.choices(talk, at.values)]):
        return True
    return not slot.guessed and _answers_it(talk, slot, text) and not _tells_besides(text)


def _answers_it(talk: ConversationContext, slot: Slot, text: str) -> bool:
    return slot.read(talk, text) is not None


def _tells_besides(text: str) -> bool:
    return len(bare(text)) >= MORE_THAN_AN_ANSWER and bool(_HAPPENED.search(text))


def _against(form: Form, at: FormState, found: Values) -> list[Slot]:
    """The slots of which a text says otherwise than was said."""
    told = (name for name in found if name in at.values and name not in (*at.inferred, form.adds))
    slots = (form.slot(name) for name in told if found[name] != at.values[name])
    return [slot for slot in slots if slot]


def _wants_nothing_else(form: Form, wish: Wish) -> bool:
    if wish.sure:
        return wish.main in (*form.akin, "unclear")
    return wish.main not in MOVES - {"unclear"}


def _holds(talk: ConversationContext, form: Form, name: str, value: object) -> bool:
    slot = form.slot(name)
    return slot is not None and name != form.adds and not slot.check(talk, value)
