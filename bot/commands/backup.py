"""备份：数据库、设置、文件，封成一个文件，服务不用停 / a sealed backup in one file, while Yiqi runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.metadata import version
from itertools import chain, count
from pathlib import Path

import click

from bot.clock import SystemClock
from bot.commands._sealing import own_key, sealing
from bot.commands._shared import existing
from bot.settings import FILE, Settings, load
from storage.backup.archive import Contents, Manifest, back_up
from storage.backup.errors import BackupError
from storage.encryption.sources import KeyFile, keyring_of

SENSELESS = (
    "--with-keys 要和 --key 或 --key-command 一起用：用数据钥匙封数据钥匙，等于没有备份钥匙。"
    " / --with-keys needs a key of the backup's own."
)
PRINTED_KEYS = (
    "数据钥匙由命令给出，不放进备份：在那边另存一份。 / The keys come from a command: keep a copy there."
)


@click.command(help=__doc__)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@sealing
@click.option("--with-keys", is_flag=True, help="数据钥匙也放进去 / put the data keys inside too")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(
    config: Path | None, file: Path, key: Path | None, key_command: str, with_keys: bool, as_json: bool
) -> None:
    """Sealed with the data keys, unless another key is named."""
    settings = load(config)
    own = own_key(key, key_command)
    if with_keys and own is None:
        raise click.ClickException(SENSELESS)
    engine, source = existing(settings), settings.keys_source
    what = Contents(
        version("yiqi"), settings_files(config, settings), _lines(settings) if with_keys else None
    )
    data_keys = keyring_of(source)
    seal = keyring_of(own) if own else data_keys
    try:
        manifest = back_up(engine, data_keys, file, seal, what, SystemClock().now())
    except BackupError as error:
        raise click.ClickException(str(error)) from None
    finally:
        engine.dispose()
    told = asdict(manifest) | {"file": str(file), "bytes": file.stat().st_size, "sealed_with": seal.newest.id}
    click.echo(json.dumps(told) if as_json else _said(file, manifest, seal.newest.id))


def _said(file: Path, manifest: Manifest, key: str) -> str:
    rows, size = sum(manifest.rows.values()), file.stat().st_size / 1e6
    keys = (
        "数据钥匙在里面"
        if manifest.with_keys
        else f"数据钥匙（{'、'.join(manifest.keys)}）不在里面，另存一份"
    )
    return f"备份好了，读过一遍：{file}，{rows} 行，{size:.1f} MB。用钥匙 {key} 封的；{keys}。"


def _lines(settings: Settings) -> bytes:
    source = settings.keys_source
    if not isinstance(source, KeyFile):
        raise click.ClickException(PRINTED_KEYS)
    return source.text()


def settings_files(config: Path | None, settings: Settings) -> dict[str, bytes]:
    """The settings' file, and those that it names; the second of one name is `2-NAME`, and so on."""
    packs = (one.pack for one in settings.programmes)
    named = (settings.vocabulary, settings.calendar, settings.matching.learned, *packs)
    files = dict.fromkeys(path.absolute() for path in (config or FILE, *map(Path, named)) if path.is_file())
    found: dict[str, bytes] = {}
    for path in files:
        names = chain([path.name], (f"{number}-{path.name}" for number in count(2)))
        found[next(name for name in names if name not in found)] = path.read_bytes()
    return found
