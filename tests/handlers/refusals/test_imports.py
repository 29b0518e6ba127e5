"""What is refused about rosters."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update

from storage.tables import File, ImportBatch, Staff
from tests.handlers.refusals.scene import Refusal, Scene, Step, change, change_all, codes_of, say
from tests.handlers.ways import ROSTER


def _sent(scene: Scene) -> None:
    """The roster is sent, and its card is seen."""
    scene._seen["staff"] = scene.stage.say("staff", ROSTER)


def _tapped(batch: int) -> Step:
    """«纳入这 2 位专家» under the notice of a roster."""
    return lambda scene: scene.stage.say("staff", "", f"s:include_import:batch={batch}")


TAKEN_IN: list[Step] = [_sent, say("staff", "先推荐，再审核", "确认")]
UNASKED = change(lambda work: work.session.execute(delete(File).where(File.key == "roster")))
LARGE = change(
    lambda work: work.session.execute(
        update(File).where(File.key == "roster").values(content=b"x" * (4 * 2**20))
    )
)
BROKEN = change(
    lambda work: work.session.execute(update(File).where(File.key == "roster").values(content=b"a,b\nc,d\n"))
)
AT_CARD: list[Step] = [_sent, say("staff", "先推荐，再审核")]
TABLE = {
    "took back what there is not": Refusal(
        "no_batch", [say("staff", "撤回 77 号导入")], "staff", "确认", "没有 77 号导入"
    ),
    "included what there is not": Refusal("no_batch", [_tapped(77)], "staff", "确认", "没有 77 号名单"),
    "took back what is still being written": Refusal(
        "not_open",
        [*TAKEN_IN, change_all(ImportBatch, state="open"), say("staff", "撤回 1 号导入")],
        "staff",
        "确认",
        "还没完，或已经撤过了",
    ),
    "included twice": Refusal(
        "not_open",
        [*TAKEN_IN, change_all(ImportBatch, included=True), _tapped(1), say("staff", "湛江市中心认定")],
        "staff",
        "确认",
        "1 号名单已经办过了",
    ),
    "the file is gone": Refusal("no_file", [*AT_CARD, UNASKED], "staff", "确认", "没有找到这个文件"),
    "the file is too large": Refusal("too_large", [*AT_CARD, LARGE], "staff", "确认", "太大了"),
    "the file is no roster": Refusal("no_roster", [*AT_CARD, BROKEN], "staff", "确认", "没找到表头"),
    "a scan that is none": Refusal(
        "no_scan",
        [*TAKEN_IN, say("staff", "存扫描件"), _sent, say("staff", "1")],
        "staff",
        "没有个人证件",
        "扫描件要 PDF 或照片",
    ),
    "no longer an operator": Refusal(
        "wrong_role",
        [*AT_CARD, change_all(Staff, roles=["reviewer"])],
        "staff",
        "确认",
        "这件事您的身份办不了",
    ),
    "included without the right": Refusal(
        "wrong_role",
        [
            _sent,
            say("staff", "直接纳入", "湛江市中心认定"),
            change_all(Staff, roles=["operator"]),
        ],
        "staff",
        "确认",
        "直接纳入要由审核人员来办",
    ),
}
NO_GROUND = {"no_reason"}
"""A talk asks for the ground before the card; the command line is refused (`tests/actions/test_imports.py`)."""


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(scene: Scene, name: str) -> None:
    TABLE[name].check(scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("imports") <= {row.code for row in TABLE.values()} | NO_GROUND
