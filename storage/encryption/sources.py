"""Where the keys are: a file that nobody else reads, or what a command prints. Both have a key a line, the newest first."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from secrets import token_bytes

from sqlalchemy import make_url

from storage.encryption.keyring import KEY_BYTES, Keyring, KeysError

PRIVATE = 0o600
_HEADER = "# 益企的数据钥匙，一行一把，最新的在最上面。丢了就读不出数据，另存一份，别和数据库放在一起。"


class KeyFile:
    """Keys in a file that is its owner's alone. One that is not there is made at first need, with a key of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: int | None = None

    def __call__(self) -> list[bytes]:
        if not self.path.exists():
            if self._seen is not None:
                raise KeysError(f"{self.path} 不见了：请放回去")
            self._put([token_bytes(KEY_BYTES)], os.link)
        if self.path.stat().st_mode & 0o077:
            raise KeysError(f"{self.path} 别人也能读：先运行 chmod 600 {self.path}")
        return _secrets(self.path.read_text("utf-8"), str(self.path))

    def text(self) -> bytes:
        """The file's lines as they are, to be put into another one."""
        self()
        return self.path.read_bytes()

    def stamp(self) -> object:
        """Changes when the file does. One that has vanished is as it was: nobody goes on with a key of their own making."""
        if self.path.exists():
            self._seen = self.path.stat().st_mtime_ns
        return self._seen

    def add(self) -> None:
        """A new key, which is the newest from now on; whoever reads meanwhile finds the old file or the new one."""
        self._put([token_bytes(KEY_BYTES), *self()], os.replace)

    def _put(self, secrets: Sequence[bytes], place: Callable[[Path, Path], None]) -> None:
        """Write a whole file beside it and give it its place; where a link is refused, another process was first."""
        beside = self.path.with_name(f"{self.path.name}.{token_bytes(4).hex()}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w") as file:
            file.write("\n".join([_HEADER, *(key.hex() for key in secrets)]) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            place(beside, self.path)
        beside.unlink(missing_ok=True)


class KeyCommand:
    """Keys that a command prints: one that asks a vault, say. It is run without a shell."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __call__(self) -> list[bytes]:
        words = shlex.split(self.command)
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            raise KeysError(f"取钥匙的命令 {words[0]} 没有成功（{type(error).__name__}）") from None
        return _secrets(done.stdout, words[0])


class KeysInMemory:
    """A key that goes with the process: for databases that do, too."""

    def __init__(self) -> None:
        self._secrets = [token_bytes(KEY_BYTES)]

    def __call__(self) -> list[bytes]:
        return self._secrets


Source = KeyFile | KeyCommand | KeysInMemory
WORKING = Path("yiqi.keys")


def source_beside(url: str) -> Source:
    """Where nobody said where: beside the file of an SQLite database, in the working folder for PostgreSQL."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return KeyFile(WORKING)
    name = address.database
    return KeyFile(Path(f"{name}.keys")) if name and name != ":memory:" else KeysInMemory()


@lru_cache(maxsize=8)
def keyring_of(source: Source) -> Keyring:
    """The keys of a source, one ring for all that ask; they are looked at again when it is a file that has changed."""
    return Keyring(source, source.stamp) if isinstance(source, KeyFile) else Keyring(source)


def _secrets(text: str, where: str) -> list[bytes]:
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [bytes.fromhex(line) for line in lines if line and not line.startswith("#")]
    except ValueError:
        found = []
    if not found or any(len(key) != KEY_BYTES for key in found):
        raise KeysError(f"{where} 里没有钥匙：每行要有 {KEY_BYTES * 2} 个十六进制字符")
    return found
