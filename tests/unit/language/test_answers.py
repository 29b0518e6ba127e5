"""Answers to single questions, each with the very value it means, or None."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

import language
from language import Vocabulary

MORNING = datetime(2026, 3, 4, 9, tzinfo=timezone(timedelta(hours=8)))

EXACT: list[tuple[Callable[[str], Any], dict[str, Any]]] = [
    (
        language.read_hours,
        {
            "三个小时": 3, "1.5": 1.5, "下午2点到4点": 2, "半小时": 0.5, "一个半小时": 1.5, "90分钟": 1.5, "三刻钟": 0.75,
            "两个字": 0.17, "1小时20分": 1.33, "一小时一刻": 1.25, "两小时半": 2.5, "一小时零五分": 1.08, "1.5h": 1.5,
            "45min": 0.75, "2个钟": 2, "大概3": 3, "3个小时左右": 3, "24": 24, "下午两点到四点休息十分钟": 1.83,
            "25": None, "0": None, "好几个小时": None, "两三个小时": None, "不到2小时": None, "2小时多": None, "一上午": None,
        },
    ),
    (
        language.read_count,
        {
            "两家": 2, "3": 3, "三": 3, "十二家企业": 12, "俩": 2, "大概5家": 5, "约3": 3, "20户": 20, "一百二十": 120,
            "两家店和三家厂": 5, "共4家": 4, "不是3家是5家": 5, "好几家": None, "10多家": None, "几家": None, "0": None,
            "第三家": None, "3个人": None,
        },
    ),
    (
        language.read_number,
        {"5": 5, "五": 5, "第五个": 5, "十二": 12, "1.5": 1.5, "两百三": 230, "3和4": None, "没有": None},
    ),
    (
        lambda text: language.read_region(text, "440800"),
        {"赤坎": "440802", "霞山区": "440803", "湛江": "440800", "广东": "440000", "海淀": "110108", "朝阳": None,
         "不知道": None},
    ),
    (
        language.read_domains,
        {"税务": ("tax",), "法律和财税": ("law", "tax"), "数字化": ("digital",), "融资,专利": ("finance", "ip"),
         "其他": None, "你好": None},
    ),
    (
        language.read_phone,
        {
            "13800000000": "13800000000", "138 0000 0000": "13800000000", "+86 13800000000": "13800000000",
            "0759-1234567": "07591234567", "(0759)12345678转12": "07591234567812", "400-123-4567": "4001234567",
            "电话1234567": "1234567", "一三八零零零零零零零零": "13800000000", "12345": None, "邮编524000": None,
            "138000000001": None,
        },
    ),
    (
        language.read_email,
        {"a@b.cn": "a@b.cn", "发到 zhang.san@example.com。": "zhang.san@example.com", "没有": None, "a@b": None},
    ),
    (
        language.read_name,
        {"我叫张三": "张三", "李四": "李四", "姓名：欧阳修": "欧阳修", "张三丰": "张三丰",
         "联系人是刘洋": "刘洋", "请跟赵敏老师联系": "赵敏", "明天": None, "陈": None, "我姓王": None},
    ),
    (
        language.read_enterprise,
        {"湛江海韵水产有限公司": "湛江海韵水产有限公司", "鼎盛贸易": "鼎盛贸易", "叫阿标海鲜档": "阿标海鲜档",
         "我们公司叫蓝湾": "蓝湾", "名字是宏发": "宏发", "宏发": "宏发", "不知道": None, "谢谢": None, "A": None,
         "你好，在吗": None},
    ),
    (
        language.read_form,
        {"线上": "online", "视频": "online", "远程": "online", "腾讯会议": "online", "上门": "offline", "到厂里": "offline",
         "来厂里看看": "offline", "都行": None},
    ),
    (
        language.read_stars,
        {
            "5": 5, "五星": 5, "⭐⭐⭐": 3, "★": 1, "★★★★★": 5, "★★★★★★": None, "4分": 4, "1分": 1, "三颗星": 3, "差评": 1,
            "太差": 1, "不满意": 2, "不太满意": 2, "一般": 3, "还行": 3, "满意": 4, "还不错": 4, "好": 4, "好的": 4,
            "服务挺好": 4, "很满意": 5, "非常好": 5, "超级满意": 5, "超满意": 5, "0": None, "6": None, "好呀": None,
            "我给四": 4, "就打5吧": 5, "挪到周四": None, "星期三": None, "下礼拜五": None, "初五": None, "5号": None,
            "晚五分钟到": None, "两个星期": None, "三星期以后": None, "三分之一": None, "月底好": None, "态度好": 4,
            "尾号是3": None, "还差一分钱": None,
        },
    ),
    (
        lambda text: str(language.read_date(text, MORNING)),
        {
            "今天": "2026-03-04", "昨天": "2026-03-03", "前天": "2026-03-02", "大前天": "2026-03-01", "3天前": "2026-03-01",
            "三天前": "2026-03-01", "周三": "2026-03-04", "周四": "2026-02-26", "上周五": "2026-02-27",
            "上上周五": "2026-02-20", "这周一": "2026-03-02", "3月4日": "2026-03-04", "3月5日": "2025-03-05",
            "4号": "2026-03-04", "5号": "2026-02-05", "本月3号": "2026-03-03", "上个月3号": "2026-02-03",
            "上上个月3号": "2026-01-03", "去年5月1日": "2025-05-01", "前年5月1日": "2024-05-01",
            "2026年3月4日": "2026-03-04", "20260301": "2026-03-01", "3.1": "2026-03-01", "0301": "2026-03-01",
            "二〇二五年三月一日": "2025-03-01", "25年3月1日": "2025-03-01", "今早": "2026-03-04", "刚才": "2026-03-04",
            "元旦": "2026-01-01", "除夕": "2026-02-16", "清明": "2025-04-04", "国庆前一天": "2025-09-30",
            "不是昨天是前天": "2026-03-02", "上礼拜去的，记得是周四": "2026-02-26",
            "上礼拜去的，记得是周二": "2026-02-24", "上周没空，周二去的": "2026-03-03", "昨天改到今天": "2026-03-04",
            "周末": "None", "明天": "None", "下周五": "None", "前天和昨天": "None", "周一周二": "None",
            "2026年3月5日": "None", "2025年2月30日": "None", "3月1日之前": "None",
        },
    ),
]  # fmt: skip
CASES = [(read, said, value) for read, table in EXACT for said, value in table.items()]


@pytest.mark.parametrize(("read", "said", "value"), CASES, ids=[case[1] for case in CASES])
def test_an_answer_is_read_as_what_it_means(read: Callable[[str], Any], said: str, value: Any) -> None:
    assert read(said) == value


@pytest.mark.parametrize(
    ("hour", "said", "day"),
    [
        (1, "今天", "2026-03-03"),
        (1, "下午", "2026-03-03"),
        (4, "今晚", "2026-03-03"),
        (5, "今天", "2026-03-04"),
        (1, "今天凌晨", "2026-03-04"),
        (1, "刚才", "2026-03-04"),
    ],
)
def test_soon_after_midnight_today_is_the_day_just_ended(hour: int, said: str, day: str) -> None:
    assert str(language.read_date(said, MORNING.replace(hour=hour))) == day


def test_staff_teach_places_and_terms() -> None:
    taught = Vocabulary(terms={"虾青素提取": "technology"}, places={"寸金桥": "440802"})
    assert language.read_region("寸金桥", vocabulary=taught) == "440802"
    assert language.read_domains("虾青素提取", taught) == ("technology",)
    assert hash(taught) == hash(Vocabulary(terms={"虾青素提取": "technology"}, places={"寸金桥": "440802"}))
    assert hash(taught) != hash(Vocabulary())
