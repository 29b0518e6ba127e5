"""What is refused about digests, figures and the year."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.tables import Diary, Expert, Qualification
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import Refusal, Scene, change_all, codes_of, say

SILENT = change_all(Qualification, silent_since=NOW.date() - timedelta(days=175))
ENDING = change_all(Qualification, until=NOW.date() + timedelta(days=20))
OVER = change_all(Qualification, state="revoked")
MOVED = change_all(Expert, region="130102")
DIGEST = say("staff", "日报")


TABLE = {
    "reminded one whose title is over": Refusal(
        "no_qualification", [SILENT, DIGEST, OVER], "staff", "提醒 李律师", "这份资格现在不用提醒了。"
    ),
    "reminded one who is not silent any more": Refusal(
        "no_qualification",
        [SILENT, DIGEST, change_all(Qualification, silent_since=None)],
        "staff",
        "提醒 李律师",
        "这份资格现在不用提醒了。",
    ),
    "reminded twice a day": Refusal(
        "nudged",
        [SILENT, DIGEST, say("staff", "提醒 李律师"), DIGEST],
        "staff",
        "提醒 李律师",
        "李律师今天已经提醒过了",
    ),
    "reminded one who has moved": Refusal(
        "outside", [SILENT, DIGEST, MOVED], "staff", "提醒 李律师", "不在您的辖区内。"
    ),
    "asked one whose title is over about renewal": Refusal(
        "no_qualification", [ENDING, DIGEST, OVER], "staff", "问续聘 李律师", "这份资格现在不用续聘了。"
    ),
    "asked about renewal twice a day": Refusal(
        "nudged",
        [ENDING, DIGEST, say("staff", "问续聘 李律师"), DIGEST],
        "staff",
        "问续聘 李律师",
        "李律师今天已经提醒过了",
    ),
    "put nobody forward": Refusal(
        "nobody",
        [change_all(Diary, state="retracted"), say("staff", "上报优秀名单")],
        "staff",
        "确认",
        "今年还没有可以推荐的",
    ),
    "asked for a goal where there is none": Refusal(
        "no_goal", [], "staff", "中心目标", "没有定专家和工作站的比例。"
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("reports") <= {row.code for row in TABLE.values()}
