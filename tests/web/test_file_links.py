"""A file by a link that ends: fetched by whoever has it, for a day, and never shown as a page."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import select

from actions.titles.paper_links import LASTS, link_to_file
from storage.tables import Account, File
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site

CONTENT = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def test_it_is_fetched_while_the_link_is_good(own_site: Site) -> None:
    def keep(work: UnitOfWork) -> str:
        account = work.session.scalars(select(Account.id)).first()
        kept = {"media_type": "text/calendar", "content": CONTENT, "created_at": MONDAY}
        work.session.add(File(key="made:one", account_id=account, **kept))
        work.session.flush()
        return link_to_file(work, "made:one", "https://yiqi.example.cn/", own_site.clock.now())

    path = urlsplit(own_site.app.database.write(keep).result()).path
    answer = own_site.client().get(path)
    assert answer.content == CONTENT
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == 'attachment; filename="yiqi.ics"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert own_site.client().get(path.replace("/files/", "/papers/")).status_code == 404
    assert own_site.client().get(f"{path[:-3]}AAA").status_code == 404
    own_site.clock.at += LASTS + timedelta(minutes=1)
    over = own_site.client().get(path)
    assert (over.status_code, "链接已失效" in over.text) == (404, True)
