"""«最后加一句请带上台账»: words that go behind those of a card, as they are told."""

from __future__ import annotations

import re

from handlers.engine.form import Form, Slot
from handlers.engine.state import FormState

_ADDS = re.compile(
    r"^(?:请|麻烦|帮我|[你您]|那|再|还|另外|在|把)*(?:最(?=[后末])|结(?=尾)|[后尾面末]|里面|内容里?|正文里?|通知里?)*(?:再|还|也|要|请)*"
    r"[加补添写](?:上|进)?(?:一|两)?[句条段行]话?(?:就说|说|是|写)?[，,：:\s]*[“「\"]?(?P<words>\S.{2,}?)[”」\"]?$",
    re.DOTALL,
)
_STOPS = "。！!，,；; "


def sentence_added(form: Form, at: FormState, text: str) -> tuple[Slot, str] | None:
    """The slot for any words that a text adds a sentence to, and all of its words then; None where it adds none.

    That is the slot which the form gathers in, else the only one of its kind that has words.
    """
    found = _ADDS.match(text.strip())
    told = [slot for slot in form.slots if slot.free and isinstance(at.values.get(slot.name), str)]
    slots = [slot for slot in told if slot.name == form.adds] or told
    if not found or len(slots) != 1:
        return None
    return slots[0], f"{at.values[slots[0].name].rstrip(_STOPS)}。{found['words']}"
