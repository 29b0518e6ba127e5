"""Settings: defaults, then `config.toml`, then the environment (`YIQI_…`, `YIQI_TELEGRAM__TOKEN`)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.channels.settings import Section
from bot.channels.telegram.settings import Telegram
from bot.channels.wechat.settings import WeChat
from bot.channels.wecom.settings import WeCom
from matching.weights import NAMES, Weights


def _known(weights: Any) -> Any:
    strange = weights.keys() - NAMES if isinstance(weights, dict) else ()
    if strange:
        raise ValueError(f"没有这些权重：{'、'.join(sorted(strange))}")
    return weights


class Settings(BaseSettings):
    """Every setting there is; `config.example.toml` explains each."""

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
    matching: Annotated[Weights, BeforeValidator(_known)] = Weights()
    telegram: Telegram = Telegram()
    wechat: WeChat = WeChat()
    wecom: WeCom = WeCom()

    @property
    def sections(self) -> dict[str, Section]:
        """The channels' tables by name."""
        return {name: value for name, value in self if isinstance(value, Section)}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _chosen)


_chosen = Path("config.toml")


def load(file: Path | None = None) -> Settings:
    """Read the settings; `file` stands in for `config.toml` in the working folder."""
    global _chosen
    _chosen = file or Path("config.toml")
    return Settings()
