"""What holds on every channel: the same talks, once and in order, with the channel's own capabilities."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from handlers.message import Choice, Incoming, Reply
from storage.tables import Account, File
from tests.contracts.channels.cases import CASES, PICTURES, VENDORS
from tests.contracts.channels.conftest import NEED, ChannelHarness

only_vendors = pytest.mark.parametrize("harness", VENDORS, indirect=True, scope="package")
only_with_pictures = pytest.mark.parametrize("harness", PICTURES, indirect=True, scope="package")
where_strangers_write = pytest.mark.parametrize(
    "harness", [name for name in CASES if name != "web"], indirect=True, scope="package"
)


def test_a_need_is_told_and_confirmed(harness: ChannelHarness) -> None:
    owner = harness.firm()
    card = harness.say(owner, NEED)
    assert "法律" in card
    assert "需求已收到" in harness.choose(owner, "确认")


def test_a_caption_may_be_typed_instead_of_tapped(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.say(owner, NEED)
    assert "需求已收到" in harness.say(owner, "确认")


def test_options_are_chosen_as_the_channel_shows_them(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.say(owner, NEED)
    assert "哪一项" in harness.choose(owner, "修改")
    assert "线上" in harness.choose(owner, "方式")
    assert "方式：线上" in harness.choose(owner, "线上")


def test_a_redelivery_changes_nothing(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.say(owner, NEED)
    harness.choose(owner, "确认")
    shown = len(harness.driver.shown(owner))
    harness.driver.again(owner)
    harness.running.settle()
    assert harness.taken(owner) == 2
    assert len(harness.driver.shown(owner)) == shown or harness.driver.name == "terminal"


def test_twenty_copies_at_once_are_one_message(harness: ChannelHarness) -> None:
    owner = harness.firm()
    shown = harness.after(owner, lambda: harness.driver.say(owner, NEED, copies=20))
    assert harness.taken(owner) == 1
    assert shown.count("不对的地方直接说") == 1


@where_strangers_write
def test_a_stranger_is_asked_for_consent_first(harness: ChannelHarness) -> None:
    guest = harness.stranger()
    assert "同意" in harness.say(guest, NEED)
    assert "哪个区或县" in harness.choose(guest, "同意")


@where_strangers_write
def test_a_guest_posts_after_consent_and_phone(harness: ChannelHarness) -> None:
    guest = harness.stranger()
    harness.say(guest, NEED)
    harness.choose(guest, "同意")
    harness.say(guest, "赤坎区")
    harness.say(guest, "红树林水产加工厂")
    card = harness.after(guest, lambda: harness.driver.send_phone(guest, "13800001111"))
    assert "138" in card
    assert "需求已收到" in harness.choose(guest, "确认")


def test_two_people_never_see_each_others_talk(harness: ChannelHarness) -> None:
    owner, other = harness.firm(), harness.firm()
    harness.say(owner, NEED)
    assert "没有在办的" in harness.say(other, "返回")
    assert "需求已收到" in harness.choose(owner, "确认")


def test_notices_reach_another_person(harness: ChannelHarness) -> None:
    owner, expert = harness.firm(), harness.expert("440802", "ip")
    harness.say(owner, "商标被人抢注了，想打官司要回来")
    harness.choose(owner, "确认")
    if harness.driver.name != "terminal":  # which is shown the answers to its own words alone
        assert "新需求" in harness.driver.shown(expert)[0].text


@only_vendors
@pytest.mark.parametrize(
    "text", ["<b>加粗</b> & *星* _下_ [链](http://x) `码`", "]]><script>x</script>", "=1+1 @all &lt;"]
)
def test_markup_comes_out_as_text(harness: ChannelHarness, text: str) -> None:
    owner = harness.firm()
    harness.tell(owner, Reply(text, choices=(Choice(text[:20], "s:need"),)))
    harness.running.settle()
    assert text in text_shown(harness, owner)


@only_vendors
def test_a_long_text_comes_in_pieces_in_order(harness: ChannelHarness) -> None:
    owner = harness.firm()
    lines = [f"第{number}行，说的是志愿服务的第{number}件事。" for number in range(1, 400)]
    row = harness.tell(owner, Reply("\n".join(lines)))
    harness.running.settle()
    shown = [line for reply in harness.driver.shown(owner) for line in reply.text.splitlines()]
    assert shown == lines
    assert harness.outbox(row).state == "sent"


@only_with_pictures
def test_a_photo_is_looked_at_and_kept_without_its_place(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.say(owner, "帮助")
    assert "图片收到了" in harness.after(owner, lambda: harness.driver.send_photo(owner, _photo_with_place()))
    (kept,) = _files(harness, owner)
    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (64, 48)
        assert not picture.getexif()


@only_vendors
def test_what_is_no_photo_is_refused_in_plain_words(harness: ChannelHarness) -> None:
    owner = harness.firm()
    answer = harness.after(owner, lambda: harness.driver.send_photo(owner, b"MZ\x90\x00 not a picture"))
    assert "只能发送照片" in answer
    assert _files(harness, owner) == []


@only_vendors
@pytest.mark.parametrize("trouble", ["wait", "down"])
def test_what_a_vendor_puts_off_arrives_later_and_once(harness: ChannelHarness, trouble: str) -> None:
    owner = harness.firm()
    harness.fail(trouble)
    row = harness.tell(owner, Reply("晚一点也会到。"))
    harness.running.settle()
    waiting = harness.outbox(row)
    assert waiting.state == "retry"
    assert waiting.reason != "error in the channel"
    assert waiting.due_at - harness.clock.now() >= timedelta(seconds=7 if trouble == "wait" else 1)
    harness.wait(timedelta(minutes=10))
    assert harness.outbox(row).state == "sent"
    assert [reply.text for reply in harness.driver.shown(owner)] == ["晚一点也会到。"]


@only_vendors
def test_what_a_vendor_will_never_take_is_for_staff_to_see(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.fail("broken")
    row = harness.tell(owner, Reply("发不出去的话。"))
    harness.running.settle()
    assert harness.outbox(row).state == "dead"
    assert harness.outbox(row).reason != "error in the channel"


@only_vendors
def test_who_cannot_be_reached_here_is_reached_elsewhere(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.fail("blocked")
    row = harness.tell(owner, Reply("换条路走。"))
    harness.also_on_web(owner)
    harness.running.settle()
    assert harness.outbox(row).state == "sent"
    assert harness.driver.shown(owner) == []


def text_shown(harness: ChannelHarness, name: str) -> str:
    return "\n".join(reply.text for reply in harness.driver.shown(name))


def _files(harness: ChannelHarness, name: str) -> list[bytes]:
    mine = select(File.content).join(Account, Account.id == File.account_id)
    with harness.app.database.read() as connection:
        found = connection.execute(mine.where(Account.external_id == harness.driver.account(name)))
        return list(found.scalars())


def _photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (21.0, 16.0, 12.0)}
    picture = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(picture, "JPEG", exif=exif)
    return picture.getvalue()


@where_strangers_write
def test_a_code_binds_and_the_account_before_is_told(harness: ChannelHarness) -> None:
    expert, newer = harness.expert("440802", "tax"), harness.stranger()
    assert "绑定成功" in _bound(harness, newer, harness.code_for(expert))
    assert "本年" in harness.say(newer, "我的进度")
    if harness.driver.name != "terminal":  # which is shown the answers to its own words alone
        assert "绑到了另一个账号" in harness.driver.shown(expert)[-1].text
    assert "本年" not in harness.say(expert, "我的进度")


@where_strangers_write
def test_of_two_who_race_for_one_code_one_is_bound(harness: ChannelHarness) -> None:
    code, racers = harness.code_for(harness.expert("440802", "tax")), [harness.stranger(), harness.stranger()]
    answers = [_bound(harness, racer, code) for racer in racers]
    assert ["绑定成功" in answer for answer in answers] == [True, False]


@where_strangers_write
def test_who_is_bound_can_let_go(harness: ChannelHarness) -> None:
    expert = harness.expert("440802", "tax")
    harness.say(expert, "解除绑定")
    assert "已解除" in harness.choose(expert, "确认")
    assert "本年" not in harness.say(expert, "我的进度")


def _bound(harness: ChannelHarness, name: str, code: str) -> str:
    assert "同意" in harness.say(name, f"绑定 {code}")
    return harness.choose(name, "同意")


@only_vendors
def test_one_person_on_two_channels_has_one_talk(harness: ChannelHarness) -> None:
    owner = harness.firm()
    harness.say(owner, NEED)
    harness.also_on_web(owner)
    card = harness.app.inbound.receive(
        Incoming("web", f"home-of-{owner}", f"{owner}:1", "方式改成线上")
    ).result()
    assert "方式：线上" in card.replies[0].plain()
    assert "再看一遍" in harness.choose(owner, "确认")
    assert "需求已收到" in harness.choose(owner, "确认")
