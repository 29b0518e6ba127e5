"""What a need is about while a major event is open: damage and rescue, going back to work, or the policies for it (S3.4)."""

import re

_POLICY = re.compile(
    r"政策|补贴|补助|减免|免税|缓[缴交]|延期(?:缴|交|还|申报)|贴息|纾困|申领|救助金|扶持资金"
)
_RESUME = re.compile(
    r"复[工产市业]|恢复(?:生产|营业|经营|供[电水货])|重新(?:开工|开业|开张)|开不了[工业]|停[产工业]|断[供货]|交不了货|"
    r"(?:工人|员工)[^，,。；;]{0,6}(?:回不来|到不了|返岗)|返岗"
)
_EMERGENCY = re.compile(
    r"受[灾损淹]|被[淹泡毁埋困]|[淹泡]了|进水|倒灌|漏水|停[电水气]|断[电水]|倒塌|塌[了方]|掀[了翻开]|刮[倒跑走坏]|冲[垮毁走]|"
    r"抢[修险]|救[灾援急]|应急|伤亡|受伤|保险[^，,。；;]{0,4}(?:理赔|报案|赔)|理赔|消毒|隔离|封控"
)
_IN_ORDER = (("policy", _POLICY), ("resume", _RESUME), ("emergency", _EMERGENCY))


def track(text: str) -> str | None:
    """A code of `programme.major_events.TRACKS`, or None where a text has nothing of it.

    Who asks for a policy names the damage as its ground, so that comes first; a standstill before what caused it.
    """
    return next((code for code, said in _IN_ORDER if said.search(text)), None)
