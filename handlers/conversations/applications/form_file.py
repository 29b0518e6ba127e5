"""申请表: the form as Word, filled in with what was told, to be signed or sealed; one that comes back filled in opens the application."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from actions.imports.uploads import sent_by
from actions.refusal import Refused
from actions.settings.house import centre_for
from actions.titles.papers import keep_file
from documents.letters.application_form import ApplicationForm, application_form, read_form
from documents.media import DOCX
from handlers.conversations.applications import applicant_questions as facts
from handlers.conversations.applications import apply
from handlers.conversations.applications.answer_return import as_filed
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.message import Attachment, Reply
from language.lexicon import any_of
from programme.packs import Kind
from programme.programmes import holder_kinds
from programme.roles import APPLICANTS, ENTERPRISE, EXPERT, GUEST
from storage.queries.applications.filed import applications_of

FORMS: dict[Kind, Form] = {"expert": apply.APPLY_EXPERT, "station": apply.APPLY_STATION}
LONGEST = 20
LEFT_OUT = ("application", "papers", "priority")
NO_FORM = "这份文件不像填好的申请表。说「申请表」，我发您一份。"
_STATION = re.compile(r"工作站|站|单位")
_ASKS = re.compile(
    rf"(?:{any_of('application_forms')})[^，。？?]{{0,6}}(?:{any_of('asks_for_a_paper')})|^[^，。？?]{{0,8}}(?:{any_of('application_forms')})$"
)


def _slots(talk: ConversationContext, kind: Kind) -> Sequence[Slot]:
    form = FORMS[kind].with_pack(talk.rules)
    return [slot for slot in form.slots if not slot.hidden and slot.name not in LEFT_OUT]


def _give(talk: ConversationContext) -> Reply:
    kind: Kind = (
        "station" if _STATION.search(talk.said) and "station" in holder_kinds(talk.rules) else "expert"
    )
    own = next((one for one in applications_of(talk.work, talk.speaker.person_id) if one.kind == kind), None)
    known = as_filed(talk, own) if own else {"name": talk.speaker.name, "phone": talk.speaker.phone}
    lines = [(slot.label, _shown(slot, known)) for slot in _slots(talk, kind) if slot.applies(talk, known)]
    centre = centre_for(talk.work, talk.rules, talk.home)
    form = ApplicationForm(_title(talk, kind), kind == "station", centre.name if centre else "", lines)
    content = application_form(form, talk.now)
    key = keep_file(talk.work, talk.speaker.person_id, content, DOCX, talk.now)
    files = (Attachment(key, DOCX, len(content), f"{form.title}.docx"),) if key else ()
    filled = "填过的都在里面了，" if own else ""
    return Reply(f"{form.title}在这里，{filled}填好、签字或盖章后发来就行。", files=files)


def _shown(slot: Slot, known: Values) -> str:
    value = known.get(slot.name)
    return slot.show(value) if value not in (None, "", []) else ""


def _title(talk: ConversationContext, kind: Kind) -> str:
    rules = facts.pack_meant(talk, kind, {}).rules(kind)
    named = next(
        (paper.name for paper in rules.papers if "申请表" in paper.name or "报名表" in paper.name), ""
    )
    return named.strip("《》") or f"{rules.called}申请表"


def _told(talk: ConversationContext, content: bytes) -> tuple[Kind, Mapping[str, str]]:
    """Which form a file is, and what stands in it by caption."""
    found = {
        kind: read_form(content, [slot.label for slot in _slots(talk, kind)])
        for kind in holder_kinds(talk.rules)
    }
    kind = max(found, key=lambda one: len(found[one]))
    return kind, found[kind]


def _no_form(talk: ConversationContext, keys: Sequence[str]) -> str:
    try:
        _, told = _told(talk, sent_by(talk.work, talk.speaker, keys[-1]))
    except Refused as refusal:
        return refusal.text
    return "" if len(told) >= 2 else NO_FORM


def _open(talk: ConversationContext, values: Values) -> Outcome:
    """The application with all that the file says; what is missing is asked, and the card is read back as ever."""
    kind, told = _told(talk, sent_by(talk.work, talk.speaker, values["file"][-1]))
    read = {slot.name: slot.read(talk, told[slot.label]) for slot in _slots(talk, kind) if slot.label in told}
    return Outcome(Reply("申请表读完了。"), then=(FORMS[kind].name, reading.as_values(read)))


GIVE_FORM = Command(
    "application_form",
    "申请表",
    ("申请表", "要一份申请表", "下载申请表", "工作站申请表", "报名表"),
    _give,
    APPLICANTS,
    syntax=lambda text: len(text) <= LONGEST and _ASKS.search(text) is not None,
)
READ_FORM = Form(
    name="application_file",
    version=1,
    title="交申请表",
    examples=("交申请表",),
    roles=GUEST | ENTERPRISE | EXPERT,
    opened_by=frozenset({DOCX}),
    slots=(
        Slot(
            "file",
            "文件",
            ask="请把填好的申请表发来，Word 文件。",
            show=lambda keys: f"{len(keys)} 份",
            takes_files=True,
            check=_no_form,
            hint="请发 Word 文件；不交了就回复「取消」。",
        ),
    ),
    submit=_open,
)
