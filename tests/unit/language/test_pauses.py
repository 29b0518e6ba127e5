"""Somebody called away from the talk, back in it, or asking where it stood; and what is said of the matter, which is none of these."""

from __future__ import annotations

import pytest

from language.pauses import asks_where, comes_back, is_pause


@pytest.mark.parametrize(
    "text",
    [
        "等下",
        "等会儿哈",
        "我先忙",
        "先忙去了，晚点再弄",
        "水烧开了 等我一下",
        "稍等，我去开个门",
        "等我把货卸完再说",
        "先放着我去趟仓库",
        "不好意思来客人了 回头再聊",
        "门口有人叫我",
        "外卖到了",
        "孙女哭了",
        "车快到站了 下车再讲",
        "谁啊",
        "你等下 有人结账",
        "先这样 我快到家了",
        "马上回来",
        "手机没电了，待会说",
        "这边有人找我 稍等",
    ],
)
def test_called_away(text: str) -> None:
    assert is_pause(text)


@pytest.mark.parametrize(
    "text",
    [
        "等等鲜果",
        "马上有家",
        "等下周三",
        "等会计回来我让他发表",
        "员工来了半年就走了",
        "客人投诉了怎么办",
        "货到了对方不给钱",
        "先开票后付款行不行",
        "锅炉厂",
        "急，马上要开庭",
        "电话打不通",
        "水电费涨了",
        "老婆饼店",
        "孩子王",
        "等一小时",
        "网店被封了",
        "先卸货再结账的合同",
    ],
)
def test_the_matter_is_no_pause(text: str) -> None:
    assert not is_pause(text)


@pytest.mark.parametrize(
    "text",
    [
        "好了 接着说",
        "忙完了，继续吧",
        "坐下来了 你接着问",
        "刚才那个继续",
        "我回来了 接着弄",
        "往下说吧",
        "可以了你问吧",
        "好了坐好了继续",
        "刚刚那个接着弄",
    ],
)
def test_back_again(text: str) -> None:
    assert comes_back(text)


@pytest.mark.parametrize(
    "text", ["继续用工的赔偿", "好了", "接着又欠了三个月", "你说吧该怎么赔", "你问过他吗"]
)
def test_not_back(text: str) -> None:
    assert not comes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "刚才讲到哪了",
        "咱们说到哪儿啦",
        "你刚刚问我什么来着",
        "上次填到哪一步了",
        "前面问到哪了",
        "好了 说到哪了",
    ],
)
def test_where_it_stood(text: str) -> None:
    assert asks_where(text)


@pytest.mark.parametrize("text", ["服务到哪了", "我那个需求办到哪一步了", "你问什么问", "专家走到哪了"])
def test_where_something_else_stands(text: str) -> None:
    assert not asks_where(text)
