"""What an expert is by calling (N23-E 第二条, N20 二（二）), out of what they tell of post, unit and themselves."""

from __future__ import annotations

import re

LABELS = {
    "policy": "政策专家",
    "industry": "行业发展专家",
    "technology": "科技服务专家",
    "legal": "法律专家",
    "entrepreneur": "优秀企业家",
    "executive": "企业高管",
    "park": "园区孵化器高管",
    "academic": "高校及科研院所学者",
}
"""The callings in the order of the document, by code; by it lists are sorted."""
_NAMED = (
    ("政策专家", "policy"),
    ("行业(?:发展)?专家|产业专家", "industry"),
    ("科技(?:服务)?专家|技术专家", "technology"),
    ("法律专家", "legal"),
    ("优秀企业家", "entrepreneur"),
    ("企业高管", "executive"),
    ("(?:园区|孵化器)高管", "park"),
    ("院所学者|高校学者", "academic"),
)
_HEARD = (
    (r"律师|法官|检察官|仲裁员|公证员|法务", "legal"),
    (r"(?:园区?|孵化器|众创空间|基地)[^，,。]{0,6}(?:主任|经理|总监|负责人|管委)|园区管委会|孵化器", "park"),
    (r"教授|讲师|研究员|院士|博导|导师|学者|大学|学院|高校|研究院|研究所|科学院|科研院所", "academic"),
    (r"董事长|创始人|创办人|企业家|老板", "entrepreneur"),
    (r"总经理|副总|总监|首席|高管|CEO|CFO|CTO|厂长|总裁", "executive"),
    (r"协会|商会|学会|联合会|秘书长", "industry"),
    (
        r"(?:税务|财政|工信|科技|监管|监督管理|人社|保障|商务|发展和?改革|统计)局|发改委|委员会|厅$|政府|公务员|政策研究",
        "policy",
    ),
    (r"工程师|总工|技师|高工", "technology"),
)
_NAMES = tuple((re.compile(words), code) for words, code in _NAMED)
_PATTERNS = tuple((re.compile(words), code) for words, code in _HEARD)
_RETIRED = re.compile(r"(?:已经?|刚|现已?|[，,、。\s]|^)(?:退休|离休|退居二线)|退休(?!金|年龄)|离休|退了休")
_IN_OFFICE = re.compile(r"在职|没(?:有)?退休|未退休|还没退|返聘")


def named(text: str) -> str | None:
    """The calling that a message names: «申请法律专家»."""
    return next((code for words, code in _NAMES if words.search(text)), None)


def read(text: str) -> str | None:
    """The calling that is named, else what a post or a unit shows: «律师，某某律师事务所»; None where nothing does."""
    return named(text) or next((code for words, code in _PATTERNS if words.search(text)), None)


def retired(text: str) -> bool | None:
    """Whether somebody says to be retired, or in office; None where nothing is said."""
    if _IN_OFFICE.search(text):
        return False
    return True if _RETIRED.search(text) else None


def in_words(calling: str | None, is_retired: bool | None) -> str:
    """«法律专家，退休»; nothing where neither is known."""
    parts = (
        LABELS.get(calling or ""),
        {True: "退休", False: "在职"}.get(is_retired) if is_retired is not None else None,
    )
    return "，".join(filter(None, parts))


def place(calling: str | None) -> int:
    """Where a calling stands in a list; who has none comes last."""
    return list(LABELS).index(calling) if calling in LABELS else len(LABELS)
