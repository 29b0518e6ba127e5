"""What is refused about needs."""

from __future__ import annotations

from hashlib import sha256

import pytest
from sqlalchemy import update

from storage.tables import Enterprise, File, VisitNeed
from storage.unit_of_work import UnitOfWork
from tests.handlers.refusals.scene import Refusal, Scene, Step, change, change_all, codes_of, say
from tests.handlers.refusals.services import (
    NEED,
    all_away,
    asked_after_all,
    change_need,
    everybody,
    posted,
    posted_in_vain,
    to_another_firm,
    twenty_more,
)
from tests.handlers.ways import NEEDS

HEADINGS = "企业名称,联系电话,需求\n"


def _sheet(scene: Scene) -> None:
    """A station sends its sheet of needs, and its card is seen."""
    scene._seen["station"] = scene.stage.say("station", NEEDS)


def _becomes(content: str) -> Step:
    return change(
        lambda work: work.session.execute(
            update(File).where(File.key == "needs").values(content=content.encode())
        )
    )


WITHDRAWING = [everybody, posted, say("firm", "撤回需求")]

CODE = "0123456789abcdef" * 2


def _asked(scene: Scene) -> None:
    """The firm looks at what it told a visitor."""
    scene._seen["enterprise"] = scene.stage.say("enterprise", "", "s:visit_answer:visit=1")


def _visited(code: str, words: str, **values: object) -> Refusal:
    """It agrees after something has changed."""
    return Refusal(code, [_asked, change_all(VisitNeed, **values)], "enterprise", "同意，请专家", words)


def _code_of_a_visit(work: UnitOfWork) -> None:
    one = update(VisitNeed).where(VisitNeed.id == 1)
    work.session.execute(one.values(code_hash=sha256(CODE.encode()).hexdigest(), contact_id=None))


TABLE = {
    "agreed twice for one visit": _visited("answered", "这件事已经答复过了", state="agreed"),
    "agreed for somebody else": _visited("not_asked", "没有找到要您答复的这件事", contact_id=None),
    "agreed too late after a visit": _visited("visit_lapsed", "过了 30 天", state="lapsed"),
    "agreed for the firm by the visitor": Refusal(
        "own_visit", [change(_code_of_a_visit)], "station", CODE, "不能替企业同意"
    ),
    "withdrew what is done": Refusal(
        "too_late",
        [*WITHDRAWING, change_need(state="served")],
        "firm",
        "确认",
        "这条需求已经办结或撤回，不能再撤。",
    ),
    "withdrew another firm's": Refusal(
        "not_yours", [*WITHDRAWING, change(to_another_firm)], "firm", "确认", "没有找到您的这条需求。"
    ),
    "closed what is done": Refusal(
        "not_running",
        [everybody, posted, say("officer", "关闭需求", str(NEED), "企业停业了"), change_need(state="served")],
        "officer",
        "确认",
        f"{NEED} 号需求已经办结或撤回了。",
    ),
    "added to what is done": Refusal(
        "too_late",
        [everybody, posted, say("firm", "补充需求", "主要出口越南"), change_need(state="served")],
        "firm",
        "确认",
        "这条需求已经办结或撤回，补充不了了。",
    ),
    "added to another firm's": Refusal(
        "not_yours",
        [everybody, posted, say("firm", "补充需求", "主要出口越南"), change(to_another_firm)],
        "firm",
        "确认",
        "没有找到您的这条需求。",
    ),
    "told a second one unknown": Refusal(
        "one_open",
        [
            everybody,
            posted,
            say("firm", "想贷款买冷库设备，没有抵押怎么办"),
            change_all(Enterprise, vouched=False),
        ],
        "firm",
        "确认",
        "还没核实的企业一次办一件",
    ),
    "told one more than many": Refusal(
        "many_open",
        [everybody, posted, change(twenty_more), say("firm", "想贷款买冷库设备，没有抵押怎么办")],
        "firm",
        "确认",
        "贵公司有 21 条需求在办，先办完几条再提",
    ),
    "hurried what is asked for": Refusal(
        "being_asked",
        [everybody, change(all_away), posted_in_vain, change(asked_after_all)],
        "firm",
        "现在就请别人",
        f"{NEED} 号需求正在请专家，有人接单就告诉您。",
    ),
    "filed where it is": Refusal(
        "same_domain",
        [everybody, posted, say("officer", f"改领域 {NEED} 法律")],
        "officer",
        "确认",
        "这条需求已经归在这个领域了。",
    ),
    "a sheet that is none": Refusal(
        "no_roster", [_sheet, _becomes("a,b\nc,d\n")], "station", "确认", "没找到表头"
    ),
    "a sheet of too many": Refusal(
        "too_large",
        [_sheet, _becomes(HEADINGS + "".join(f"甲厂{n},,账目对不上怎么办\n" for n in range(101)))],
        "station",
        "确认",
        "最多 100 条需求",
    ),
    "filed one that there is not": Refusal(
        "no_need", [everybody], "officer", "改领域 999 法律", "没有 999 号需求。"
    ),
    "filed outside the jurisdiction": Refusal(
        "outside", [everybody, posted], "staff", f"改领域 {NEED} 税务", "不在您的辖区内。"
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(scene: Scene, name: str) -> None:
    TABLE[name].check(scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("needs") <= {row.code for row in TABLE.values()}
