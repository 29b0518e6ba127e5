"""What a need is in a major event: damage, going back to work, policies, or nothing of it (S3.4)."""

import pytest

from language.major_events import track
from programme.major_events import TRACKS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("冷库被淹了，保险公司不肯赔", "emergency"),
        ("厂房进水，设备要抢修", "emergency"),
        ("停工半个月，想尽快复产", "resume"),
        ("工人回不来，开不了工", "resume"),
        ("受灾了，能不能缓缴税款", "policy"),
        ("有没有停工补贴", "policy"),
        ("有个员工没签合同，要赔双倍工资", None),
        ("想注册一个商标", None),
        ("", None),
    ],
)
def test_a_need_is_read(text: str, expected: str | None) -> None:
    assert track(text) == expected
    assert expected is None or expected in TRACKS
