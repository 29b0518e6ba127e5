"""JSON lines in, JSON lines out."""

import io
import json

from bot.commands.understand import understand
from handlers.engine.context import ReaderOptions


def test_a_broken_line_says_so_and_the_rest_goes_on() -> None:
    good = json.dumps(
        {
            "id": "a",
            "text": "昨天在赤坎区给3家企业讲了两个半小时税务政策",
            "said_at": "2026-03-02T09:00:00+08:00",
            "home": None,
        }
    )
    out = io.StringIO()
    understand("diary", ["{broken", '{"id": "b"}', "[]", good], out, ReaderOptions(deep=True))
    broken, lacking, listed, read = map(json.loads, out.getvalue().splitlines())
    assert "error" in broken
    assert "error" in listed
    assert lacking["id"] == "b"
    assert "error" in lacking
    assert (read["id"], read["date"], read["hours"], read["enterprises"], read["region"]) == (
        "a",
        "2026-03-01",
        2.5,
        3,
        "440802",
    )


def test_needs_need_no_time() -> None:
    out = io.StringIO()
    understand("need", ['{"text": "员工没签劳动合同要双倍工资"}'], out, ReaderOptions(deep=True))
    assert json.loads(out.getvalue())["domain"] == "hr"


def test_wishes_take_a_role_and_what_is_open() -> None:
    out = io.StringIO()
    rows = [
        {"text": "可以", "role": "expert", "context": ["offer"]},
        {"text": "谢谢老师", "role": "guest"},
        {"text": "可以"},
    ]
    understand("intent", map(json.dumps, rows), out, ReaderOptions(deep=True))
    accepted, thanked, lacking = map(json.loads, out.getvalue().splitlines())
    assert accepted == {"intent": "offer.accept", "sure": True, "also": []}
    assert thanked["intent"] == "smalltalk"
    assert "error" in lacking
