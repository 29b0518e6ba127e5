"""What in the settings would be unsafe to serve with, a line each: which setting, what is wrong, what to write."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.channels.settings import AT_HOME, ChannelSettings, is_safe
from bot.settings import Settings
from handlers.engine.catalogue import catalogue

DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")
SHORTEST_PASSWORD = 8


def unsafe(settings: Settings) -> list[str]:
    """The faults of all that is no channel's."""
    return [
        *_served(settings),
        *_proxies(settings),
        *_monitors(settings),
        *_database(settings.database),
        *_written(settings.channels),
        *([] if settings.sms.enabled else settings.sms.faults()),
    ]


def _written(channels: Mapping[str, ChannelSettings]) -> list[str]:
    """Kinds of notices that go in writing, and are none."""
    named = {
        f"{table}.{name}": frozenset(getattr(channels[table], name))
        for table, name in (("sms", "notices"), ("email", "kinds"))
        if table in channels
    }
    strange = {where: sorted(kinds - catalogue().notices.keys()) for where, kinds in named.items()}
    return [f"{where}：没有这种通知：{'、'.join(kinds)}。" for where, kinds in strange.items() if kinds]


def _served(settings: Settings) -> list[str]:
    found = []
    if not 1 <= settings.port <= 65535:
        found.append(f"port：{settings.port} 不是端口，写 1 到 65535 之间的数，例如 8000。")
    if settings.host not in AT_HOME and not settings.secure_cookies:
        found.append(
            f"secure_cookies：{settings.host} 别的机器也连得上，登录凭证会明文传。写 secure_cookies = true，"
            '前面放 HTTPS 反向代理；只在本机试用就写 host = "127.0.0.1"。'
        )
    if settings.site and not is_safe(settings.site):
        found.append("site：应当是网页的公网地址，https:// 开头，例如 https://yiqi.example.cn。")
    if settings.tick_seconds < 1:
        found.append("tick_seconds：要是 1 秒以上，例如 30。")
    return found


def _proxies(settings: Settings) -> list[str]:
    """Whoever is believed where people come from: a whole internet of them would make limits by address a joke."""
    return [
        f"proxies：{one} 不是反向代理的 IP 地址；不要写 *，谁都能自称从哪里来。"
        for one in settings.proxies
        if not _is_address(one)
    ]


def _monitors(settings: Settings) -> list[str]:
    """The networks may be as wide as wanted: what they see is nobody's own."""
    return [f"monitors：{one} 不是 IP 地址或网段。" for one in settings.monitors if not _is_network(one)]


def _is_network(one: str) -> bool:
    try:
        return bool(ip_network(one, strict=False))
    except ValueError:
        return False


def _is_address(one: str) -> bool:
    try:
        return ip_network(one).prefixlen >= 8 if "/" in one else bool(ip_address(one))
    except ValueError:
        return False


def _database(address: str) -> list[str]:
    url = _url(address)
    if url is None:
        return ["database：不是数据库地址，例如 sqlite:///yiqi.db。"]
    if url.drivername not in DRIVERS:
        return [f"database：没有 {url.drivername} 这种数据库，写 sqlite:///文件 或 postgresql+psycopg://…"]
    if url.get_backend_name() == "sqlite":
        folder = Path(url.database or "").parent
        missing = url.database not in (None, "", ":memory:") and not folder.is_dir()
        return [f"database：没有文件夹 {folder}，先建好。"] if missing else []
    if "password" in url.query:
        return ["database：密码要写在 用户:密码@ 里，写在问号后面会进日志。"]
    return _password(str(url.password or ""), url.host or "")


def can_be_database(address: str) -> bool:
    """Whether Yiqi can be on what this is the address of."""
    url = _url(address)
    return url is not None and url.drivername in DRIVERS


def _url(address: str) -> URL | None:
    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        return None


def _password(password: str, host: str) -> list[str]:
    if host in ("", *AT_HOME) or len(password) >= SHORTEST_PASSWORD:
        return []
    return [f"database：到 {host} 的密码太短，至少 {SHORTEST_PASSWORD} 位。"]
