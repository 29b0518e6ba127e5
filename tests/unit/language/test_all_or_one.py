"""What is said of all that is under way: none, one, or what is left."""

from __future__ import annotations

import pytest

from language.all_or_one import LAST, Only, asks_what_is_left, gives_up_all, only_one


@pytest.mark.parametrize(
    "text", ["都不弄了", "两件都不要了", "算了 全都取消吧", "一个也不办了", "统统算了", "那先都不填了"]
)
def test_all_is_given_up(text: str) -> None:
    assert gives_up_all(text)


@pytest.mark.parametrize("text", ["都不接", "员工都不干了", "都不来上班", "两家都不付钱", "不办了", "都办"])
def test_not_all_is_given_up(text: str) -> None:
    assert not gives_up_all(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("只办第一件", Only(1)),
        ("就弄第三个吧", Only(3)),
        ("就要后面那个", Only(LAST)),
        ("只记前面那篇", Only(1)),
        ("就办房租那个，其他不弄了", Only(0, "房租")),
        ("第一件不办 只办第二件", Only(2)),
        ("就办一个", None),
        ("第二个不要了", None),
        ("就办贷款", None),
        ("只有第二个月没发工资", None),
    ],
)
def test_one_is_kept(text: str, only: Only | None) -> None:
    assert only_one(text) == only


@pytest.mark.parametrize("text", ["还有哪几件没办完", "手上还剩什么", "还有几篇没记", "还有几件没弄好啊"])
def test_what_is_left(text: str) -> None:
    assert asks_what_is_left(text)


@pytest.mark.parametrize("text", ["还有几个小时", "还有工资没发", "还有三家没给钱", "还差多少"])
def test_something_else_is_left(text: str) -> None:
    assert not asks_what_is_left(text)
