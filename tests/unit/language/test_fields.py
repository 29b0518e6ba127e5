"""Messages filled in like a form, and pasted tables."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from language import read_diaries, read_diary, read_need

NOW = datetime(2026, 9, 20, 19, 40, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (
            "日期：9-15\n对象：宏发家具厂\n开始：09:00\n结束：11:15\n形式：线上\n内容：社保",
            ("2026-09-15", 2.25, 1, "online"),
        ),
        ("【日期】9月15日【时长】2.5【家数】3【方式】上门【内容】社保", ("2026-09-15", 2.5, 3, "offline")),
        (
            "服务日期：2026.9.15；服务时间：下午2点-4点；服务方式：现场；参训企业：12家",
            ("2026-09-15", 2, 12, "offline"),
        ),
        (
            "开始时间：2026-09-15 14:00\n结束时间：2026-09-15 16:30\n参训企业：29家（其中外市8家）",
            ("2026-09-15", 2.5, 29, None),
        ),
        ("时间：9月15日\n时长（分钟）：90\n企业：3家\n内容：商标", ("2026-09-15", 1.5, 3, None)),
        ("时长：90\n日期：昨天\n家数：3", ("2026-09-19", 1.5, 3, None)),
        ("日期：上周\n时长：两个多小时\n家数：几家\n内容：讲了一小时商标", ("None", None, None, None)),
        ("日期：9月14日至16日\n时长：6小时\n家数：2", ("None", 6, 2, None)),
    ],
)
def test_a_form_is_read_field_by_field(
    form: str, told: tuple[str, float | None, int | None, str | None]
) -> None:
    read = read_diary(form, NOW, "440800")
    assert (str(read.date), read.hours, read.enterprises, read.form) == told


def test_a_table_of_one_row_is_its_diary() -> None:
    read = read_diary("日期|企业|时长|内容|方式\n9/18|利源制衣|90分钟|社保|电话", NOW)
    assert (read.date, read.hours, read.names, read.form) == (date(2026, 9, 18), 1.5, ("利源制衣",), "online")


def test_the_number_of_a_point_is_no_minute_of_the_clock_before_it() -> None:
    numbered = "1. 时间：9月18日上午9点到11点 2. 对象：三家食品厂 3. 内容：添加剂标签"
    assert (read_diary(numbered, NOW).hours, read_diary("昨天9点 5分到11点", NOW).hours) == (2, 1.92)


def test_a_number_without_a_unit_is_no_day() -> None:
    read = read_diary("昨天讲了1.5，5家，社保", NOW)
    assert (read.date, read.hours, read.enterprises) == (date(2026, 9, 19), None, 5)


def test_from_one_field_to_the_other_are_its_times() -> None:
    assert read_diary("日期：9-15\n开始：09:00\n结束：11:15", NOW).times == ((540, 675),)


@pytest.mark.parametrize(
    "table",
    [
        "日期\t企业\t时长(小时)\t内容\t形式\n9-12\t宏发家具厂\t2\t社保\t线上\n9-13\t蓝湾水产\t1.5\t税务\t线下",
        "| 日期 | 企业 | 时长 | 内容 | 形式 |\n|---|---|---|---|---|\n| 9月12日 | 宏发家具厂 | 120分钟 | 社保 | 视频 |\n"
        "| 9月13日 | 蓝湾水产 | 1.5 | 税务 | 上门 |",
    ],
)
def test_each_row_of_a_table_is_a_diary(table: str) -> None:
    first, second = read_diaries(table, NOW)
    assert (first.date, first.hours, first.names, first.form) == (
        date(2026, 9, 12),
        2,
        ("宏发家具厂",),
        "online",
    )
    assert (second.date, second.hours, second.names, second.form) == (
        date(2026, 9, 13),
        1.5,
        ("蓝湾水产",),
        "offline",
    )


@pytest.mark.parametrize(
    ("said", "urgent"),
    [("一般", False), ("紧急", True), ("不急", False), ("是", True), ("特急", True), ("普通", False)],
)
def test_the_field_for_urgency_decides(said: str, *, urgent: bool) -> None:
    read = read_need(
        f"企业名称：宏发家具厂\n需求：贷款到期了急着续\n紧急程度：{said}\n希望方式：上门\n地区：赤坎",
        "440800",
        deep=False,
    )
    assert (read.urgent, read.form, read.region) == (urgent, "offline", "440802")


@pytest.mark.parametrize(
    ("served", "count"),
    [
        ("返乡青年林某开的修车铺", 1),
        ("退伍军人办的豆制品厂", 1),
        ("张某经营的三家门店", None),
        ("林某开的各店", None),
        ("几家修车铺", None),
        ("园区企业", None),
    ],
)
def test_a_described_house_is_one_and_marked(served: str, count: int | None) -> None:
    read = read_diary(f"对象：{served}；时间：9月15日；时长：1小时；内容：个体户转公司", NOW)
    assert read.enterprises == count
    assert ("enterprises" in read.inferred) is (count == 1)
