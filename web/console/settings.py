"""设置: what a centre settles about its own house without a file: looked at before it is kept, in force at once, with its history (decision 0299)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may_ever, require
from actions.offers.pool import pool_of
from actions.refusal import Refused as NotDone
from actions.settings.change import put_back, require_setting, settle
from actions.settings.house import centres
from actions.settings.kinds import KINDS as RULES
from actions.settings.kinds import WEIGHTS
from handlers.engine.context import ConversationContext
from language import regions
from language.domains import DOMAINS
from programme.centres import Centre
from programme.jurisdiction import covers
from storage.queries.settings import Change, Value, history, in_force, the_one_in_force
from web.console.fields import fields_of, number
from web.console.frame import Frame, frame_of, framed, shown
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do
from web.console.setting_words import KINDS, InWords
from web.console.typed import seen_of
from web.console.words import clock_of

PAGE = f"{HOME}/settings"
RIGHT = "change_settings"
PAST = 20
NEW = "new"


@dataclass(frozen=True, slots=True)
class Row:
    """A setting on the list: what it is called, how it stands, its page."""

    name: str
    said: str
    href: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    about: str
    rows: Sequence[Row]
    add: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """A change in words, with what was before; `change`: its number, by which it is put back."""

    at: str
    by: str
    before: str
    after: str
    change: int


@dataclass(frozen=True, slots=True)
class SettingPage:
    """One setting: the form with what was typed; once it was looked at, `after` beside `before`."""

    name: str
    key: str
    title: str
    words: InWords
    typed: Mapping[str, str]
    before: str
    past: Sequence[Past]
    settled: bool
    after: str = ""
    seen: str = ""
    wrong: str = ""


class _Looked(Exception):
    def __init__(self, frame: Frame, page: SettingPage) -> None:
        super().__init__()
        self.frame = frame
        self.page = page


def _of_file(talk: ConversationContext, name: str, key: str) -> Value | None:
    """How it is where nothing is settled here: by the settings file, or by what is shipped."""
    if name == "centre":
        known = next((one for one in talk.rules.centres if one.region == key), None)
        return _centre_value(known) if known else None
    if name == "weight":
        return {"points": asdict(pool_of(talk.work).of_file)[key]}
    words = talk.reader_options.vocabulary
    if name in ("words", "places"):
        table = words.terms if name == "words" else words.places
        found = [word for word, code in table.items() if code == key]
        return {"words": found} if found else None
    return None


def _centre_value(one: Centre) -> Value:
    return {
        "name": one.name,
        "phone": one.phone,
        "email": one.email,
        "address": one.address,
        "hours": list(one.hours),
    }


def _filled(talk: ConversationContext, name: str, key: str, value: Value | None) -> Value | None:
    """A value; what it was settled without, as a centre's e-mail before there was one, is as the file has it."""
    return {**(_of_file(talk, name, key) or {}), **(value or {})} or None


def _said(talk: ConversationContext, name: str, key: str, value: Value | None) -> str:
    value = _filled(talk, name, key, value)
    return KINDS[name].said(value) if value else "没有"


def settings_page(talk: ConversationContext) -> list[Part]:
    """All that whoever sits here may settle, as it stands."""
    require(talk.speaker, RIGHT, talk.speaker.jurisdiction)
    found = {(one.name, one.key): one for one in in_force(talk.work, *RULES)}
    parts = []
    for name, words in KINDS.items():
        if not may_ever(talk.speaker, RULES[name].right):
            continue
        keys = _keys(talk, name, found)
        rows = [_row(talk, name, key, found.get((name, key))) for key in keys]
        add = f"{PAGE}/faq/{NEW}" if name == "faq" else ""
        parts.append(Part(words.title, words.about, rows, add))
    return parts


def _keys(talk: ConversationContext, name: str, found: Mapping[tuple[str, str], Change]) -> list[str]:
    office = talk.speaker.jurisdiction or ""
    settled = [key for kind, key in found if kind == name]
    if name == "centre":
        known = [one.region for one in centres(talk.work, talk.rules) if covers(office, one.region)]
        return list(dict.fromkeys([*([office] if office in regions.names() else []), *known]))
    if name == "faq":
        return [key for key in settled if covers(office, found[name, key].region)]
    if name == "words":
        return list(DOMAINS)
    if name == "places":
        here = [code for code in regions.names() if covers(office, code) and not code.endswith("0000")]
        return list(dict.fromkeys([*here, *settled])) if office[2:4] != "00" else settled
    return list(WEIGHTS)


def _row(talk: ConversationContext, name: str, key: str, one: Change | None) -> Row:
    said = _said(talk, name, key, one.value if one else None)
    return Row(KINDS[name].key(key), said, f"{PAGE}/{name}/{key}", one is not None)


def setting_page(talk: ConversationContext, name: str, key: str) -> SettingPage:
    """One of them with its history. Refused as by `require_setting`; not here where there is no such thing."""
    if name not in KINDS or (key != NEW and not _is_key(talk, name, key)):
        raise NotHere
    require_setting(talk.work, talk.speaker, name, key)
    words, value = KINDS[name], the_one_in_force(talk.work, name, key)
    shown_now = _filled(talk, name, key, value)
    title = words.title if key == NEW else f"{words.title}：{words.key(key)}"
    typed = words.typed(shown_now) if shown_now else {}
    past = _past(talk, name, key)
    return SettingPage(name, key, title, words, typed, _said(talk, name, key, value), past, value is not None)


def _is_key(talk: ConversationContext, name: str, key: str) -> bool:
    known = {"words": DOMAINS, "places": regions.names(), "centre": regions.names(), "weight": WEIGHTS}
    return key in known[name] if name in known else bool(history(talk.work, name, key, 1))


def _past(talk: ConversationContext, name: str, key: str) -> list[Past]:
    changes = history(talk.work, name, key, PAST + 1)
    older = [one.value for one in changes[1:]] + [None]
    return [
        Past(
            clock_of(one.at, talk.now),
            one.by,
            _said(talk, name, key, before),
            _said(talk, name, key, one.value),
            one.id,
        )
        for one, before in zip(changes[:PAST], older, strict=False)
    ]


def _save(talk: ConversationContext, name: str, key: str, fields: Mapping[str, str]) -> Said:
    page = setting_page(talk, name, key)
    asked = [one.name for one in page.words.asks]
    removes = fields.get("out") == "1" and page.settled
    typed = {one: fields.get(one, "") for one in asked} | {"out": "1" if removes else ""}
    seen = seen_of(typed, *typed)
    try:
        value = None if removes else RULES[name].read(key, typed)
        after = _said(talk, name, key, value)
        if fields.get("seen") != seen:
            raise _Looked(frame_of(talk), replace(page, typed=typed, after=after, seen=seen))
        settle(
            talk.work,
            talk.speaker,
            name,
            _new(talk) if key == NEW else key,
            None if removes else typed,
            talk.now,
        )
    except NotDone as refusal:
        raise _Looked(frame_of(talk), replace(page, typed=typed, wrong=refusal.text)) from refusal
    return Said(f"{page.title}改好了，从现在起就照新的。")


def _new(talk: ConversationContext) -> str:
    """The next number of an answer of one's own; one that was taken out keeps its number."""
    numbers = [1]
    while history(talk.work, "faq", str(numbers[-1]), 1):
        numbers.append(numbers[-1] + 1)
    return str(numbers[-1])


async def settings(request: Request) -> Response:
    """All of them."""
    return await shown(request, "console/settings.html", "settings", settings_page)


async def setting(request: Request) -> Response:
    """One of them, and how it came to be."""
    name, key = request.path_params["name"], request.path_params["key"]
    return await shown(
        request, "console/setting.html", "settings", lambda talk: setting_page(talk, name, key)
    )


async def save(request: Request) -> Response:
    """First what would change; then, for the very same words, it is kept."""
    name, key = request.path_params["name"], request.path_params["key"]
    fields = await fields_of(request)
    try:
        said = await do(request, lambda talk: _save(talk, name, key, fields))
    except _Looked as looked:
        status = 422 if looked.page.wrong else 200
        return framed(request, "console/setting.html", "settings", looked.frame, looked.page, status=status)
    return back_to(PAGE if key == NEW else f"{PAGE}/{name}/{key}", said)


async def restore(request: Request) -> Response:
    """Put one back as it was before a change."""
    fields = await fields_of(request)

    def deed(talk: ConversationContext) -> Said:
        put_back(talk.work, talk.speaker, number(fields, "change"), talk.now)
        return Said("恢复了，跟那次改以前一样。")

    try:
        said = await do(request, deed)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(fields.get("back", PAGE), said)


routes = [
    Route(PAGE, settings),
    Route(f"{PAGE}/restore", restore, methods=["POST"]),
    Route(f"{PAGE}/{{name}}/{{key}}", setting),
    Route(f"{PAGE}/{{name}}/{{key}}", save, methods=["POST"]),
]
