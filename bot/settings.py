"""Settings: defaults, then `config.toml`, then the environment (`YIQI_…`, `YIQI_TELEGRAM__TOKEN`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, create_model
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.channels.found import channel_settings
from bot.channels.settings import ChannelSettings
from matching.weights import NAMES, Weights
from programme.centres import Centre

FILE = Path("config.toml")


def _known(weights: Any) -> Any:
    strange = weights.keys() - NAMES if isinstance(weights, dict) else ()
    if strange:
        raise ValueError(f"没有这些权重：{'、'.join(sorted(strange))}")
    return weights


class Settings(BaseSettings):
    """Every setting but the channels' own; `config.example.toml` explains each. The constructor reads nothing."""

    model_config = SettingsConfigDict(
        env_prefix="YIQI_", env_nested_delimiter="__", extra="forbid", hide_input_in_errors=True
    )

    database: str = "sqlite:///yiqi.db"
    pack: str = "national-2023"
    host: str = "127.0.0.1"
    port: int = 8000
    semantic: bool = True
    vocabulary: str = ""
    calendar: str = ""
    secure_cookies: bool = True
    tick_seconds: int = 30
    breath_seconds: Annotated[float, Field(ge=0, le=10)] = 2.0
    centres: tuple[Centre, ...] = ()
    matching: Annotated[Weights, BeforeValidator(_known)] = Weights()

    @property
    def channels(self) -> dict[str, ChannelSettings]:
        """The channels' tables by name."""
        return {name: value for name, value in self if isinstance(value, ChannelSettings)}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def load(file: Path | None = None) -> Settings:
    """Read the settings; `file` stands in for `config.toml` in the working folder, which may be missing."""
    model = with_channels()
    given = tomllib.loads(file.read_text("utf-8")) if (file := file or FILE).is_file() else {}
    return model(**_merged(given, EnvSettingsSource(model)()))


@cache
def with_channels() -> type[Settings]:
    """The settings with a table for each channel that there is."""
    tables: dict[str, Any] = {name: (table, table()) for name, table in channel_settings().items()}
    return create_model("Settings", __base__=Settings, **tables)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Two nested tables as one; where both have a value, that of `above`."""
    both = {
        name: _merged(below[name], value)
        for name, value in above.items()
        if isinstance(value, dict) and isinstance(below.get(name), dict)
    }
    return below | above | both
