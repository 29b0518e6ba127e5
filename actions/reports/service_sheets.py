"""服务记录单 of a need, filled in as far as it is known; or an empty one."""

from __future__ import annotations

from actions.office import Made, NothingToExport, Office
from actions.reports.list_files import fields
from documents.letters.service_sheet import ServiceSheet, file_name, service_sheet
from programme.jurisdiction import covers
from storage.queries.reports.listed import need_for_sheet

_EMPTY = "空白"


def sheet(office: Office, need_id: int | None) -> list[Made]:
    """The sheet of this need; an empty one where none is named."""
    one = _of_need(office, need_id) if need_id else ServiceSheet(_EMPTY, office.centre.name)
    office.exported("service_sheet", need_id or 0)
    return [Made(service_sheet(one, office.now), file_name(one))]


def _of_need(office: Office, need_id: int) -> ServiceSheet:
    found = need_for_sheet(office.work.connection, need_id)
    if found is None or not covers(office.region, found.region):
        raise NothingToExport(f"辖区里没有 {need_id} 号需求。")
    return ServiceSheet(
        number=f"XQ-{found.created_at.astimezone(office.now.tzinfo).year}-{found.id:05}",
        centre=office.centre.name,
        fields=fields(found.domains),
        form=found.form or "",
        enterprise=found.enterprise,
        expert=found.expert,
        need=found.text,
    )
