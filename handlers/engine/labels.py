"""What people call the things on a card: 时间 may be the day or the hours, 家数 the number of firms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from handlers.engine.form import Form, Slot

_ALSO = {
    "日期": "日子 时间 服务日期 服务时间",
    "时长": "时间 时数 小时数 小时 服务时长 服务时间",
    "企业家数 家数": "家数 企业家数 企业数 企业数量 数量 户数 企业",
    "地区 地点 辖区 所在地": "地区 地点 地方 地址 区域 区县 位置 所在地",
    "方式": "形式 服务方式 服务形式",
    "领域 擅长领域 服务类别": "领域 擅长领域 擅长 专长 特长 方面 方向 类别 专业",
    "企业名称 企业 公司名": "企业名称 企业名 企业 公司 公司名 公司名称 厂名 店名 名称 名字",
    "手机 联系电话 新电话": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 号码 尾号",
    "紧急": "紧急程度 缓急 急不急",
    "岗位": "角色 权限 职责",
    "经过": "内容 情况 事情",
    "您的条件": "条件",
    "需要": "请求 内容",
    "依据 认定依据": "依据 认定依据 理由 推荐理由",
    "发给": "通知谁 收件人 对象 范围",
    "外出": "外出时间 外出日期 请假",
    "勿扰日": "勿扰 免打扰 勿扰时间",
    "最多同时接": "最多接 最多 同时接 件数",
    "成立年数": "成立 年数 成立年限 成立时间",
    "专职人员数": "专职 专职人员 人员 人数 员工",
    "上年服务中小企业数": "去年服务 去年服务企业 去年服务企业数 去年服务了 服务企业数 企业数 家数",
    "每年志愿服务活动场次": "活动 场次 活动场次 每年活动 一年活动",
    "姓名": "名字",
    "职务": "职称 职位 头衔",
    "单位": "工作单位 单位名称",
    "主题": "题目 标题 名称",
    "主讲": "讲师 主讲人 主讲老师 授课老师 授课人 嘉宾",
    "内容": "正文 服务内容",
    "原因 理由": "原因 理由",
    "截止日期": "截止时间 截止 日期 时间",
    "报名截止": "截止 截止日期 截止时间 报名截止日期 报名截止时间",
    "名额": "人数 限额 限报 上限",
    "时间地点": "地点 时间 地方 地址",
    "年度 年份": "年度 年份",
    "服务中小企业年数": "年数 年限 服务年数 服务年限 服务企业年数 服务企业年限 从业年限 工作年限",
    "本领域工作年数": "年数 年限 工作年数 工作年限 从业年限",
    "问题": "问题描述 描述 内容",
    "对象": "投诉对象",
}
_WITH_FIGURES = {"手机", "联系电话", "新电话"}
_LAST_FIGURES = frozenset(f"{last}{count}位" for last in ("后", "末", "最后") for count in "两三四234")
"""«后四位是6667»: the end of a number."""
_FOR_A_CHANGE = "改为"
_OFTEN = frozenset(
    [
        "日期",
        "时间",
        "地点",
        "地方",
        "人数",
        "时长",
        "家数",
        "电话",
        "手机",
        "领域",
        "方式",
        "地区",
        "姓名",
    ]
)
"""What many cards have; on those that don't, who would change it hears so."""


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


def unlabelled(slot: Slot, text: str) -> str:
    """An answer without the name that somebody put before it: «内容：周五开会»."""
    name, _, said = text.strip().replace("：", ":", 1).partition(":")
    return said.strip() if said.strip() and name.strip() in names(slot) else text


def spoken(form: Form) -> frozenset[str]:
    """All names that a correction of this form may bear, be it of nothing that is there."""
    return words(form) | _OFTEN


def called(slots: Sequence[Slot], word: str) -> list[Slot]:
    """The slots that a word may mean: the one that bears it first, those that take any words last."""
    found = [slot for slot in slots if word in names(slot)]
    return sorted(found, key=lambda slot: (label(slot) != word, slot.free))


@cache
def _names(own: str) -> frozenset[str]:
    ends = _LAST_FIGURES if own in _WITH_FIGURES else frozenset[str]()
    return ends.union({own}, *(also.split() for labels, also in _ALSO.items() if own in labels.split()))
