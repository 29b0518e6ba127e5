"""导入名单: a roster sent as a file is read, shown as it would go in, and taken in at one tap; 撤回 takes it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from actions.access import may_ever
from actions.imports.batches import access_batch, open_batch, preview
from actions.imports.commit import commit_some, include_batch
from actions.imports.importer import HOLDERS, Importer, importer
from actions.imports.judged import Desk, Judged
from actions.imports.mend import to_mend
from actions.imports.notices import RosterIn
from actions.imports.undo import begin_undo, undo_some, undone
from actions.imports.uploads import keep_sheet, sent_by
from actions.refusal import Refused
from documents.media import SHEETS, XLSX
from documents.rosters.entries import Entry
from documents.rosters.errors import WORDS
from documents.rosters.guess import kind_of
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Attachment, Choice, Reply
from programme.roles import OFFICE
from storage.queries.imports import BatchFacts, batch

KINDS = {"experts": "专家", "stations": "工作站", "enterprises": "企业", "diaries": "志愿日记"}
STATES = {"new": "新增", "changed": "有变", "same": "已有", "doubtful": "存疑", "wrong": "有误"}
SHOWN = 3
"""Rows to mend that the card says; the file says all."""
_SAID = (("工作站", "stations"), ("日记", "diaries"), ("企业", "enterprises"), ("专家", "experts"))
_NUMBER = re.compile(r"(?<!\d)(\d{1,9})\s*号")


def _kind(talk: ConversationContext, text: str) -> str | None:
    return next((kind for word, kind in _SAID if word in text), None)


def _kinds(talk: ConversationContext, values: Values) -> Options:
    return [(f"{name}名单" if kind != "diaries" else name, kind) for kind, name in KINDS.items()]


def _guessed(talk: ConversationContext, values: Values) -> Values:
    """By its title and headings, where nobody has said what it is."""
    try:
        kind = kind_of(sent_by(talk.work, talk.speaker, values["file"][-1])) if values.get("file") else None
    except Refused:
        return {}
    return {"kind": kind} if kind in KINDS else {}


def closed(talk: ConversationContext, values: Values) -> str:
    """Why this member of staff takes no roster in, or nothing."""
    return "" if may_ever(talk.speaker, "import_roster") else "导入名单请经办人员或管理员来办。"


def _no_roster(talk: ConversationContext, keys: Sequence[str]) -> str:
    """Why what was sent last can be no roster, or nothing."""
    try:
        content = sent_by(talk.work, talk.speaker, keys[-1])
    except Refused as refusal:
        return refusal.text
    return "" if kind_of(content) in KINDS else WORDS["no_headings"]


def _desk(talk: ConversationContext, who: Importer) -> Desk:
    return Desk(talk.work, who, talk.rules, talk.now)


def look(talk: ConversationContext, values: Values) -> Outcome:
    """Read it and show what would become of it; nothing is written yet."""
    kind, key = values["kind"], values["file"][-1]
    content, who = sent_by(talk.work, talk.speaker, key), importer(talk.speaker)
    seen = preview(_desk(talk, who), kind, content)
    known = {"kind": kind, "file": key, "found": _counted([told for _, told in seen.rows])}
    if back := _to_mend(seen.rows):
        known["back"] = back
    if seen.filled_by and kind in HOLDERS:
        known["ground"] = f"{seen.filled_by}报送的名单"
    return Outcome(Reply(f"读完了，{len(seen.rows)} 行。"), then=("take_in_roster", known))


def _counted(rows: Sequence[Judged]) -> str:
    counts = {name: sum(one.verdict == state for one in rows) for state, name in STATES.items()}
    return "、".join(f"{name} {count} 行" for name, count in counts.items() if count)


def _to_mend(rows: Sequence[tuple[Entry, Judged]]) -> str:
    back = [(entry, told) for entry, told in rows if told.verdict in ("doubtful", "wrong")]
    said = [f"第 {entry.number} 行{told.why}" for entry, told in back[:SHOWN]]
    return "；".join(said) + (f"；等 {len(back)} 行" if len(back) > SHOWN else "")


def _holds_titles(talk: ConversationContext, values: Values) -> bool:
    return values.get("kind") in HOLDERS


def _may_include(talk: ConversationContext, values: Values) -> bool:
    return _holds_titles(talk, values) and may_ever(talk.speaker, "review")


def _has_ground(talk: ConversationContext, values: Values) -> bool:
    """Whether it is said who certified them: to be taken in at once it must be, else where the file does."""
    return _holds_titles(talk, values) and bool(values.get("how") or values.get("ground"))


def _lacks_ground(talk: ConversationContext, values: Values) -> bool:
    """Whether the roster was taken in without saying who certified them."""
    facts = batch(talk.work, values["batch"]) if values.get("batch") else None
    return facts is not None and not facts.ground


def _ways(talk: ConversationContext, values: Values) -> Options:
    return [("先推荐，再审核", False), ("直接纳入", True)]


def _way(talk: ConversationContext, text: str) -> bool | None:
    return True if "直接" in text or "纳入" in text else False if "推荐" in text or "审核" in text else None


def _take_in(talk: ConversationContext, values: Values) -> Outcome:
    who = importer(talk.speaker, bool(values.get("how")), values.get("ground") or "")
    content = sent_by(talk.work, talk.speaker, values["file"])
    name = f"{KINDS[values['kind']]}名单 {talk.today.isoformat()}"
    number = open_batch(_desk(talk, who), values["kind"], name, content)
    if commit_some(talk.work, number, talk.rules, talk.now):
        return Outcome(Reply(f"{number} 号导入开始了，行数多，写完告诉您。"))
    facts = batch(talk.work, number)
    assert facts is not None
    return Outcome(_done(talk, facts))


def _done(talk: ConversationContext, facts: BatchFacts) -> Reply:
    """How it went, the rows to mend as a file, and the way back."""
    counts = "、".join(
        f"{name} {facts.verdicts[state]} 行" for state, name in STATES.items() if facts.verdicts.get(state)
    )
    back = facts.states.get("back", 0)
    files: tuple[Attachment, ...] = ()
    if back and talk.speaker.account_id:
        content = to_mend(talk.work, facts)
        files = (Attachment(keep_sheet(talk.work, talk.speaker, content, talk.now), XLSX, len(content)),)
    mend = f"要改的 {back} 行在文件里，原因写在最后一列，改好再发来就行。" if back else ""
    choices = (Choice("撤回这次导入", tokens.start("undo_import", "batch", facts.id)),)
    return Reply(f"{facts.id} 号导入已完成：{counts}。{mend}", files=files, choices=choices)


def _told(talk: ConversationContext, told: RosterIn) -> Reply | None:
    facts = batch(talk.work, told.batch)
    if facts is None or facts.state not in ("done", "open"):
        return None
    if facts.person_id == talk.speaker.person_id:
        return _done(talk, facts)
    fresh = facts.verdicts.get("new", 0)
    if not fresh or facts.included:
        return None
    many = f"{fresh} {'位专家' if facts.kind == 'experts' else '个工作站'}"
    choices = (Choice(f"纳入这 {many}", tokens.start("include_import", "batch", facts.id)),)
    return Reply(f"新名单：推荐了{many}，请决定是否直接纳入（{facts.id} 号导入）。", choices=choices)


def _include(talk: ConversationContext, values: Values) -> Outcome:
    ground = values.get("ground") or ""
    facts = include_batch(talk.work, talk.speaker, values["batch"], talk.rules, talk.now, ground)
    if commit_some(talk.work, facts.id, talk.rules, talk.now):
        return Outcome(Reply(f"{facts.id} 号名单开始纳入了，行数多，写完告诉您。"))
    done = batch(talk.work, facts.id)
    assert done is not None
    return Outcome(
        Reply(f"已纳入 {facts.id} 号名单：{done.verdicts.get('changed', 0)} 个。每位凭绑定码进来，一人一个。")
    )


def _read_number(talk: ConversationContext, text: str, values: Values) -> Values:
    number = _NUMBER.search(text)
    return {"batch": int(number[1])} if number else {}


def _undo(talk: ConversationContext, values: Values) -> Outcome:
    facts = access_batch(talk.work, talk.speaker, values["batch"])
    begin_undo(talk.work, facts.id, talk.speaker.person_id, talk.now)
    if undo_some(talk.work, facts.id, talk.now):
        return Outcome(Reply(f"{facts.id} 号导入正在撤回，行数多，过几分钟就好。"))
    back, kept = undone(talk.work, facts.id)
    left = f"{kept} 行后来有人用过，留着没动。" if kept else ""
    return Outcome(Reply(f"已撤回 {facts.id} 号导入：{back} 行恢复原样。{left}"))


IMPORT_ROSTER = Form(
    name="import_roster",
    version=1,
    title="导入名单",
    examples=("导入名单", "导入专家名单", "导入工作站名单", "导入企业名单", "导入日记"),
    roles=OFFICE,
    opened_by=SHEETS,
    closed=closed,
    slots=(
        Slot(
            "file",
            "文件",
            ask="请把名单发来，xlsx、xls、docx、csv 都行。",
            takes_files=True,
            check=_no_roster,
            hint="请发表格文件；不导了就回复「取消」。",
        ),
        Slot("kind", "种类", ask="这是哪一种名单？", read=_kind, options=_kinds, hint="请点一下是哪一种。"),
    ),
    read=lambda talk, text, values: reading.as_values({"kind": _kind(talk, text)}),
    infer=_guessed,
    submit=look,
    stale_after=timedelta(hours=2),
)
_GROUND = Slot(
    "ground",
    "认定依据",
    ask="由谁、什么时候认定过？比如「湛江市中心2026年3月认定」。",
    read=reading.words,
    free=True,
)
TAKE_IN_ROSTER = Form(
    name="take_in_roster",
    version=1,
    title="写入名单",
    roles=OFFICE,
    card="导入名单",
    given=("kind", "file"),
    slots=(
        Slot("file", "", hidden=True, asked=False),
        Slot("kind", "种类", asked=False, ask="要换一种，请先回复「取消」，再发一次。", options=_kinds),
        Slot("found", "读到", asked=False, ask="要改内容，请改好文件再发一次。"),
        Slot("back", "要改的", asked=False, ask="要改内容，请改好文件再发一次。"),
        Slot(
            "how",
            "进库方式",
            ask="先推荐、等审核人员纳入，还是已经认定过、直接纳入？",
            read=_way,
            show=lambda direct: "直接纳入" if direct else "先推荐，再审核",
            options=_ways,
            when=_may_include,
            hint="请点一下怎么进库。",
        ),
        replace(_GROUND, when=_has_ground),
    ),
    deed=deed("导入", "导", "写入", undone="好，先不导入。"),
    submit=_take_in,
    stale_after=timedelta(days=1),
)
_BATCH = Slot(
    "batch",
    "导入",
    ask="几号导入？",
    read=reading.number,
    show=lambda number: f"{number} 号",
    hint="请说导入的编号，比如「3」。",
)
UNDO_IMPORT = Form(
    name="undo_import",
    version=1,
    title="撤回导入",
    examples=("撤回导入",),
    roles=OFFICE,
    card="撤回这次导入",
    ref="batch",
    slots=(_BATCH,),
    read=_read_number,
    syntax=lambda text: bool(_NUMBER.search(text) and "导入" in text and "撤" in text),
    deed=deed("撤回", "撤", undone="好，不撤回，名单还在。"),
    submit=_undo,
    stale_after=timedelta(hours=2),
)
INCLUDE_IMPORT = Form(
    name="include_import",
    version=1,
    title="纳入名单",
    examples=("纳入名单",),
    roles=OFFICE,
    card="直接纳入这份名单",
    ref="batch",
    slots=(_BATCH, replace(_GROUND, when=_lacks_ground)),
    read=_read_number,
    syntax=lambda text: bool(_NUMBER.search(text) and "名单" in text and "纳入" in text),
    closed=lambda talk, values: "" if may_ever(talk.speaker, "review") else "直接纳入要由审核人员来办。",
    deed=deed("纳入", undone="好，先不纳入。"),
    submit=_include,
    stale_after=timedelta(hours=2),
)
ROSTER_IN = NoticeRenderer(RosterIn, _told)
