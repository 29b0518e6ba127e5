"""`yiqi talks read`: a talk as its people lived it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.commands import main

TALK = """
title: 没人能接
at: 2026-03-02 10:10
people:
  张厂长: {role: enterprise, enterprise: 湛江蓝湾海鲜加工厂, region: "440802"}
  小赵: {role: staff, jurisdiction: "440800"}
talk:
  - 张厂长: 想注册一个商标，怕别人抢注
  - 张厂长: {choose: 确认}
  - wait: 27h
  - bot to 张厂长: [还没有人接]
"""


def read(folder: Path, talk: str) -> tuple[int, list[str]]:
    file = folder / "talk.yaml"
    file.write_text(talk, encoding="utf-8")
    found = CliRunner().invoke(main, ["talks", "read", str(file)])
    return found.exit_code, found.output.split("\n")


def test_a_talk_is_printed_as_it_arrives_with_buttons_and_times(tmp_path: Path) -> None:
    code, lines = read(tmp_path, TALK)
    assert code == 0
    begin = lines.index("══ 没人能接")
    assert lines[begin + 1 : begin + 4] == [
        "张厂长（企业 湛江蓝湾海鲜加工厂）、小赵（工作人员）",
        "—— 2026年3月2日 周一 10:10",
        "张厂长：想注册一个商标，怕别人抢注",
    ]
    assert "张厂长：〔点 确认〕" in lines
    to_staff = next(n for n, line in enumerate(lines) if line.startswith("   → 小赵　1 号需求无人应答"))
    assert "[指派 1 号]" in "".join(lines[to_staff : to_staff + 8])
    next_day = lines.index("—— 2026年3月3日 周二 11:00")
    assert lines[next_day + 1].startswith("   → 张厂长　您的 1 号需求")


def test_a_talk_that_does_not_go_as_written_is_said_to(tmp_path: Path) -> None:
    code, lines = read(tmp_path, TALK.replace("还没有人接", "已有人接"))
    assert code == 1
    assert any(line.startswith("FAIL") for line in lines)
