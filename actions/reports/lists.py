"""Lists for staff out of the register: applicants for a meeting, 公示, 表彰, those newly named; each audited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.office import Made, NothingToExport, Office
from actions.reports.list_files import COUNTED, Form, fields, files, place, workbook
from actions.reports.yearly import days_of_year, excellent_or_none
from actions.titles.alliances import alliances
from actions.titles.lists import publicity_of
from documents.annexes.listing import SERIAL, Column, Listing
from documents.annexes.plain import csv_of
from documents.annexes.publicity import publicity_list, publicity_pdf, publicity_table
from documents.annexes.publicity_page import publicity_page
from documents.letters.names import Group, NamesNotice, names_notice
from documents.papers.drafts import in_words, plain
from documents.papers.typeset import MissingGlyphs
from language import callings
from programme.packs import Kind, RulePack
from programme.packs.citations import in_full
from programme.programmes import kinds, pack_in, packs
from programme.programmes import named as level_of
from programme.qualification import IN_FORCE
from programme.years import briefly, key_of, name_of
from storage.queries.reports.assessments import Assessed
from storage.queries.reports.listed import Applicant, NewlyNamed, applicants, newly_named, units
from storage.queries.titles.alliances import Member
from storage.unit_of_work import UnitOfWork

REVIEWED = ("submitted", "city_review", "provincial_review", "centre_review")
"""States of an application that a meeting looks at."""
_ORDER = "名单按行政区划代码和登记先后排列，不分名次。"


def applicant_list(office: Office, kind: Kind, forms: Collection[Form]) -> list[Made]:
    """上会名单: who waits for a decision, without phones; of several programmes a list each."""
    office.work.flush()
    own = [pack.id for pack, taken in kinds(office.rules) if taken == kind]
    asked = own if len(packs(office.rules)) > 1 else [None]
    made: list[Made] = []
    for pack in asked:
        if found := applicants(office.work.connection, office.region, kind, REVIEWED, pack):
            made += _applying(office, kind, found, _whose(office, pack), forms)
    if not made:
        raise NothingToExport(f"现在没有等审核的{COUNTED[kind][0]}申请。")
    return made


def _whose(office: Office, pack: str | None) -> str:
    """«市级», where there are several programmes; else nothing."""
    one = pack_in(office.rules, pack) if pack else None
    return level_of(office.rules, one) if one and len(packs(office.rules)) > 1 else ""


def _stem(*parts: str) -> str:
    """A file's name of its parts, without those that are empty."""
    return "_".join(part for part in parts if part)


def _applying(
    office: Office, kind: Kind, found: Sequence[Applicant], whose: str, forms: Collection[Form]
) -> list[Made]:
    called = COUNTED[kind][0]
    rows = [_application_row(kind, one) for one in found]
    where = Column("所在单位", 44) if kind == "expert" else Column("所在地", 40)
    name = Column("姓名", 30, True) if kind == "expert" else Column("单位名称", 60)
    sorts = [Column("类型", 36)] if kind == "expert" else []
    columns = (
        SERIAL,
        name,
        where,
        *sorts,
        Column("擅长领域", 40 if kind == "expert" else 50),
        Column("申请日期", 40, True),
        Column("申请编号", 22, True),
    )
    title = f"{whose}中小企业志愿服务{called}申请名单（提交会议审核）"
    listing = Listing(title, columns, rows, office.centre.name, above=(f"截至{in_words(office.now.date())}",))
    office.exported("applicants", kind=kind, rows=len(rows))
    return files(listing, len(rows), _stem("申请名单", whose, called, f"{office.now:%Y%m%d}"), forms, office)


def _application_row(kind: Kind, one: Applicant) -> list[str | int | Decimal]:
    is_expert = kind == "expert"
    return [
        one.name,
        one.unit if is_expert else place(one.region),
        *([callings.LABELS.get(one.calling, "")] if is_expert else []),
        fields(one.domains),
        in_words(one.submitted_at.date()),
        str(one.id),
    ]


def alliance_list(office: Office, forms: Collection[Form]) -> list[Made]:
    """联盟名单: who has joined by passing the review of a pack (ZJ 四（二）), whether the title has followed or not."""
    office.work.flush()
    made: list[Made] = []
    for rule, found in alliances(office.work, office.rules, office.region):
        rows = [
            [one.name, one.unit, fields(one.domains), in_words(one.since), _follows(one)] for one in found
        ]
        columns = (
            SERIAL,
            Column("姓名", 30, True),
            Column("所在单位", 56),
            Column("擅长领域", 50),
            Column("加入日期", 40, True),
            Column("认定", 22, True),
        )
        listing = Listing(f"{rule.text}成员名单", columns, rows, office.centre.name)
        office.exported("alliance", rows=len(rows))
        made += files(listing, len(rows), f"{rule.text}_{office.now:%Y%m%d}", forms, office)
    if not made:
        raise NothingToExport("现在还没有联盟成员：审核通过的专家才加入联盟。")
    return made


def _follows(one: Member) -> str:
    return "已认定" if one.is_certified else "待认定"


def publicity(office: Office, kind: Kind, batch: int, forms: Collection[Form]) -> list[Made]:
    """公示名单: name, unit and fields alone."""
    one = publicity_of(office.work, kind, office.region, batch, office.rules, office.centre)
    if one is None:
        raise NothingToExport(f"现在没有在公示的{COUNTED[kind][0]}。")
    office.exported("publicity", kind=kind, rows=len(one.rows))
    stem, rows = f"公示_{COUNTED[kind][0]}_{one.first.year}年第{batch}批", len(one.rows)
    lacks, page = "", list[Made]()
    try:
        page = [Made(publicity_pdf(one, office.now), f"{stem}.pdf", rows)]
    except MissingGlyphs as missing:
        lacks = f"PDF 没有做：字库里没有 {missing}。"
    made = [Made(publicity_list(one, office.now), f"{stem}.docx", rows, lacks)] if "docx" in forms else []
    made += [*page, Made(publicity_page(one), f"{stem}.html", rows)]
    return made + files(publicity_table(one), rows, stem, [form for form in forms if form != "docx"], office)


def commendation(office: Office, forms: Collection[Form]) -> list[Made]:
    """表彰名单: the notice and its annexes, by the ground of each programme; no hours, no ranking."""
    office.work.flush()
    made = [file for pack, best in _best(office) for file in _commended(office, pack, best, forms)]
    if not made:
        raise NothingToExport("今年还没有可以表彰的：要先尽到年度义务、有服务记录。")
    return made


def put_forward_list(office: Office, forms: Collection[Form]) -> list[Made]:
    """推荐名单: those put up to the level above, each with a reason of at most 300 characters (S7.2); of several programmes a list each."""
    office.work.flush()
    made = [file for pack, best in _best(office) for file in _put_forward(office, pack, best, forms)]
    if not made:
        raise NothingToExport("今年还没有可以推荐的：要先尽到年度义务、有服务记录。")
    return made


@dataclass(frozen=True, slots=True)
class _Excellent:
    """The proposed of one programme: the year that is meant («2026年度», `within` «2026年»), and by kind who they are."""

    called: str
    within: str
    people: Mapping[Kind, Sequence[Assessed]]


def _best(office: Office) -> Iterator[tuple[RulePack, _Excellent]]:
    """Programme by programme, the year gone by until it is closed; those without anybody are left out."""
    days = days_of_year(office.work, office.region, office.rules, office.now.date())
    for pack in packs(office.rules):
        people = {
            kind: [one for one, _ in excellent_or_none(*_here(office), kind, pack, days[pack.id], office.now)]
            for taken, kind in kinds(office.rules)
            if taken.id == pack.id
        }
        if any(people.values()):
            year = key_of(pack.year, days[pack.id])
            called, within = name_of(pack.year, year), briefly(pack.year, year)
            yield pack, _Excellent(called.replace(" ", ""), within.replace(" ", ""), people)


def _here(office: Office) -> tuple[UnitOfWork, str]:
    return office.work, office.region


def _commended(office: Office, pack: RulePack, best: _Excellent, forms: Collection[Form]) -> list[Made]:
    groups, whose = [], _whose(office, pack.id)
    for kind, people in best.people.items():
        known = units(office.work.connection, kind)
        rows = [
            [one.name, *([known.get(one.id, "")] if kind == "expert" else []), place(one.region)]
            for one in sorted(people, key=lambda one: (one.region or "", one.id))
        ]
        if rows:
            title = f"{best.called}优秀中小企业志愿服务{COUNTED[kind][0]}名单"
            groups.append(Group(title, _named_columns(kind, "地区"), rows))
    title = f"关于表彰{best.called}优秀中小企业志愿服务\n{'和'.join(_called(groups))}的通报"
    rules = [pack.rules(kind).assessment for kind in best.people]
    ground = "、".join(in_full(rule.clause, pack.documents) for rule in rules if rule)
    said = (
        f"{best.within}，广大中小企业志愿服务专家和工作站无偿服务中小企业。根据{ground}，经考核，决定对附件所列专家和单位予以表彰。{_ORDER}",
        "希望受到表彰的专家和单位继续为中小企业服务。现予通报。",
    )
    return _notice(office, "commendation", title, said, groups, _stem(f"{best.called}表彰名单", whose), forms)


def _put_forward(office: Office, pack: RulePack, best: _Excellent, forms: Collection[Form]) -> list[Made]:
    whose, rows = _whose(office, pack.id), []
    for kind, people in best.people.items():
        known = units(office.work.connection, kind)
        for one in people:
            unit = known.get(one.id, "") if kind == "expert" else one.name
            rows.append([one.name, unit, place(one.region), _reason(best.within, one)])
    columns = (
        SERIAL,
        Column("姓名（单位名称）", 44),
        Column("所在单位", 56),
        Column("地区", 24, True),
        Column("推荐理由", 88),
    )
    title = f"{best.called}{whose}优秀中小企业志愿服务专家、工作站推荐名单"
    listing = Listing(title, columns, rows, office.centre.name)
    office.exported("put_forward", rows=len(rows))
    return files(listing, len(rows), _stem(f"{best.called}推荐名单", whose), forms, office)


def _reason(within: str, one: Assessed) -> str:
    record = one.record
    return (
        f"{within}无偿服务中小企业{record.reports}次、{plain(record.hours)}小时，"
        f"服务企业{record.enterprises}家，尽到年度义务。"
    )


def named(office: Office, kind: Kind, days: tuple[date, date], forms: Collection[Form]) -> list[Made]:
    """通报公布: those to whom the title was given within these days (HB 六（二）3); of several programmes a notice each, by its own ground."""
    office.work.flush()
    made: list[Made] = []
    for pack, taken in kinds(office.rules):
        found = newly_named(office.work.connection, office.region, kind, pack.id, days, IN_FORCE)
        if taken == kind and found:
            made += _named_under(office, pack, kind, found, days, forms)
    if not made:
        raise NothingToExport(f"这段时间没有新认定的{COUNTED[kind][0]}。")
    return made


def _named_under(
    office: Office,
    pack: RulePack,
    kind: Kind,
    found: Sequence[NewlyNamed],
    days: tuple[date, date],
    forms: Collection[Form],
) -> list[Made]:
    called, counted = COUNTED[kind]
    whose = _whose(office, pack.id)
    rows = [
        [one.name, one.unit, fields(one.domains)] if kind == "expert" else [one.name, place(one.region)]
        for one in found
    ]
    group = Group(
        f"中小企业志愿服务{called}名单",
        _named_columns(kind, "擅长领域" if kind == "expert" else "所在地"),
        rows,
    )
    ground = in_full(pack.rules(kind).conferral.clause, pack.documents).replace("；", "、")
    said = (
        f"根据{ground}，经审核、公示，{in_words(days[0])}至{in_words(days[1])}认定中小企业志愿服务{called}{len(rows)}{counted}，"
        f"现予公布（名单附后）。{_ORDER}",
    )
    title = f"关于公布{days[1].year}年中小企业志愿服务{called}\n名单的通报"
    return _notice(
        office, "named", title, said, [group], _stem("公布名单", whose, called, f"{days[1]:%Y%m%d}"), forms
    )


def _notice(
    office: Office,
    what: str,
    title: str,
    said: tuple[str, ...],
    groups: list[Group],
    stem: str,
    forms: Collection[Form],
) -> list[Made]:
    notice = NamesNotice(title, "各有关单位", said, tuple(groups), office.centre.name, office.now.date())
    count = sum(len(group.rows) for group in groups)
    office.exported(what, rows=count)
    made = [Made(names_notice(notice, office.now), f"{stem}.docx", count)] if "docx" in forms else []
    listings = notice.listings()
    if "xlsx" in forms:
        made.append(Made(workbook(listings, office.now), f"{stem}.xlsx", count))
    if "csv" in forms:
        made += [Made(csv_of(one), f"{stem}_{number}.csv", count) for number, one in enumerate(listings, 1)]
    return made


def _named_columns(kind: Kind, last: str) -> tuple[Column, ...]:
    if kind == "expert":
        return SERIAL, Column("姓名", 30, True), Column("所在单位", 73), Column(last, 40)
    return SERIAL, Column("单位名称", 98), Column(last, 45)


def _called(groups: Iterable[Group]) -> list[str]:
    return [word for word, _ in COUNTED.values() if any(word in group.title for group in groups)]
