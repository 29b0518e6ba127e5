"""会不会被警告、会不会取消资格: how far a title is from either, by its rule and its own figures."""

from __future__ import annotations

import re

from actions.access import pack_of
from actions.diaries.progress import standing_in_year
from actions.titles.silence import silent_since
from handlers.engine.context import ConversationContext
from programme.dues import silence, warning_due
from programme.qualification import IN_FORCE
from programme.spans import plain_day
from storage.queries.titles.standing import QualificationFacts, warning_of

_WARNED = re.compile(r"警告")
_LOST = re.compile(
    r"(?:取消|撤[销掉]?|收回|没收|丢).{0,4}(?:资格|牌子|称号|工作站|专家)|摘牌|摘了?牌子|除名"
    r"|(?:被|给|会)(?:撤销|撤掉|取消掉?)(?:[吗么呢了?？]|$)"
)
_ASKS = re.compile(
    r"怎么|怎样|如何|咋|为|凭|会|不被|避免|才能|才不|几时|什么|啥|[几多]久|[吗么呢?？]|听说|有人说|是不是|有没有"
)
_OTHERS = re.compile(r"申诉|投诉|[他她它]|别的|别人|人家|[要想请]取消")
LONGEST = 28


def asks(text: str) -> bool:
    """Whether a holder asks about being warned, or about losing the title."""
    return len(text) <= LONGEST and bool(_is_about(text) and _ASKS.search(text)) and not _OTHERS.search(text)


def risks(talk: ConversationContext, one: QualificationFacts) -> list[str]:
    """A line for a warning, one for the loss of the title, as far as the words ask and the pack knows either."""
    if one.state not in IN_FORCE or not _is_about(talk.said):
        return []
    lost = _LOST.search(talk.said) is not None
    lines = [_warning(talk, one), _loss(talk, one) if lost else ""]
    return [line for line in lines if line]


def _is_about(text: str) -> bool:
    return bool(_WARNED.search(text) or _LOST.search(text))


def _warning(talk: ConversationContext, one: QualificationFacts) -> str:
    """From when on a warning is to be decided about, or that it is."""
    pack = pack_of(one.pack, talk.rules)
    since = silent_since(talk.work, one, talk.now)
    due, rule = warning_due(pack, one.holder, one.certified_on, since), pack.rules(one.holder).warning
    if due is None or rule is None or one.state == "warned":
        return ""
    last = plain_day(since, talk.today)
    if warning_of(talk.work, one.id, "due") or due.on <= talk.today:
        return f"没有警告。不过从{last}起{silence(rule, '您的')}，要不要警告由服务中心决定，还没有定；服务过没记的，现在补一篇，这件就撤下。"
    return f"没有警告。{silence(rule)}，服务中心才会看要不要警告：您的从{last}算起，{plain_day(due.on, talk.today)}以前有一篇日记或一场活动就不会。"


def _loss(talk: ConversationContext, one: QualificationFacts) -> str:
    """What the title can be taken away for; and how the year stands, which is one of the grounds."""
    grounds = [loss.text for loss in pack_of(one.pack, talk.rules).rules(one.holder).losses]
    if not grounds:
        return "规定里没有写取消资格的情形。"
    standing = standing_in_year(talk.work, one, talk.rules, talk.today)
    return f"取消资格要服务中心查实了才定，规定写的是“{'；'.join(grounds)}”。您{standing.line}。"
