"""In a group everybody reads along: only the diary is kept there, everything else goes on in the private chat."""

from __future__ import annotations

from handlers import router
from handlers.catalogue import Catalogue
from handlers.context import Talk
from handlers.model import Incoming, Reply
from handlers.state import Dialogue

OPEN = frozenset({"diary", "amend", "my_progress"})
"""Forms and commands that show nothing of others and nothing private."""
KEEPERS = frozenset({"expert", "station"})
STRANGER = "请先私聊我一次，绑定身份以后就能在群里记日记了。"


def hear(talk: Talk, dialogue: Dialogue, catalogue: Catalogue, incoming: Incoming) -> list[Reply]:
    """Answer one message; in a group, only as far as may be answered there."""
    if not incoming.room:
        return router.hear(talk, dialogue, catalogue, incoming)
    if not talk.speaker.roles & KEEPERS or talk.speaker.consented_at is None:
        return [Reply(STRANGER)]
    return _in_a_group(talk, dialogue, catalogue, incoming)


def _in_a_group(talk: Talk, dialogue: Dialogue, catalogue: Catalogue, incoming: Incoming) -> list[Reply]:
    """With the open forms alone; what is in hand besides waits as it is."""
    private = [at for at in dialogue.stack if at.form not in OPEN]
    dropped, dialogue.dropped = dialogue.dropped, None
    dialogue.stack = [at for at in dialogue.stack if at.form in OPEN]
    replies = router.hear(talk, dialogue, catalogue.only(OPEN), incoming)
    dialogue.stack = private + dialogue.stack
    dialogue.dropped = dialogue.dropped or dropped
    return replies
