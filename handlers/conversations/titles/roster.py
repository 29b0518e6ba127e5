"""导出名单: 附件3 or 附件4 for the level above, as Word and Excel, to staff alone."""

from __future__ import annotations

import re

from actions.access import require, require_fresh
from actions.settings.house import centre_for
from actions.titles.papers import keep_file
from actions.titles.roster import Form as FileForm
from actions.titles.roster import Which, export_roster
from documents.media import CSV, DOCX, XLSX
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.message import Attachment, Reply
from language.data import rows
from programme.packs import Kind
from programme.programmes import kinds, named
from programme.roles import OFFICE

_EXPORT = re.compile(r"(?:导出|下载|生成|发我|要)[^，。？?]{0,6}(?:名单|汇总表|名册|花名册)|附件[34]$")
_OTHERS = re.compile("|".join(dict.fromkeys(word for _, word in rows("papers.tsv"))))
"""Lists and papers of another name."""
_STATIONS = re.compile(r"工作站|站点|附件3")
_CSV = re.compile(r"csv", re.IGNORECASE)
LONGEST = 20
TYPES: dict[FileForm, str] = {"docx": DOCX, "xlsx": XLSX, "csv": CSV}


def _asks(text: str) -> bool:
    return len(text) <= LONGEST and bool(_EXPORT.search(text.strip())) and not _OTHERS.search(text)


def _give(talk: ConversationContext, values: Values) -> Outcome:
    require(talk.speaker, "export_roster", talk.speaker.jurisdiction)
    which: Which = "stations" if _STATIONS.search(talk.said) else "experts"
    forms: tuple[FileForm, ...] = ("csv",) if _CSV.search(talk.said) else ("docx", "xlsx")
    able = _programmes(talk, which)
    meant = next((one for one in able if one[1] in talk.said), able[0] if len(able) == 1 else None)
    made = [_file(talk, which, form, meant if len(able) > 1 else None) for form in forms]
    whose = meant[1] if meant and len(able) > 1 else ""
    counted = f"位{whose}专家" if which == "experts" else f"个{whose}工作站"
    files = tuple(file for file, _ in made if file.key)
    said = f"汇总表导出了：{made[0][1]} {counted}。{'' if meant else _of_all(able, which)}"
    return Outcome(Reply(f"{said}里面有电话和邮箱，只发给要报送的单位；这次导出已留痕。", files=files))


def _programmes(talk: ConversationContext, which: Which) -> list[tuple[str, str]]:
    """The programmes that take this kind, by id, each with its name beside the others: «国家级»."""
    kind: Kind = "expert" if which == "experts" else "station"
    return [(pack.id, named(talk.rules, pack)) for pack, taken in kinds(talk.rules) if taken == kind]


def _of_all(able: list[tuple[str, str]], which: Which) -> str:
    """That the list holds the titles of several programmes, each holder once, and how to have one of them."""
    if not able:
        return ""
    levels = "、".join(level for _, level in able)
    kind = "专家" if which == "experts" else "工作站"
    return f"{levels}的都在，一位只列一次；只要一级的，说「导出{able[-1][1]}{kind}名单」。"


def _file(
    talk: ConversationContext, which: Which, form: FileForm, programme: tuple[str, str] | None
) -> tuple[Attachment, int]:
    region, by = talk.speaker.jurisdiction, talk.speaker.person_id
    require_fresh(talk.work, talk.speaker, talk.now)
    centre = centre_for(talk.work, talk.rules, region)
    made = export_roster(talk.work, which, form, region, centre, by, talk.now, programme)
    key = keep_file(talk.work, by, made.content, TYPES[form], talk.now)
    return Attachment(key or "", TYPES[form], len(made.content), made.file_name), made.rows


EXPORT_ROSTER = Form(
    name="export_roster",
    version=1,
    title="导出名单",
    examples=("导出专家名单", "导出工作站名单", "附件3", "附件4"),
    syntax=_asks,
    roles=OFFICE,
    slots=(),
    submit=_give,
)
