"""What reached nobody is seen by the staff of the place, and by nobody else; each letter is seen to once."""

from __future__ import annotations

from actions.notify import Addressed, notify
from actions.people.notices import Unbound
from bot.app import App
from bot.devtools.fixtures import Actor, enter
from storage.tables import Account, Outbox
from tests.contracts.crowd import FIRM, arrive, rows, say

INSIDE, OUTSIDE = "小赵", "外地吴"


def unreachable(app: App) -> int:
    """A firm's person whose only account is on a channel that is not open."""
    known = [("telegram", "张厂长")]
    person = app.database.write(lambda work: enter(work, FIRM, known, app.rules, app.clock.now())).result()
    app.database.write(
        lambda work: notify(work, [Addressed(person, Unbound(), "news")], app.clock.now())
    ).result()
    app.scheduler.deliver_now()
    return person


def staff(app: App) -> None:
    arrive(app, Actor(INSIDE, "staff", jurisdiction="440800"))
    arrive(app, Actor(OUTSIDE, "staff", jurisdiction="130100"))


def test_staff_of_the_place_see_whom_to_call_and_nobody_else_does(app: App) -> None:
    staff(app)
    unreachable(app)
    assert "1 号 张厂长" in (seen := say(app, INSIDE, "死信"))
    assert "请打电话" in seen
    assert "您的身份绑到了另一个账号" in seen
    assert say(app, OUTSIDE, "死信") == "没有送不到的消息。"
    assert "不在您的辖区内" in say(app, OUTSIDE, "已告知 1")
    assert "没有送不到的消息" not in say(app, INSIDE, "死信", "again")


def test_a_letter_is_noted_as_told_once_however_often_it_is_said(app: App) -> None:
    staff(app)
    unreachable(app)
    assert "已记为张厂长知道了" in say(app, INSIDE, "已告知 1", "one")
    assert "已经处理过" in say(app, INSIDE, "已告知 1", "two")
    assert "没有送不到的消息" in say(app, INSIDE, "死信", "three")
    assert rows(app, Outbox, Outbox.key == "news", Outbox.state == "told") == 1


def test_a_letter_is_sent_again_once_there_is_a_way(app: App) -> None:
    staff(app)
    person = unreachable(app)
    account = Account(channel="web", external_id="新号", person_id=person, created_at=app.clock.now())
    app.database.write(lambda work: work.session.add(account)).result()
    assert "已重新排队" in say(app, INSIDE, "再发 1")
    app.scheduler.deliver_now()
    assert rows(app, Outbox, Outbox.key == "news", Outbox.state == "sent") == 1
