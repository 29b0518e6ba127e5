"""Forms of the chat as pages: what would be asked one after the other stands on one page; the same reading, checks and deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.console import undo
from actions.refusal import Refused as NotDone
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from storage.queries.console.listing import is_in
from storage.queries.console.lists.matters import NEEDS
from storage.queries.needs import get_need
from web.console.deciding import Letter, letters_of
from web.console.fields import fields_of
from web.console.frame import Frame, frame_of, framed, shown
from web.console.lists.state import number, without_nul
from web.console.lists.views import reader_of
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do, look
from web.console.taps import ASKED
from web.console.typed import NO_REASON, says_something, seen_of

PREVIEWED = frozenset({"close_need", "cannot_serve", "ask_others", "close_chat"})
"""Forms that end something for good and tell people at once: what they will read is shown first."""
INCOMPLETE = "这一步没有带上是哪一件，请从待办里再点一次。"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know, as it stands on the page: options, or a text; what was given, and what is wrong with it."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    given: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The page. `rows`: what it is about; `letters` and `answer`: what a preview showed, of which `seen` is the digest;
    `changed`: something was changed after it; `looks`: it is previewed first.
    """

    title: str
    questions: tuple[Question, ...]
    hidden: Mapping[str, str]
    wrong: bool = False
    rows: tuple[tuple[str, str], ...] = ()
    looks: bool = False
    letters: tuple[Letter, ...] = ()
    answer: str = ""
    seen: str = ""
    changed: bool = False


class _Looked(Exception):
    def __init__(self, frame: Frame, page: Asked) -> None:
        super().__init__()
        self.frame = frame
        self.page = page


@dataclass(slots=True)
class _Filling:
    """What is known of a form so far."""

    form: Form
    values: Values
    raw: Mapping[str, str] = field(default_factory=dict)


async def ask(request: Request) -> Response:
    """The empty form."""
    filling = _begun(request, {name: without_nul(value) for name, value in request.query_params.items()})
    return await shown(request, "console/ask.html", "", lambda talk: _asked(talk, filling, complain=False))


async def answer(request: Request) -> Response:
    """What was given: the deed where all of it is understood, else the page again, with everything that was typed."""
    fields = await fields_of(request)
    filling = _begun(request, fields)

    def deed(talk: ConversationContext) -> Asked | Said:
        page = _asked(talk, filling, complain=True)
        if any(one.wrong for one in page.questions):
            return page
        reply = filling.form.submit(talk, filling.values).reply
        seen = _seen(page)
        if page.looks and fields.get("seen") != seen:
            letters = letters_of(talk)
            changed = bool(fields.get("seen"))
            shown = replace(page, letters=letters, answer=reply.text, seen=seen, changed=changed)
            raise _Looked(frame_of(talk), shown)
        return Said(reply.text, _remembered(talk, filling))

    try:
        done = await do(request, deed)
    except _Looked as looked:
        return framed(request, "console/ask.html", "", looked.frame, looked.page)
    except NotDone as refusal:
        return back_to(fields.get("back", HOME), Said(refusal.text, bad=True))
    if isinstance(done, Said):
        return back_to(fields.get("back", HOME), done)
    frame = await look(request, frame_of)
    return framed(request, "console/ask.html", "", frame, done, status=422)


def _seen(page: Asked) -> str:
    given = {one.name: one.given for one in page.questions}
    return seen_of(given, *given)


def _begun(request: Request, given: Mapping[str, str]) -> _Filling:
    name, key = request.path_params["form"], number(request.path_params["key"])
    form = catalogue().forms.get(name) if name in ASKED else None
    if form is None or not key:
        raise NotHere
    return _Filling(form, {form.ref: key}, given)


def _asked(talk: ConversationContext, filling: _Filling, *, complain: bool) -> Asked:
    """The questions that stand open; `filling` gets what is understood of the answers."""
    if filling.form.roles.isdisjoint(talk.speaker.roles):
        raise NotDone("wrong_role", f"「{filling.form.title}」您的身份办不了。")
    hidden, questions = {}, []
    for slot in filling.form.slots:
        if slot.name == filling.form.ref:
            if outside := slot.check(talk, filling.values[slot.name]):
                raise NotDone("outside", outside)
            continue
        raw = filling.raw.get(slot.name, "").strip()
        if slot.hidden:
            if raw:
                filling.values[slot.name] = raw
                hidden[slot.name] = raw
        elif slot.asked and slot.applies(talk, filling.values):
            questions.append(_question(talk, filling, slot, raw, complain))
    if not filling.values.keys() >= set(filling.form.given):
        raise NotDone("incomplete", INCOMPLETE)
    about = _about(talk, filling)
    if filling.form.ref == "need" and not about:
        raise NotHere
    title = f"{filling.form.title}：{filling.values[filling.form.ref]} 号"
    wrong = any(one.wrong for one in questions)
    return Asked(
        title,
        tuple(questions),
        hidden,
        wrong,
        about,
        filling.form.name in PREVIEWED,
    )


def _about(talk: ConversationContext, filling: _Filling) -> tuple[tuple[str, str], ...]:
    """What a need is about, to whom its list shows it."""
    key = int(filling.values[filling.form.ref])
    if filling.form.ref != "need" or not is_in(talk.work, NEEDS, reader_of(talk), key):
        return ()
    need = get_need(talk.work, key)
    rows = [("企业", need.enterprise), ("问题", need.text)]
    return (*rows, ("谁在办", need.expert)) if need.expert else tuple(rows)


def _question(talk: ConversationContext, filling: _Filling, slot: Slot, raw: str, complain: bool) -> Question:
    options = [(str(value), caption) for caption, value in slot.choices(talk, filling.values)]
    value = _understood(talk, filling, slot, raw) if raw else None
    wrong = ""
    if value is None:
        wrong = (slot.hint or "这里还没有填。") if complain and not slot.skippable else ""
    elif slot.free and isinstance(value, str) and not says_something(value):
        wrong = NO_REASON
    elif not (wrong := slot.check(talk, value)):
        filling.values[slot.name] = value.rstrip("。.") if slot.free and isinstance(value, str) else value
    return Question(slot.name, slot.question(talk, filling.values), tuple(options), raw, wrong)


def _understood(talk: ConversationContext, filling: _Filling, slot: Slot, raw: str) -> Any:
    """An option by its value, else the words as the chat reads them."""
    for _, value in slot.choices(talk, filling.values):
        if str(value) == raw:
            return value
    return slot.read(talk, raw) or (raw if slot.free else None)


def _remembered(talk: ConversationContext, filling: _Filling) -> int:
    key, name = int(filling.values[filling.form.ref]), filling.form.name
    if name == "look_later":
        return undo.remember(talk.work, talk.speaker, "put_off", str(filling.values["what"]), key, talk.now)
    undo.remember(talk.work, talk.speaker, name, filling.form.ref, key, talk.now)
    return 0


routes = [
    Route(f"{HOME}/ask/{{form}}/{{key}}", ask),
    Route(f"{HOME}/ask/{{form}}/{{key}}", answer, methods=["POST"]),
]
