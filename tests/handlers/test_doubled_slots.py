"""No form has two slots of one name, under no pack: the second would never be shown, changed or come back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.devtools.opened import open_app
from handlers.engine.catalogue import catalogue
from handlers.engine.form import DoubledSlot
from programme.packs import available, load_pack
from tests import newest
from tests.handlers.conftest import NOW
from tests.handlers.refusals.furniture import furnish
from tests.handlers.refusals.scene import Scene
from tests.handlers.refusals.test_applications import application
from tests.handlers.stage import Stage

SELF_PORTRAIT = "湛江海东科技产业园，在坡头区，成立5年，去年服务企业200家，专职人员12人，提供法律服务，联系人陈敏 13800000000"


@pytest.fixture
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """One person of each role, in a centre under the pack that the test asks for."""
    app = open_app(newest.sqlite(tmp_path / "scene.db"), request.param, StoppedClock(NOW))
    furnish(app)
    yield Scene(Stage(app))
    app.close()


@pytest.mark.parametrize("pack", available())
def test_no_form_has_two_slots_of_one_name(pack: str) -> None:
    forms = catalogue().with_pack(load_pack(pack)).forms.values()
    for names in ([slot.name for slot in form.slots] for form in forms):
        assert len(names) == len(set(names))


def test_a_doubled_slot_is_an_error() -> None:
    form = catalogue().forms["diary"]
    with pytest.raises(DoubledSlot, match=f"diary.*{form.slots[0].name}"):
        replace(form, of_pack=lambda rules: form.slots[:1]).with_pack(load_pack("national-2023"))


@pytest.mark.parametrize("scene", ["national-2023"], indirect=True)
def test_a_station_reads_its_services_once_and_changes_them(scene: Scene) -> None:
    scene.says("guest", "申请工作站")
    scene.says("guest", SELF_PORTRAIT)
    for answer in ("是", "是", "是", "是", "都不是"):
        card = scene.says("guest", answer)
    assert "服务类别：法律" in card
    assert "擅长领域" not in card
    scene.says("guest", "修改")
    scene.says("guest", "服务类别")
    changed = scene.says("guest", "融资")
    assert "服务类别：信贷融资" in changed


@pytest.mark.parametrize("scene", ["hebei-2020"], indirect=True)
def test_a_station_comes_back_to_its_own_paper(scene: Scene) -> None:
    application(kind="station", pack="hebei-2020", name="海东科技产业园")(scene)
    scene.says("guest", "补材料")
    asked = scene.says("guest", "同意")
    assert "工作站”申请表" in asked
    assert "营业执照" in scene.says("guest", "跳过")
    assert scene.says("guest", "返回") == asked
