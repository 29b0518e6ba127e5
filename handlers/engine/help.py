"""What is said to one who asks for help or is not understood. The words are `handlers/menu.py`'s."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.message import Reply

if TYPE_CHECKING:
    from handlers.engine.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Help:
    """`menu`: a greeting and what there is for this person; `lost`: nothing knows what the text means;
    `in_form`: how to steer, and the question in hand once more."""

    menu: Callable[[Conversation], Reply]
    lost: Callable[[Conversation, str], Reply]
    in_form: Callable[[Conversation], Reply]
