"""Whom a number counts: those served alone, and no number of other bodies added to theirs."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from language import read_diary

NOW = datetime(2026, 5, 20, 19, 40, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("told", "served", "marked"),
    [
        ("企业31家，银行5家", 31, False),
        ("5家律师事务所、18家饭店到会，7家当场约了后续", 18, False),
        ("公布首批60家名单，到会33家", 33, False),
        ("参训企业26家（其中外县9家）", 26, False),
        ("参训企业30家（本市22家、外市8家）", 30, False),
        ("通知了50家，到了32家", 32, False),
        ("全县120家在册企业，到会35家", 35, False),
        ("来了20家，有5家是新注册的", 20, False),
        ("给5家企业讲，其中2家签了代账合同", 5, False),
        ("走访了3家企业，2家银行陪同", 3, False),
        ("组织12家企业、4家高校对接", 12, False),
        ("我们2家机构给9家企业讲", 9, False),
        ("给两家律所讲", 2, False),
        ("上午三家，下午四家", 7, False),
        ("在霞山3家、坡头2家", 5, False),
        ("给大约46家企业讲", 46, True),
        ("给20家左右企业讲", 20, True),
        ("企业代表20家30人参加", 20, False),
        ("园区共有260家企业，走访了其中5家", 5, False),
        ("为辖区内的8家企业诊断，帮2家对接了银行", 8, False),
        ("服务了15家，累计已服务120家", 15, False),
        ("参加企业21家，机构6家，高校2所", 21, False),
        ("走访企业3家，发现2家欠薪", 3, False),
        ("联系了10家企业，接通6家", 6, False),
        ("来了8个", None, False),
    ],
)
def test_the_served_are_counted(told: str, served: int | None, *, marked: bool) -> None:
    read = read_diary(f"昨天{told}，讲社保，2小时", NOW)
    assert read.enterprises == served
    assert ("enterprises" in read.inferred) is marked
