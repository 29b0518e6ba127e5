"""An applicant's papers over HTTP: for those who may review them, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.channels.web.adapter import hashed
from bot.devtools.fixtures import Actor, enter
from storage.tables import Account, Application, Audit
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import Guest, Site, serving
from tests.web.test_uploads import picture, upload
from web.slots import SECRET

STAFF = {
    "reviewer-zhao": Actor("小赵", "staff", jurisdiction="440800", staff_roles=("reviewer",)),
    "operator-qian": Actor("小钱", "staff", jurisdiction="440800", staff_roles=("operator",)),
    "outside-wu": Actor("小吴", "staff", jurisdiction="130100"),
}
APPLICATION = (
    "我想申请当志愿专家",
    "同意",
    "何志强，在湛江精工机械厂做总工程师，本科，做企业服务8年，擅长智能制造和数字化，手机13800001234",
    "确认",
    "补材料",
    "同意",
)
PAPER = "papers/1/1"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site where somebody has applied and sent a picture of a paper."""
    with serving(tmp_path_factory.mktemp("papers")) as site:
        site.app.database.write(lambda work: _staff(work, site)).result()
        applicant = site.newcomer()
        for text in APPLICATION:
            assert applicant.say(text).status_code == 200
        assert upload(applicant, picture("JPEG")).status_code == 200
        assert applicant.say("跳过").status_code == 200
        yield site


def _staff(work: UnitOfWork, site: Site) -> None:
    for slot, actor in STAFF.items():
        enter(work, actor, [("web", slot)], site.app.rules, site.app.clock.now())
        work.flush()
        account = work.session.scalars(select(Account).where(Account.external_id == slot)).one()
        account.secret_hash = hashed(slot)


def _member(site: Site, slot: str) -> Guest:
    client = site.client()
    client.cookies.set(SECRET, slot, path=f"/chat/{slot}/")
    return Guest(client, f"/chat/{slot}/")


def _looks(site: Site) -> int:
    with site.app.database.read() as connection:
        found = connection.execute(select(Audit.id).where(Audit.deed == "open_paper"))
        return len(found.all())


def test_the_reviewer_opens_what_the_talk_links_to_and_the_look_is_on_record(reviewed: Site) -> None:
    reviewer = _member(reviewed, "reviewer-zhao")
    reviewer.say("看材料")
    assert f'"links": [["《中小企业志愿服务专家申请表》", "{PAPER}"]]' in reviewer.lines()[-1][1]
    before = _looks(reviewed)
    shown = reviewer.client.get(f"{reviewer.home}{PAPER}")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["cache-control"] == "no-store"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert _looks(reviewed) == before + 1


@pytest.mark.parametrize("slot", ["operator-qian", "outside-wu"])
def test_other_staff_are_refused_and_leave_no_trace_of_a_look(reviewed: Site, slot: str) -> None:
    member, before = _member(reviewed, slot), _looks(reviewed)
    refused = member.client.get(f"{member.home}{PAPER}")
    assert refused.status_code == 403
    assert any("一" <= char <= "鿿" for char in refused.json()["error"])
    assert _looks(reviewed) == before


def test_strangers_and_the_wrong_cookie_are_refused(reviewed: Site) -> None:
    stranger = reviewed.newcomer()
    assert stranger.client.get(f"{stranger.home}{PAPER}").status_code == 403
    assert stranger.client.get(f"/chat/reviewer-zhao/{PAPER}").status_code == 403
    assert _member(reviewed, "nobody").client.get(f"/chat/nobody/{PAPER}").status_code == 403


@pytest.mark.parametrize("path", ["papers/1/2", "papers/1/0", "papers/99/1"])
def test_a_paper_that_is_not_there_is_refused(reviewed: Site, path: str) -> None:
    reviewer = _member(reviewed, "reviewer-zhao")
    assert reviewer.client.get(f"{reviewer.home}{path}").status_code == 403


def test_nobody_looks_at_their_own_as_a_reviewer(reviewed: Site) -> None:
    """The last test of the site: from here on the application is the reviewer's."""

    def take_over(work: UnitOfWork) -> None:
        account = work.session.scalars(select(Account).where(Account.external_id == "reviewer-zhao")).one()
        work.session.get_one(Application, 1).person_id = account.person_id

    reviewed.app.database.write(take_over).result()
    reviewer = _member(reviewed, "reviewer-zhao")
    refused = reviewer.client.get(f"{reviewer.home}{PAPER}")
    assert refused.status_code == 403
    assert "本人" in refused.json()["error"]
