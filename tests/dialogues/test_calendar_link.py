"""On a 公众号, which takes no files, an appointment's calendar file comes as a link that ends."""

from __future__ import annotations

import re
from pathlib import Path

from actions.titles.paper_links import LASTS, opened_file
from bot.devtools.drivers.found import all_variants
from bot.devtools.replay.over_channel import ChannelReplay
from tests import newest

SITE = "https://yiqi.example.cn"
TALK = {
    "at": "2026-03-02 09:00",
    "centres": [{"region": "440800", "name": "湛江市中小企业服务中心", "site": SITE}],
    "people": {
        "张厂长": {
            "role": "enterprise",
            "enterprise": "湛江蓝湾海鲜加工厂",
            "region": "440802",
            "phone": "13800000001",
        },
        "李律师": {"role": "expert", "domains": ["law"], "region": "440802", "phone": "13700001111"},
    },
}
LINES = (
    ("张厂长", "供应商拖欠货款，合同纠纷，想找律师问问"),
    ("张厂长", "确认"),
    ("李律师", "接受"),
    ("张厂长", "跟律师说周五下午三点到厂里"),
    ("李律师", "行"),
    ("张厂长", "加到日历"),
)


def test_the_link_gives_the_file_for_a_day(tmp_path: Path) -> None:
    replay = ChannelReplay(TALK, newest.sqlite(tmp_path / "yiqi.db"), all_variants()["wechat"])
    try:
        for who, words in LINES:
            replay.step(who, words)
        shown = "\n".join(reply.text for reply in replay.driver.shown("张厂长"))
        (link,) = re.findall(rf"{re.escape(SITE)}/files/(\S+)", shown)
        now = replay.clock.now()
        with replay.app.database.read() as connection:
            found = opened_file(connection, link, now)
            assert opened_file(connection, link, now + LASTS) is None
            assert opened_file(connection, f"{link[:-4]}AAAA", now) is None
        assert found
        content, kind = found
        assert kind == "text/calendar"
        assert b"BEGIN:VEVENT" in content
    finally:
        replay.close()
