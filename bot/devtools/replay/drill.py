"""The talk by which a restored database is tried: somebody new tells of a need, sees it, and takes it back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from bot.devtools.replay.files import run

_TALK = """
title: 备份演练
at: {now}
people:
  备份演练企业: {{role: enterprise, enterprise: 备份演练企业, region: "440802"}}
talk:
  - 备份演练企业: 供应商拖欠货款，合同纠纷，想找律师问问
  - bot: [货款, 确认]
  - 备份演练企业: 确认
  - restart: true
  - 备份演练企业: 我的需求
  - bot: [货款]
  - 备份演练企业: 撤回需求
  - bot: [撤回]
"""


def talk_on(engine: Engine, folder: Path, now: datetime) -> list[str]:
    """Play it there, sending nothing to anybody; what did not come as it should, as «file:line …»."""
    file = folder / "drill.yaml"
    file.write_text(_TALK.format(now=f"{now:%Y-%m-%d %H:%M}"), "utf-8")
    return run(file, lambda: engine)
