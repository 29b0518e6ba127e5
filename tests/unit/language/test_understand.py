"""JSON lines in, JSON lines out."""

import io
import json

from bot.understand import understand


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
    understand("diary", ["{broken", '{"id": "b"}', "[]", good], out)
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
    understand("need", ['{"text": "员工没签劳动合同要双倍工资"}'], out)
    assert json.loads(out.getvalue())["domain"] == "hr"
