"""Signing in within WeChat: by the openid alone, never by a preview, and only for the browser that began."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from bot.clock import StoppedClock
from bot.devtools.fakes.wechat import FakeWeChat
from bot.devtools.fakes.wecom import FakeWeCom
from storage.tables import Account, EntryLink
from tests.bot.channels.tencent_harness import Stage, wechat, wecom
from tests.bot.channels.test_wechat import FIRM
from tests.conftest import MONDAY

SITE = "https://yiqi.example.cn"
Played = tuple[FakeWeChat, Stage]


@pytest.fixture
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with wechat(tmp_path_factory.mktemp("wechat"), StoppedClock(MONDAY), site=SITE) as (fake, stage):
        stage.arrive(FIRM, "oFirm")
        yield fake, stage


def begun(fake: FakeWeChat | FakeWeCom) -> tuple[str, str]:
    """The state that WeChat is given, and the cookie that the browser has."""
    answer = requests.get(f"{fake.callback}/enter", allow_redirects=False, timeout=5)
    asked = urlsplit(answer.headers["location"])
    given = parse_qs(asked.query)
    assert (asked.netloc, given["scope"]) == ("open.weixin.qq.com", ["snsapi_base"])
    assert given["redirect_uri"] == [f"{SITE}{urlsplit(fake.callback).path}/entered"]
    assert "HttpOnly" in answer.headers["set-cookie"]
    return given["state"][0], answer.headers["set-cookie"].partition(";")[0]


def back(fake: FakeWeChat | FakeWeCom, code: str, state: str, cookie: str) -> requests.Response:
    """The browser comes back from WeChat."""
    query = {"code": code, "state": state}
    where = f"{fake.callback}/entered"
    return requests.get(where, params=query, headers={"Cookie": cookie}, allow_redirects=False, timeout=5)


def test_whoever_it_is_gets_a_link_that_opens_their_chat(played: Played) -> None:
    fake, stage = played
    fake.oauth["code"] = ("oFirm", False)
    answer = back(fake, "code", *begun(fake))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{SITE}/enter/")
    assert stage.rows(EntryLink) == 1
    assert stage.rows(Account) == 1


def test_somebody_new_is_a_newcomer_of_the_channel(played: Played) -> None:
    fake, stage = played
    fake.oauth["code"] = ("oNew", False)
    assert back(fake, "code", *begun(fake)).status_code == 303
    assert stage.rows(Account, Account.channel == "wechat", Account.external_id == "oNew") == 1


def test_a_preview_is_refused(played: Played) -> None:
    fake, stage = played
    fake.oauth["code"] = ("oShadow", True)
    answer = back(fake, "code", *begun(fake))
    assert (answer.status_code, "使用完整服务" in answer.text) == (403, True)
    assert stage.rows(EntryLink) == 0
    assert stage.rows(Account, Account.external_id == "oShadow") == 0


def test_a_code_serves_once_and_a_wrong_one_never(played: Played) -> None:
    fake, stage = played
    fake.oauth["code"] = ("oFirm", False)
    assert back(fake, "code", *begun(fake)).status_code == 303
    for code in ("code", "nonsense", ""):
        assert back(fake, code, *begun(fake)).status_code == 403
    assert stage.rows(EntryLink) == 1


def test_only_the_browser_that_began_may_finish(played: Played) -> None:
    """Else somebody could be led into another's chat and write there."""
    fake, stage = played
    fake.oauth["code"] = ("oFirm", False)
    state, cookie = begun(fake)
    for given, kept in ((state, ""), ("", cookie), ("other", cookie), (state, "yiqi-wechat=other")):
        assert back(fake, "code", given, kept).status_code == 403
    assert stage.rows(EntryLink) == 0
    assert "code" in fake.oauth


def test_a_member_signs_in_within_wecom_and_an_outsider_does_not(tmp_path: Path) -> None:
    with wecom(tmp_path, StoppedClock(MONDAY), site=SITE) as (fake, stage):
        stage.arrive(FIRM, "ZhangSan")
        fake.oauth |= {"in": {"userid": "ZhangSan"}, "out": {"openid": "oOut", "external_userid": "wmOut"}}
        assert back(fake, "in", *begun(fake)).headers["location"].startswith(f"{SITE}/enter/")
        outside = back(fake, "out", *begun(fake))
        assert (outside.status_code, "不是本企业的成员" in outside.text) == (403, True)
        assert back(fake, "nonsense", *begun(fake)).status_code == 403
        assert (stage.rows(EntryLink), stage.rows(Account)) == (1, 1)
