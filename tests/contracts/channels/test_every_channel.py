"""What holds on every channel: the same talks, once and in order, with the channel's own means."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from handlers.message import Choice, Incoming, Reply
from storage.tables import Account, File
from tests.contracts.channels.conftest import NEED, Theatre
from tests.contracts.channels.lines import CONTENDERS, PICTURES, VENDORS

only_vendors = pytest.mark.parametrize("theatre", VENDORS, indirect=True, scope="package")
only_with_pictures = pytest.mark.parametrize("theatre", PICTURES, indirect=True, scope="package")
where_strangers_write = pytest.mark.parametrize(
    "theatre", [name for name in CONTENDERS if name != "web"], indirect=True, scope="package"
)


def test_a_need_is_told_and_confirmed(theatre: Theatre) -> None:
    owner = theatre.firm()
    card = theatre.say(owner, NEED)
    assert "法律" in card
    assert "已发布" in theatre.choose(owner, "确认")


def test_a_caption_may_be_typed_instead_of_tapped(theatre: Theatre) -> None:
    owner = theatre.firm()
    theatre.say(owner, NEED)
    assert "已发布" in theatre.say(owner, "确认")


def test_options_are_chosen_as_the_channel_shows_them(theatre: Theatre) -> None:
    owner = theatre.firm()
    theatre.say(owner, NEED)
    assert "哪一项" in theatre.choose(owner, "修改")
    assert "线上" in theatre.choose(owner, "方式")
    assert "方式：线上" in theatre.choose(owner, "线上")


def test_a_redelivery_changes_nothing(theatre: Theatre) -> None:
    owner = theatre.firm()
    theatre.say(owner, NEED)
    theatre.choose(owner, "确认")
    shown = len(theatre.line.shown(owner))
    theatre.line.again(owner)
    theatre.stage.settle()
    assert theatre.taken(owner) == 2
    assert len(theatre.line.shown(owner)) == shown or theatre.line.name == "terminal"


def test_twenty_copies_at_once_are_one_message(theatre: Theatre) -> None:
    owner = theatre.firm()
    shown = theatre.after(owner, lambda: theatre.line.say(owner, NEED, copies=20))
    assert theatre.taken(owner) == 1
    assert shown.count("没问题就回复「确认」") == 1


@where_strangers_write
def test_a_stranger_is_asked_for_consent_first(theatre: Theatre) -> None:
    guest = theatre.stranger()
    assert "同意" in theatre.say(guest, NEED)
    assert "发布需求" in theatre.choose(guest, "同意")


@where_strangers_write
def test_a_guest_posts_after_consent_and_phone(theatre: Theatre) -> None:
    guest = theatre.stranger()
    theatre.say(guest, NEED)
    theatre.choose(guest, "同意")
    theatre.say(guest, "赤坎区")
    theatre.say(guest, "红树林水产加工厂")
    card = theatre.after(guest, lambda: theatre.line.send_phone(guest, "13800001111"))
    assert "138" in card
    assert "已发布" in theatre.choose(guest, "确认")


def test_two_people_never_see_each_others_talk(theatre: Theatre) -> None:
    owner, other = theatre.firm(), theatre.firm()
    theatre.say(owner, NEED)
    assert "没有进行中的事" in theatre.say(other, "返回")
    assert "已发布" in theatre.choose(owner, "确认")


def test_notices_reach_another_person(theatre: Theatre) -> None:
    owner, expert = theatre.firm(), theatre.expert("440802", "ip")
    theatre.say(owner, "商标被人抢注了，想打官司要回来")
    theatre.choose(owner, "确认")
    if theatre.line.name != "terminal":  # which is shown the answers to its own words alone
        assert "新需求" in theatre.line.shown(expert)[0].text


@only_vendors
@pytest.mark.parametrize(
    "text", ["<b>加粗</b> & *星* _下_ [链](http://x) `码`", "]]><script>x</script>", "=1+1 @all &lt;"]
)
def test_markup_comes_out_as_text(theatre: Theatre, text: str) -> None:
    owner = theatre.firm()
    theatre.tell(owner, Reply(text, choices=(Choice(text[:20], "s:need"),)))
    theatre.stage.settle()
    assert text in text_shown(theatre, owner)


@only_vendors
def test_a_long_text_comes_in_pieces_in_order(theatre: Theatre) -> None:
    owner = theatre.firm()
    lines = [f"第{number}行，说的是志愿服务的第{number}件事。" for number in range(1, 400)]
    row = theatre.tell(owner, Reply("\n".join(lines)))
    theatre.stage.settle()
    shown = [line for reply in theatre.line.shown(owner) for line in reply.text.splitlines()]
    assert shown == lines
    assert theatre.outbox(row).state == "sent"


@only_with_pictures
def test_a_photo_is_looked_at_and_kept_without_its_place(theatre: Theatre) -> None:
    owner = theatre.firm()
    theatre.say(owner, "帮助")
    assert "图片收到了" in theatre.after(owner, lambda: theatre.line.send_photo(owner, _photo_with_place()))
    (kept,) = _files(theatre, owner)
    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (64, 48)
        assert not picture.getexif()


@only_vendors
def test_what_is_no_photo_is_refused_in_plain_words(theatre: Theatre) -> None:
    owner = theatre.firm()
    answer = theatre.after(owner, lambda: theatre.line.send_photo(owner, b"MZ\x90\x00 not a picture"))
    assert "只能发送照片" in answer
    assert _files(theatre, owner) == []


@only_vendors
@pytest.mark.parametrize("trouble", ["wait", "down"])
def test_what_a_vendor_puts_off_arrives_later_and_once(theatre: Theatre, trouble: str) -> None:
    owner = theatre.firm()
    theatre.fail(trouble)
    row = theatre.tell(owner, Reply("晚一点也会到。"))
    theatre.stage.settle()
    waiting = theatre.outbox(row)
    assert waiting.state == "retry"
    assert waiting.reason != "error in the channel"
    assert waiting.due_at - theatre.clock.now() >= timedelta(seconds=7 if trouble == "wait" else 1)
    theatre.wait(timedelta(minutes=10))
    assert theatre.outbox(row).state == "sent"
    assert [reply.text for reply in theatre.line.shown(owner)] == ["晚一点也会到。"]


@only_vendors
def test_what_a_vendor_will_never_take_is_for_staff_to_see(theatre: Theatre) -> None:
    owner = theatre.firm()
    theatre.fail("broken")
    row = theatre.tell(owner, Reply("发不出去的话。"))
    theatre.stage.settle()
    assert theatre.outbox(row).state == "dead"
    assert theatre.outbox(row).reason != "error in the channel"


@only_vendors
def test_who_cannot_be_reached_here_is_reached_elsewhere(theatre: Theatre) -> None:
    owner = theatre.firm()
    theatre.fail("blocked")
    row = theatre.tell(owner, Reply("换条路走。"))
    theatre.also_on_web(owner)
    theatre.stage.settle()
    assert theatre.outbox(row).state == "sent"
    assert theatre.line.shown(owner) == []


def text_shown(theatre: Theatre, name: str) -> str:
    return "\n".join(reply.text for reply in theatre.line.shown(name))


def _files(theatre: Theatre, name: str) -> list[bytes]:
    mine = select(File.content).join(Account, Account.id == File.account_id)
    with theatre.house.reader.connect() as connection:
        found = connection.execute(mine.where(Account.external_id == theatre.line.account(name)))
        return list(found.scalars())


def _photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (21.0, 16.0, 12.0)}
    picture = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(picture, "JPEG", exif=exif)
    return picture.getvalue()


@where_strangers_write
def test_a_code_binds_and_the_account_before_is_told(theatre: Theatre) -> None:
    expert, newer = theatre.expert("440802", "tax"), theatre.stranger()
    assert "绑定成功" in _bound(theatre, newer, theatre.code_for(expert))
    assert "本年" in theatre.say(newer, "我的进度")
    if theatre.line.name != "terminal":  # which is shown the answers to its own words alone
        assert "已绑定到另一个账号" in theatre.line.shown(expert)[-1].text
    assert "本年" not in theatre.say(expert, "我的进度")


@where_strangers_write
def test_of_two_who_race_for_one_code_one_is_bound(theatre: Theatre) -> None:
    code, racers = theatre.code_for(theatre.expert("440802", "tax")), [theatre.stranger(), theatre.stranger()]
    answers = [_bound(theatre, racer, code) for racer in racers]
    assert ["绑定成功" in answer for answer in answers] == [True, False]


@where_strangers_write
def test_who_is_bound_can_let_go(theatre: Theatre) -> None:
    expert = theatre.expert("440802", "tax")
    theatre.say(expert, "解除绑定")
    assert "已解除" in theatre.choose(expert, "确认")
    assert "本年" not in theatre.say(expert, "我的进度")


def _bound(theatre: Theatre, name: str, code: str) -> str:
    assert "同意" in theatre.say(name, f"绑定 {code}")
    return theatre.choose(name, "同意")


@only_vendors
def test_one_person_on_two_channels_has_one_talk(theatre: Theatre) -> None:
    owner = theatre.firm()
    theatre.say(owner, NEED)
    theatre.also_on_web(owner)
    card = theatre.house.take(Incoming("web", f"home-of-{owner}", f"{owner}:1", "方式改成线上")).result()
    assert "方式：线上" in card.replies[0].plain()
    assert "请再看一遍" in theatre.choose(owner, "确认")
    assert "已发布" in theatre.choose(owner, "确认")
