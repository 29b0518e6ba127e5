"""What people call the things on a card: 时间 may be the day or the hours, 家数 the number of firms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from handlers.engine.form import Form, Slot

_ALSO = {
    "日期": "日子 时间 服务日期 服务时间",
    "时长": "时间 时数 小时数 小时 服务时长 服务时间",
    "企业家数 家数": "家数 企业家数 企业数 企业数量 数量 户数 企业",
    "地区 地点 辖区 所在地": "地区 地点 地方 区域 区县 位置 所在地",
    "方式": "形式 服务方式 服务形式",
    "领域 擅长领域 服务类别": "领域 擅长领域 方面 方向 类别 专业",
    "企业名称 企业 公司名": "企业名称 企业名 企业 公司 公司名 公司名称 厂名 店名 名称 名字",
    "手机 联系电话 新电话": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 号码",
    "紧急": "紧急程度 缓急 急不急",
    "姓名": "名字",
    "单位": "工作单位 单位名称",
    "主题": "题目 标题 名称",
    "内容": "正文 服务内容",
    "原因 理由": "原因 理由",
    "截止日期": "截止时间 截止 日期 时间",
    "时间地点": "地点 时间 地方",
    "年度 年份": "年度 年份",
    "问题": "问题描述 描述",
    "对象": "投诉对象",
}
_FOR_A_CHANGE = "改为"


def label(slot: Slot) -> str:
    """What a slot is called in a sentence."""
    return slot.label.removesuffix(_FOR_A_CHANGE)


def names(slot: Slot) -> frozenset[str]:
    """All that a slot goes by."""
    return _names(label(slot)) if slot.label else frozenset()


def labelled(form: Form) -> list[Slot]:
    """The slots that have a name, and that a card may show."""
    return [slot for slot in form.slots if slot.label and not slot.hidden]


def words(form: Form) -> frozenset[str]:
    """All names of all that may stand on the form's card."""
    return frozenset[str]().union(*(names(slot) for slot in labelled(form)))


def called(slots: Sequence[Slot], word: str) -> list[Slot]:
    """The slots that a word may mean: the one that bears it first, those that take any words last."""
    found = [slot for slot in slots if word in names(slot)]
    return sorted(found, key=lambda slot: (label(slot) != word, slot.free))


@cache
def _names(own: str) -> frozenset[str]:
    return frozenset({own}).union(*(also.split() for labels, also in _ALSO.items() if own in labels.split()))
