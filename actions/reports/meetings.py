"""签到表 and 参会名单 of an activity, for staff; each audited."""

from __future__ import annotations

from collections.abc import Collection

from actions.office import Made, NothingToExport, Office, in_a_name
from actions.reports.list_files import Form, files
from actions.titles.lists import sign_in_of
from documents.annexes.sign_in import SignIn, meeting_list, sign_in_sheet
from programme.jurisdiction import covers
from storage.queries.activities.events import event


def sign_in(office: Office, event_id: int) -> list[Made]:
    """The sheet that guests sign, phones masked."""
    one = _guests(office, event_id)
    office.exported("sign_in", event_id, rows=len(one.guests))
    return [
        Made(
            sign_in_sheet(one, office.now),
            f"签到表_{in_a_name(one.title)}_{one.on:%Y%m%d}.docx",
            len(one.guests),
        )
    ]


def meeting(office: Office, event_id: int, forms: Collection[Form]) -> list[Made]:
    """Who comes, with their phones, for staff alone."""
    one = _guests(office, event_id)
    rows = len(one.guests)
    office.exported("meeting", event_id, rows=rows)
    return files(meeting_list(one), rows, f"参会名单_{in_a_name(one.title)}_{one.on:%Y%m%d}", forms, office)


def _guests(office: Office, event_id: int) -> SignIn:
    found = event(office.work, event_id)
    if found is None or not covers(office.region, found.region):
        raise NothingToExport(f"辖区里没有 {event_id} 号活动。")
    one = sign_in_of(office.work, event_id, office.centre.name)
    assert one is not None
    return one
