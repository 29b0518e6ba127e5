"""A channel's settings, one file each: a table of its own in `config.toml`, and what can be wrong in it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """The settings of one channel; everything is off until `enabled`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False

    def faults(self) -> list[str]:
        """What is wrong, a line each: which setting, what of it, where in the vendor's console to find it."""
        raise NotImplementedError
