"""A service centre in a line: where it is, its telephone, when somebody is there."""

from __future__ import annotations

from programme.centres import Centre


def centre_line(centre: Centre) -> str:
    """«湛江市中小企业服务中心：地址 …；电话 …；开放 工作日 9:00–12:00。», as far as it is known."""
    facts = (("地址", centre.address), ("电话", centre.phone), ("开放", centre.opening))
    known = "；".join(f"{label} {value}" for label, value in facts if value)
    return f"{centre.name}：{known}。" if known else f"{centre.name}的地址、电话、开放时间还没有登记。"
