"""What is said to one who asks for help or is not understood. The words are `handlers/menu.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.message import Reply

if TYPE_CHECKING:
    from handlers.engine.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Help:
    """`menu`: what there is for this person, after a lead; `lost`: nothing knows for sure what the text means, it may be
    one of these intents; `hand_over`: the same for the second time; `in_form`: how to steer, and the question in hand
    once more; `courtesy`: what is said to what wants nothing, by why nothing moves; its text alone, with a form in hand."""

    menu: Callable[[Conversation, str], Reply]
    lost: Callable[[Conversation, str, Sequence[str]], Reply]
    hand_over: Callable[[Conversation, Sequence[str]], Reply]
    in_form: Callable[[Conversation], Reply]
    courtesy: Callable[[Conversation, str, str], Reply]
