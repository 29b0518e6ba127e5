"""The console's page of an activity: who comes and who was there, the codes, the photos; without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from programme.activities import TRAINING
from storage.tables import Account, Activity, Attendance, Audit, File, Outbox, Qualification
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import Desk, at_desk, open_desks, words

PHOTO = (Path(__file__).parents[1] / "payloads" / "photos" / "hall.jpg").read_bytes()
SITE = "https://yiqi.example.cn"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site whose centre says where its pages are."""
    centre = {"region": "440800", "name": "湛江市中小企业服务中心", "site": SITE}
    with serving(tmp_path, centres=(centre,)) as site:
        yield site


@pytest.fixture
def ids(site: Site) -> dict[str, int]:
    """Offices, and an activity of today: one is signed up, one waits."""
    found = open_desks(site)

    def put(work: UnitOfWork) -> int:
        one = Activity(
            kind="event", title="税收优惠沙龙", held_on=MONDAY.date(), place="园区会议室", region="440881", holder="expert",
            holder_id=found["expert peng"], person_id=found["peng"], begins=840, finishes=960, capacity=1, door_code="4831", created_at=MONDAY,
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        for who, state in (("shop", "signed_up"), ("mill", "waiting")):
            work.session.add(
                Attendance(
                    activity_id=one.id, holder="person", holder_id=found[who], person_id=found[who], state=state, changed_at=MONDAY
                )
            )  # fmt: skip
        account = work.session.scalars(select(Account.id).where(Account.person_id == found["peng"])).first()
        for key in ("first", "second"):
            work.session.add(
                File(key=key, account_id=account, media_type="image/jpeg", content=PHOTO, created_at=MONDAY)
            )
        one.photos = ["first", "second"]
        return one.id

    return found | {"event": site.app.database.write(put).result()}


def acts(html: str) -> list[dict[str, str]]:
    """The fields of every form that does something at one tap."""
    forms = re.findall(r'action="/console/do">(.*?)</form>', html, re.DOTALL)
    return [dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', form)) for form in forms]


def one_act(desk: Desk, path: str, **fields: str) -> dict[str, str]:
    """The one act of a page with these fields."""
    (found,) = [each for each in acts(desk.get(path)) if fields.items() <= each.items()]
    return found


def test_who_comes_waits_and_was_there_is_put_down_by_taps(site: Site, ids: dict[str, int]) -> None:
    desk, path = at_desk(site, "tan"), f"/activities/{ids['event']}"
    shown = words(desk.get(path))
    for piece in (
        "税收优惠沙龙",
        "14:00–16:00",
        "志愿专家 彭建业",
        "报名 1 人",
        "排队 1 人",
        "4831",
        "1 人还没签到",
    ):
        assert piece in shown, piece
    assert "13700002222" not in shown
    said = desk.do(**one_act(desk, path, act="check_in", person=str(ids["shop"])))
    assert "周海燕签到了" in said
    assert "到场 1 人" in words(said)
    said = desk.do(**one_act(desk, path, act="absent", person=str(ids["shop"])))
    assert "周海燕记作没来" in said
    assert "1 人没来" in words(said)
    with site.app.database.read() as connection:
        deeds = connection.execute(select(Audit.deed).where(Audit.subject == "activity")).scalars().all()
    assert {"check_in", "mark_absent"} <= set(deeds)


def test_all_who_did_not_check_in_are_put_down_at_once_and_who_came_is_asked(
    site: Site, ids: dict[str, int]
) -> None:
    desk, path = at_desk(site, "tan"), f"/activities/{ids['event']}"
    said = desk.do(**one_act(desk, path, act="put_down", rest="came"))
    assert "1 人到场" in said
    assert "已举办" in words(said)
    with site.app.database.read() as connection:
        asked = connection.execute(select(Outbox.person_id).where(Outbox.kind == "event_rate")).scalars()
        assert list(asked) == [ids["shop"]]


@pytest.mark.parametrize("rest", ["came", "absent"])
def test_who_is_known_to_have_been_away_stays_so_when_the_rest_is_put_down(
    site: Site, ids: dict[str, int], rest: str
) -> None:
    desk, path = at_desk(site, "tan"), f"/activities/{ids['event']}"
    desk.do(**one_act(desk, path, act="absent", person=str(ids["shop"])))

    def another(work: UnitOfWork) -> None:
        row = {"activity_id": ids["event"], "holder": "person", "state": "signed_up", "changed_at": MONDAY}
        work.session.add(Attendance(**row, holder_id=ids["peng"], person_id=ids["peng"]))

    site.app.database.write(another).result()
    desk.do(**one_act(desk, path, act="put_down", rest=rest))
    with site.app.database.read() as connection:
        found = select(Attendance.state).where(Attendance.person_id == ids["shop"])
        assert connection.execute(found).scalar_one() == "absent"


def test_who_is_put_down_at_the_door_of_a_training_has_been_trained(site: Site, ids: dict[str, int]) -> None:
    def trains(work: UnitOfWork) -> None:
        work.session.get_one(Activity, ids["event"]).sort = TRAINING
        held = select(Qualification).where(
            Qualification.holder == "expert", Qualification.holder_id == ids["expert peng"]
        )
        work.session.scalars(held).one().awaits_training = True
        row = {"activity_id": ids["event"], "holder": "person", "state": "signed_up", "changed_at": MONDAY}
        work.session.add(Attendance(**row, holder_id=ids["peng"], person_id=ids["peng"], part="guest"))

    site.app.database.write(trains).result()
    desk, path = at_desk(site, "tan"), f"/activities/{ids['event']}"
    desk.do(**one_act(desk, path, act="check_in", person=str(ids["peng"])))
    with site.app.database.read() as connection:
        waiting = select(Qualification.id).where(Qualification.awaits_training)
        assert connection.execute(waiting).first() is None
        told = connection.execute(select(Outbox.person_id).where(Outbox.kind == "trained")).scalars()
        assert list(told) == [ids["peng"]]


def test_the_codes_are_pictures_that_open_the_chat(site: Site, ids: dict[str, int]) -> None:
    desk, here = at_desk(site, "tan"), f"/console/activities/{ids['event']}"
    assert f"{here}/signup.png" in desk.get(f"/activities/{ids['event']}")
    for name, words_of in (("signup", f"报名 {ids['event']} 号活动"), ("door", "签到 4831")):
        picture = desk.client.get(f"{here}/{name}.png")
        assert picture.headers["content-type"] == "image/png"
        (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture.content)))
        address = urlsplit(code.text)
        assert f"{address.scheme}://{address.netloc}" == SITE
        opened = site.client().get(f"{address.path}?{address.query}")
        assert opened.status_code == 303
        (said,) = parse_qs(urlsplit(opened.headers["location"]).fragment)["say"]
        assert said == words_of


def test_photos_are_small_in_the_list_and_shown_to_all_only_once_agreed(
    site: Site, ids: dict[str, int]
) -> None:
    desk, path = at_desk(site, "tan"), f"/activities/{ids['event']}"
    public = f"/events/{ids['event']}"
    assert "没有问过能不能公开" in desk.get(path)
    small = desk.client.get(f"/console{path}/photos/1?small")
    assert max(Image.open(BytesIO(small.content)).size) <= 320
    assert desk.client.get(f"/console{path}/photos/1").content == PHOTO
    refused = desk.do(act="show_photo", event=str(ids["event"]), place="1", back=f"/console{path}")
    assert "还没说照片里的人都同意" in refused
    assert site.client().get(f"{public}/photos/1").status_code == 404

    def agree(work: UnitOfWork) -> None:
        work.session.get_one(Activity, ids["event"]).photos_agreed = ["first", "second"]

    site.app.database.write(agree).result()
    assert "公开了" in desk.do(**one_act(desk, path, act="show_photo", place="1"))
    shown = site.client().get(public).text
    assert f"{public}/photos/1" in shown
    assert f"{public}/photos/2" not in shown
    assert site.client().get(f"{public}/photos/1").content == PHOTO
    assert site.client().get(f"{public}/photos/2").status_code == 404
    assert "收回来了" in desk.do(**one_act(desk, path, act="hide_photo", place="1"))
    assert site.client().get(f"{public}/photos/1").status_code == 404
    desk.do(**one_act(desk, path, act="show_photo", place="2"))
    assert "都收回来了" in desk.do(**one_act(desk, path, act="hide_photos"))
    assert site.client().get(f"{public}/photos/2").status_code == 404
    assert "删掉了" in desk.do(**one_act(desk, path, act="take_out_photo", place="2"))
    with site.app.database.read() as connection:
        assert connection.execute(select(File.key).where(File.key == "second")).first() is None


def test_another_place_has_neither_page_nor_photo_nor_code(site: Site, ids: dict[str, int]) -> None:
    desk, path = at_desk(site, "far"), f"/activities/{ids['event']}"
    for address in (path, f"{path}/photos/1", f"{path}/signup.png", f"{path}/door.png"):
        desk.get(address, 404)
    about = {"event": str(ids["event"]), "person": str(ids["shop"])}
    assert "签到了" not in desk.do(act="check_in", **about, back="/console")
    with site.app.database.read() as connection:
        assert list(connection.execute(select(Attendance.state)).scalars()) == ["signed_up", "waiting"]


def test_before_its_day_nobody_is_put_down(site: Site, ids: dict[str, int]) -> None:
    def later(work: UnitOfWork) -> None:
        work.session.get_one(Activity, ids["event"]).held_on = MONDAY.date() + timedelta(days=2)

    site.app.database.write(later).result()
    desk, path = at_desk(site, "tan"), f"/activities/{ids['event']}"
    assert [
        each for each in acts(desk.get(path)) if each.get("act") in ("check_in", "absent", "put_down")
    ] == []
    said = desk.do(act="check_in", event=str(ids["event"]), person=str(ids["shop"]), back=f"/console{path}")
    assert "当天起才能登记" in said
