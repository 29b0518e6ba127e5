"""Which messages are one act: the parts of a cut text, of an album, of a sentence said in pieces; one answer does for all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.engine import moves
from handlers.engine.answer import BRIEF, SHORT
from handlers.engine.ask import ask, join
from handlers.engine.context import Act
from handlers.engine.conversation import Conversation
from handlers.engine.decide import COMPANY, decide
from handlers.engine.form import Form
from handlers.engine.perform import perform
from handlers.engine.pieces import joined, may_be_one, told, within
from handlers.engine.standing import Standing
from handlers.engine.state import Dialogue
from handlers.engine.utterance import Utterance, too_long
from handlers.engine.words import bare, denies, gives_up
from handlers.message import Reply
from language import begins_another, is_small_talk, read_count, read_date, read_hours, read_region
from language.intents.reading import meaning

CUT = range(3500, 4097)
"""Characters of a part that an app has cut off: at 4096, some of them at the last blank before."""
AT_ONCE = timedelta(seconds=5)
"""The next part of a cut text comes upon its heels."""
TYPED = timedelta(seconds=30)
"""A sentence typed in pieces comes within it; what was answered as not understood longer ago is another matter."""
MOST_FRAGMENTS = 300
"""Characters of what was not understood that are kept, for what may go on with it."""
CUT_TEXT, UNCLEAR = "cut", "unclear"
FILES = "files"
_OURS = re.compile(
    r"(?:我的|我们的|刚才|刚刚|那[个条篇份]|这[个条篇份]|上次|之前).{0,6}(?:日记|需求|投诉|申请|通知|总结|计划|记录|评分|评价)"
)
"""What speaks of something handed in is no beginning of something new."""
_ORDERS = re.compile(
    r"(?:请|麻烦|帮我|把|再)*(?:发(?!生|现|票)|给.{1,8}(?:说一|讲一|发)|通知|提醒|打开|查|看|导出|取消|撤|删)"
)
"""«发一下29号的签到码» wants something done, and is no part of a service that is told."""
_ANY_LEAD = "…"
"""A card asks in fewer words behind something else."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message as it is read, where it stands, and what is to be done with it."""

    utterance: Utterance
    standing: Standing
    move: moves.Move


def with_tail(dialogue: Dialogue, utterance: Utterance, now: datetime) -> Utterance:
    """What comes at once behind a text that an app has cut is the rest of it, and as much too long."""
    before = dialogue.cut if within(dialogue.cut_at, now, AT_ONCE) and not utterance.token else 0
    length = len(utterance.text)
    is_cut = length in CUT and not utterance.token
    dialogue.cut, dialogue.cut_at = (before + length, now.isoformat()) if is_cut else (0, "")
    if not length or not (before or is_cut):
        return utterance
    return replace(utterance, unreadable=too_long(before + length), part_of=CUT_TEXT)


def read_together(conversation: Conversation, alone: Read) -> Read:
    """The message together with what was not understood a moment ago, where that makes sense of both."""
    dialogue, now = conversation.dialogue, conversation.talk.now
    if not (dialogue.unclear and within(dialogue.unclear_at, now, TYPED)) or not _may_go_on(
        conversation, alone
    ):
        return alone
    text = joined(dialogue.unclear, alone.utterance.text)
    vector = meaning(text) if alone.utterance.meaning is not None else None
    whole = replace(alone.utterance, text=text, meaning=vector, part_of=UNCLEAR)
    standing = Standing(conversation, whole)
    found = decide(standing, whole)
    return Read(whole, standing, found) if _makes_sense(conversation, alone.move, found) else alone


def _may_go_on(conversation: Conversation, alone: Read) -> bool:
    """Whether a message, with nothing in hand, could be more of what was not understood: no tap, no word of its own, no courtesy."""
    utterance, move = alone.utterance, alone.move
    if conversation.current or utterance.token or utterance.unreadable or not utterance.text:
        return False
    before = conversation.dialogue.unclear
    if len(before) > MOST_FRAGMENTS or not may_be_one(before) or _OURS.search(before):
        return False
    if denies(utterance.text) or gives_up(utterance.text) or begins_another(utterance.text):
        return False
    if isinstance(move, moves.Stay):
        return move.why in COMPANY and _says_where_or_how_much(utterance.text)
    if isinstance(move, moves.Open):
        lacks = _brings_what_lacks(before, utterance.text, conversation.talk.said_at)
        return bool(move.intent) and not _ORDERS.match(before) and lacks
    return isinstance(move, moves.Clarify | moves.HandOver)


def _says_where_or_how_much(text: str) -> bool:
    """«在赤坎», which keeps company by itself, is a part of something said before it."""
    plain = not is_small_talk(text) and len(text) <= SHORT
    return plain and bool(read_region(text) or read_hours(text) or read_count(text))


def _brings_what_lacks(before: str, text: str, now: datetime) -> bool:
    """Whether what was not understood says when, where or how much, and a message that opens a form by itself does not;
    whatever else was not understood is another matter."""
    when = read_date(before, now) and not read_date(text, now)
    brief = not is_small_talk(before) and len(before) <= SHORT
    readers = (read_region, read_hours, read_count)
    return bool(when) or (brief and any(read(before) and not read(text) for read in readers))


def _makes_sense(conversation: Conversation, alone: moves.Move, whole: moves.Move) -> bool:
    """Both together open the form that the message alone would, or tell a need or service where that opens none; else they
    may still be unclear. A complaint, an appeal, an objection is begun by one sentence that says so.
    """
    if isinstance(whole, moves.Open):
        if isinstance(alone, moves.Open):
            return whole.told and alone.entry == whole.entry
        entry = conversation.catalogue.entry(whole.entry)
        return whole.told and isinstance(entry, Form) and entry.is_told_in_pieces
    return isinstance(whole, moves.Clarify | moves.HandOver) and not isinstance(alone, moves.Open)


def performed(conversation: Conversation, read_as: Read) -> list[Reply]:
    """Do what was decided, and note what the message is a part of; what an album was told once is not said again."""
    utterance, standing, move = read_as.utterance, read_as.standing, read_as.move
    dialogue, known = conversation.dialogue, conversation.dialogue.count
    by_the_way = _brings_nothing_to_its_album(dialogue, utterance, move)
    if by_the_way and move == moves.Stay(FILES):
        return _handed_in_too(conversation, utterance)
    at, takes_files = conversation.current, standing.takes_files
    waits = not (
        isinstance(move, moves.Fill) and standing.asks_to_choose and len(bare(utterance.text)) <= BRIEF
    )
    idle = _files_nobody_takes(read_as)
    replies = perform(conversation, utterance, move)
    replies = _with_files(conversation, replies) if idle and replies else replies
    if utterance.part_of:
        done = takes_files and at is not None and at not in dialogue.stack
        dialogue.album, dialogue.completed = utterance.part_of, at if done else None
    _note_told(conversation, move, known)
    names = frozenset() if by_the_way else _names(conversation, utterance, move)
    if names and len(replies) == 1:
        lead = _lead(conversation, replies[0]) if isinstance(move, moves.Open | moves.OpenEach) else ""
        conversation.talk.act = Act(names, lead, waits)
    return replies


def _brings_nothing_to_its_album(dialogue: Dialogue, utterance: Utterance, move: moves.Move) -> bool:
    """Whether it is a later part of an album, without words, and goes nowhere: it takes no answer's place."""
    of_album = bool(utterance.part_of) and utterance.part_of == dialogue.album
    return of_album and not utterance.text and isinstance(move, moves.Stay)


def _handed_in_too(conversation: Conversation, utterance: Utterance) -> list[Reply]:
    """A picture of an album of which an earlier one completed a form goes the same way; one that goes nowhere says nothing."""
    done, talk = conversation.dialogue.completed, conversation.talk
    form = conversation.form_of(done) if done and done.trail else None
    if done is None or form is None or not _is_for_files(form, done.trail[-1]):
        return []
    known = {name: value for name, value in done.values.items() if not _is_for_files(form, name)}
    files = {done.trail[-1]: [file.key for file in utterance.files]}
    at = conversation.dialogue.begin(form.name, form.version, known | files, talk.now)
    replies = conversation.submit(at)
    talk.act = Act(frozenset({utterance.part_of})) if len(replies) == 1 else None
    return replies


def _is_for_files(form: Form, name: str) -> bool:
    slot = form.slot(name)
    return slot is not None and slot.takes_files


def _files_nobody_takes(read_as: Read) -> bool:
    """Whether files came with words that are answered, and the files are not."""
    move = read_as.move
    said = isinstance(move, moves.Stay) and move.why == FILES
    gone = isinstance(move, moves.Converse | moves.Open) and move.files
    return bool(read_as.utterance.files) and not (said or gone or read_as.standing.takes_files)


def _with_files(conversation: Conversation, replies: list[Reply]) -> list[Reply]:
    """What becomes of the files goes first."""
    said = conversation.catalogue.help.courtesy(conversation, FILES, "").text
    return [replace(replies[0], text=join(said, replies[0].text)), *replies[1:]]


def _note_told(conversation: Conversation, move: moves.Move, known: int) -> None:
    """Remember when something was told of a form; one whose key is not among the `known` was begun by it."""
    at = told(conversation)
    if at and (isinstance(move, moves.Fill | moves.Add) or (isinstance(move, moves.Open) and at.key > known)):
        at.told_at = conversation.talk.now.isoformat()


def _names(conversation: Conversation, utterance: Utterance, move: moves.Move) -> frozenset[str]:
    """What the message has in common with others of its act; nothing for a tap, a steering word, an answer to a notice."""
    if utterance.token or isinstance(move, moves.Steer | moves.Tap | moves.AnswerPrompt | moves.AnswerEach):
        return frozenset()
    missed = isinstance(move, moves.Clarify | moves.HandOver)
    names = {utterance.part_of} if utterance.part_of else set()
    if missed and conversation.current is None:
        names.add(UNCLEAR)
    at = told(conversation)
    if at and (missed or at.told_at == conversation.talk.now.isoformat()):
        names.add(f"form:{at.key}")
    return frozenset(names)


def _lead(conversation: Conversation, reply: Reply) -> str:
    """What is said before the question, and only this once: «听到 2 件，先看第 1 件。»"""
    at = conversation.current
    if at is None:
        return ""
    talk, form = conversation.talk, conversation.form_of(at)
    behind = ask(talk, form, at, _ANY_LEAD).text.removeprefix(f"{_ANY_LEAD}\n")
    questions = (ask(talk, form, at).text, behind)
    asked = next((one for one in questions if reply.text.endswith(one)), reply.text)
    return reply.text.removesuffix(asked).strip()
