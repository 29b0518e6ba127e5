"""What is told goes on in a message of its own: «合同也签了» behind a need, «还讲了开票» behind a diary."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.engine import corrections, fill, in_words
from handlers.engine.answer import SHORT, Answer, Fit
from handlers.engine.context import ConversationContext, Values
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import is_said
from handlers.engine.moves import Add, Clarify, Open
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.words import agrees, bare, names_deed, recognise
from handlers.message import Reply
from handlers.rendering.plain import shorten
from language import is_small_talk
from language.about_records import rewritten, speaks_to_us
from language.inquiries import others_say
from language.intents.taxonomy import FIRST, MOVES
from language.intents.wish import Wish
from language.needs import is_of_other_party

_CALLS = re.compile(r"(?:[找转要叫请换]|联系)(?:一下|[个位])?(?:人工|真人|工作人员)")
"""A person is called for in plain words: «对方的事说不清，我要找人工»."""
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
LIKELY = 0.6
CALLED = 12
"""Characters of what was said, by which it is called."""
STOPS = "。！!，,；;、 \n"
_HAPPENED = re.compile(r"[了过着]|[也还都]|已经|一直|没|从来|多次|几次")
_OF_IT = re.compile(
    r"^(?:补充|而且|并且|再说|但是?|可是?|不过|结果|后来|因为|所以|就是|一共|总共|大概|大约|差不多|最后|其中|现在|目前|当时|之前|"
    r"以前|本来|原来|[去前今]年|上[个周月]|对方|他|她|那边|人家|双方|我们|咱们?|我[方司厂店家]|公司|单位|厂|店|员工|工人|老板|"
    r"客户|供应商|甲方|乙方|银行|合同|协议|欠条|发票|金额|货|款|说|有|[做卖开搞养种].{1,8}的|小(?:公司|店|厂))"
)
"""A fact of the matter is told by what happened, or begins with who or what it is about."""
_GOES_ON = re.compile(r"也|^(?:而且|并且|还)")
_SERVED = re.compile(r"^(?:给|帮|为|跟|和|去|到|在).{1,10}(?:讲|教|辅导|解答|咨询|上课|培训|审|处理)")
"""«给两家讲税» behind «今天下午»."""
_ASKS = re.compile(
    r"[?？]|几[个条件天号点][了啦]?$|[吗呢嘛吧]$|([\u4e00-\u9fff])[不没]\1|了没有?$|怎么|咋|为什么|为啥|是不是|有没有|行不行|能不能|可不可以|能否|哪[里个位家]|[谁啥]|什么|多少|几时|多久"
)
_REPORTS = re.compile(r"^.{0,4}(?:[讲说教问谈聊]|解答|介绍|咨询)[了到过]")
"""«还讲了发票怎么开» is no question."""
_WANTS = re.compile(
    r"[你您]|帮(?:我|忙|看|查|改|一下)|请(?!了|过|假|客)|麻烦|劳驾|[找打叫联]系?我|让.{0,2}联系|告诉我|通知我|发(?:我|给我)|给我|"
    r"(?:撤|删|改|换|查|看)(?!.{0,4}[了过])|取消|重新|重来|(?:^|我们?|[还也就先，,])想|(?:^|我们?|[还也就先，,])要(?!求|账|债|货|钱|紧|命|过|到|超)|"
    r"能不能|^可以|^记得|(?:^|[，,])别|^不用|算了|更[急想要]|另外|还有[一个件]|[一二两三]件|第[二三]|投诉|人工|\d+ ?号需?"
    r"|^(?:那就|就|全|都|一起|[两三四几][家个件条篇])*(?:报|发|交|提交|送)(?:上去|过去|出去|了?吧)"
)
"""What somebody wants done is no fact of the matter, however it is said."""
_PRESSES = re.compile(r"(?:很|有点|比较|挺|特别|蛮|好)?急[的啊呀]?[，,。!！\s]")
"""«急，要过诉讼时效了» says how much the matter presses, and is none of its own."""
_ENDS = re.compile(
    r"^(?:好|没有?|完|行|可以|说完|讲完|就这些|就这样|先这样|大概这样|不说|没别的|知道|收到|明白|记下|看到)[了啦的吧啊]*$"
)
_DIGITS = re.compile(r"\d[\d\s\-－—.·]{5,}\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PREFACE = re.compile(
    r"^(?:再?补充(?:一下|一点|一句|说明)?|另外补充|(?:对|好|行)是(?:对|好|行)[，,\s]*(?:但是?|可是|不过|只是)?)[，,：:\s]*"
)


def told(conversation: Conversation) -> FormState | None:
    """The form whose matter the person is telling: in hand, or behind the question for consent."""
    at, stack = conversation.current, conversation.dialogue.stack
    if at and at.form == CONSENT:
        at = stack[-2] if len(stack) > 1 else None
    adds = conversation.form_of(at).adds if at else ""
    return at if at and adds and at.values.get(adds) else None


def addition(conversation: Conversation, text: str, wish: Callable[[], Wish]) -> Add | Open | Clarify | None:
    """That a text goes on with what is being told, or, said late, may do so; or begins another matter of the kind at once.
    None where it does none of these."""
    at, now = told(conversation), conversation.talk.now
    if at is None:
        return None
    form = conversation.form_of(at)
    if form.apart(text):
        return None
    if at is conversation.current and (words := rewritten(text)):
        return put_instead(conversation.talk, form, at, words)
    if is_other(conversation, form, at, text, wish):
        return Open(form.name, form.serves[0])
    if at is conversation.current and _tells_at_a_menu(conversation.talk, form, at, text, wish):
        return put_to_it(conversation.talk, form, at, text)
    if not is_telling(text):
        return None
    if at is conversation.current and _is_for_the_question(conversation.talk, form, at, text):
        return None
    found = form.read(conversation.talk, text, at.values)
    against = _against(form, at, found)
    meant = wish()
    if _PRESSES.match(text):
        sure = may_be = not against
    elif meant.sure and meant.main in form.serves:
        sure, may_be = within(at.told_at, now, AT_ONCE) and not against, len(text) <= SHORT
    else:
        of_it = is_of_other_party(text) and meant.main != FIRST and not _CALLS.search(text)
        sure = of_it or _wants_nothing_else(form, meant)
        may_be = sure or (meant.main in MOVES and _GOES_ON.search(text) is not None)
    if any(not slot.guessed for slot in against):
        return None
    if sure and within(at.told_at, now, SOON):
        return put_to_it(conversation.talk, form, at, text)
    return Clarify() if may_be and at is conversation.current and conversation.at_card(at) else None


def correction(conversation: Conversation, text: str) -> Add | None:
    """That a correction stands behind what was told: «不是迟到一小时，是两个小时» of a complaint; it must say both."""
    at = told(conversation)
    if at is None or at is not conversation.current or not corrections.contrasts(text):
        return None
    form = conversation.form_of(at)
    if is_asked(text) or speaks_to_us(text) or form.apart(text):
        return None
    return put_to_it(conversation.talk, form, at, text)


def is_other(
    conversation: Conversation, form: Form, at: FormState, text: str, wish: Callable[[], Wish]
) -> bool:
    """Whether a text tells a whole matter of the kind, and not the one that was told."""
    goes_on = is_telling(text) and _GOES_ON.search(text)
    if len(bare(text)) < SHORTEST or goes_on or not form.is_other(conversation.talk, at.values, text):
        return False
    return _is_wished(form, text, wish()) and not corrections.corrects(text)


def _is_wished(form: Form, text: str, meant: Wish) -> bool:
    """Surely; or likely, where a telephone of its own stands there («金叶食品合同要人看，电话138…»)."""
    if meant.sure:
        return meant.main in form.serves
    code, chance = meant.likely[0] if meant.likely else ("", 0.0)
    return code in form.serves and chance >= LIKELY and bool(_DIGITS.search(text))


def _tells_at_a_menu(
    talk: ConversationContext, form: Form, at: FormState, text: str, wish: Callable[[], Wish]
) -> bool:
    """Whether a sentence beside the choices for what is only guessed, the field, tells more of the matter, and so answers."""
    slot = pending(talk, form, at)
    if slot is None or not slot.guessed or len(bare(text)) < SHORTEST or is_said(talk, at, slot, text):
        return False
    meant = wish()
    if slot.read(talk, text) is None or (
        meant.sure and meant.main not in (*form.serves, *form.akin, "unclear")
    ):
        return False
    return not recognise(text, [label for label, _ in slot.choices(talk, at.values)])


def put_to_it(talk: ConversationContext, form: Form, at: FormState, text: str) -> Add | None:
    """The text behind what was told, and what both together say of whatever is open; None where that may not be."""
    slot = form.slot(form.adds)
    assert slot
    whole = joined(str(at.values[slot.name]), _PREFACE.sub("", text))
    if slot.check(talk, whole):
        return None
    read = form.read(talk, whole, {}).items()
    values = {name: value for name, value in read if name not in at.values or name in at.inferred}
    asked = pending(talk, form, at)
    if asked and asked.guessed and asked.name not in values and (value := asked.read(talk, text)) is not None:
        values[asked.name] = value
    values = {name: value for name, value in values.items() if _holds(talk, form, name, value)}
    unsaid = form.unsaid(talk, whole) & values.keys()
    lead = ADDED.format(slot.label)
    return Add(at.key, Answer(values | {slot.name: whole}, unsaid, fit=Fit.WHOLE, lead=lead))


def put_instead(talk: ConversationContext, form: Form, at: FormState, words: str) -> Add | None:
    """Words in the place of what was told, and what they say of the rest; None where they may not stand there."""
    slot = form.slot(form.adds)
    assert slot
    if slot.check(talk, words):
        return None
    read = form.read(talk, words, {}).items()
    values = {name: value for name, value in read if _holds(talk, form, name, value)}
    unsaid = form.unsaid(talk, words) & values.keys()
    lead = in_words.done(talk, form, at, {slot.name: words})
    return Add(at.key, Answer(values | {slot.name: words}, unsaid, fit=Fit.WHOLE, lead=lead))


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
    if at is not told(conversation) or not may_be or conversation.form_of(at).apart(text):
        return ""
    slot = conversation.form_of(at).slot(conversation.form_of(at).adds)
    at.beside = joined(at.beside, text) if at.beside else text
    return OFFERED.format(shorten(at.beside, CALLED), slot.label if slot else "")


def pass_over(at: FormState) -> None:
    """Something else is said: what was offered is no longer, and is not forgotten either."""
    at.passed_over, at.beside = all_beside(at), ""


def all_beside(at: FormState) -> str:
    """Whatever was said beside it, and is not in it."""
    return joined(at.passed_over, at.beside) if at.passed_over and at.beside else at.passed_over or at.beside


def answers_offer(text: str) -> str:
    """The word that takes up an offer, or says that it is another matter; nothing where the text does neither."""
    word = bare(text)
    if word in TAKES_UP or (agrees(text) and not names_deed(text)):
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
        and not (is_asked(text) or _DIGITS.search(text) or speaks_to_us(text))
        and not _ENDS.match(bare(text))
        and not is_small_talk(text)
    )


def is_telling(text: str) -> bool:
    """Whether a text tells a fact of some matter, and neither asks nor wants anything."""
    if not SHORTEST <= len(text) <= LONGEST or is_asked(text) or _DIGITS.search(text) or speaks_to_us(text):
        return False
    plain = _PREFACE.sub("", text)
    wants = _WANTS.search(plain) and not others_say(plain)
    if corrections.corrects(text) or wants or _ENDS.match(bare(text)) or is_small_talk(text):
        return False
    return (
        plain != text
        or others_say(plain)
        or _PRESSES.match(plain) is not None
        or bool(_HAPPENED.search(text) or _OF_IT.match(text) or _SERVED.match(text))
    )


def is_asked(text: str) -> bool:
    return bool(_ASKS.search(text)) and not _REPORTS.match(text)


def within(moment: str, now: datetime, span: timedelta) -> bool:
    """Whether a moment (ISO, or empty) is no longer ago."""
    return bool(moment) and abs(now - datetime.fromisoformat(moment)) <= span


def joined(before: str, text: str) -> str:
    """Two pieces as one text."""
    return f"{before.rstrip(STOPS)}，{text.lstrip(STOPS)}"


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
