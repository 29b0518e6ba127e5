"""Who is asked after that has not done something, and what."""

import pytest

from language.lacking import kinds_of_holder, what_lacks


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("谁还没交日记", "diary"),
        ("日记谁没交", "diary"),
        ("哪几位老师今年一次都没服务", "diary"),
        ("上个月谁没动静", "diary"),
        ("本月没记日记的专家", "diary"),
        ("有没有没写日记的", "diary"),
        ("哪些专家今年不够", "year"),
        ("谁的时长不够", "year"),
        ("霞山还有哪些专家没达标", "year"),
        ("把没完成的列一下", "year"),
        ("哪些工作站没交计划", "plan"),
        ("没交计划的站有哪些", "plan"),
        ("还差谁没交年度总结", "summary"),
        ("还有谁没回我任务", "task"),
        ("没回音的都有谁", "task"),
        ("哪几个工作站没报", "anything"),
        ("霞山的还差谁", "anything"),
        ("我看看还有谁没交", "anything"),
    ],
)
def test_what_is_asked_after(text: str, what: str) -> None:
    assert what_lacks(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "还没交日记的，周五前补上",
        "谁没交社保",
        "哪家企业没交租金",
        "请没交计划的工作站抓紧",
        "我还没交日记",
        "提醒一下没交的",
        "哪些需求没人接",
        "谁没来",
        "没问题的话谁去都行",
        "今年谁服务得最多",
        "",
    ],
)
def test_what_asks_after_nobody(text: str) -> None:
    assert what_lacks(text) == ""


def test_of_whom() -> None:
    assert kinds_of_holder("哪些专家没记日记") == ("expert",)
    assert kinds_of_holder("哪几个站没报") == ("station",)
    assert kinds_of_holder("谁没交") == ("expert", "station")
