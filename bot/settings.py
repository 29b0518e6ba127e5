"""Settings: defaults, then `config.toml`, then the environment (`YIQI_…`, `YIQI_TELEGRAM__TOKEN`)."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, create_model, model_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy import Engine

from bot.channels.found import channel_settings
from bot.channels.settings import ChannelSettings
from bot.channels.sms.settings import SmsSettings
from matching.meaning import FINE, Encoder, chosen
from matching.weights import Weights
from programme.centres import Centre
from programme.packs import Kind
from programme.retention import Retention
from storage.encryption.sources import KeyCommand, KeyFile, Source, keyring_of, source_beside
from storage.engine import make_engine
from web.guard import Limits

FILE = Path("config.toml")
OLD_PACK = (
    'pack 这一行现在写成 programmes：删掉它，改写 programmes = [{{ pack = "{0}" }}]；几级的办法一起用，就一个一个列在里面'
    '（环境变量 YIQI_PACK 也改成 YIQI_PROGRAMMES=\'[{{"pack": "{0}"}}]\'）'
    ' / pack is written as programmes = [{{ pack = "{0}" }}] now'
)


@dataclass(frozen=True, slots=True)
class Matching(Weights):
    """What each thing counts for, the encoder that tells what needs and experts' phrases mean, and the file of weights of
    evidence that the centre has learned (`yiqi weights learn`)."""

    meaning: Literal["auto", "fine", "quick"] = "auto"
    learned: str = "learned-weights.json"


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """A programme that is run here: its pack (a name, or a file), where (GB/T 2260), for whom, from which day on.

    What is left out is the pack's own region, all kinds that it speaks of, and always.
    """

    pack: str
    region: str | None = None
    kinds: tuple[Kind, ...] | None = None
    since: date | None = None


def _none_strange(given: Any, table: type[Matching] | type[Limits], what: str) -> None:
    if strange := given.keys() - {one.name for one in fields(table)}:
        raise ValueError(f"没有这些{what}：{'、'.join(sorted(strange))}")


def _known_limits(given: Any) -> Any:
    if isinstance(given, dict):
        _none_strange(given, Limits, "限量")
    return given


def _positive(limits: Limits) -> Limits:
    """Nothing an hour would be a limit for ever."""
    named = {one.name: getattr(limits, one.name) for one in fields(limits) if one.name != "enabled"}
    pairs = {name: value if isinstance(value, tuple) else (value,) for name, value in named.items()}
    if wrong := [name for name, value in pairs.items() if min(value) <= 0]:
        raise ValueError(f"{'、'.join(wrong)} 要大于零；不想限量就写 enabled = false")
    return limits


def _known(given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    _none_strange(given, Matching, "权重")
    if given.get("meaning") == FINE.name and not FINE.installed:
        raise ValueError("meaning = \"fine\" 要先安装：pip install 'yiqi[fine]'；没装就写 auto")
    return given


class Settings(BaseSettings):
    """Every setting but the channels' own; `config.example.toml` explains each. The constructor reads nothing."""

    model_config = SettingsConfigDict(
        env_prefix="YIQI_", env_nested_delimiter="__", extra="forbid", hide_input_in_errors=True
    )

    database: str = "sqlite:///yiqi.db"
    keys: str = ""
    keys_command: str = ""
    programmes: Annotated[tuple[ProgrammeEntry, ...], Field(min_length=1)] = (
        ProgrammeEntry("national-2023"),
    )
    host: str = "127.0.0.1"
    port: int = 8000
    worker_port: int = 0
    site: str = ""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    semantic: bool = True
    vocabulary: str = ""
    calendar: str = ""
    monitors: tuple[str, ...] = ("127.0.0.1", "::1")
    drain_seconds: Annotated[float, Field(ge=0, le=5)] = 0.0
    secure_cookies: bool = True
    tick_seconds: int = 30
    ship_to: str = ""
    ship_seconds: Annotated[float, Field(ge=0, le=60)] = 2.0
    ship_key: str = ""
    breath_seconds: Annotated[float, Field(ge=0, le=10)] = 2.0
    centres: tuple[Centre, ...] = ()
    sms: SmsSettings = SmsSettings()
    limits: Annotated[Limits, BeforeValidator(_known_limits), AfterValidator(_positive)] = Limits()
    retention: Retention = Retention()
    matching: Annotated[Matching, BeforeValidator(_known)] = Matching()

    @model_validator(mode="before")
    @classmethod
    def _told_of_programmes(cls, given: Any) -> Any:
        """The one line of former installations, with what to write in its place."""
        if isinstance(given, dict) and "pack" in given:
            raise ValueError(OLD_PACK.format(given["pack"]))
        return given

    @property
    def keys_source(self) -> Source:
        """Where the data keys are."""
        if self.keys_command:
            return KeyCommand(self.keys_command)
        return KeyFile(Path(self.keys)) if self.keys else source_beside(self.database)

    @property
    def engine(self) -> Engine:
        """An engine for the database, with its keys."""
        return make_engine(self.database, keyring_of(self.keys_source))

    @property
    def encoder(self) -> Encoder | None:
        """What tells meanings in matching; none where sentence vectors are forgone."""
        return chosen(self.matching.meaning) if self.semantic else None

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
    if old := os.environ.get("YIQI_PACK"):
        given |= {"pack": old}
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
