"""The command line. Nothing heavy is imported before the command that needs it runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LINES = ("telegram", "telegram-aiogram", "wechat", "wechat-encrypted", "wecom")
WEBHOOKS = ("telegram", "telegram-aiogram", "wechat")
ROLES = ("enterprise", "expert", "station", "staff", "guest")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=FILE, default=None, help="设置文件 / settings (default: config.toml)")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """益企：中小企业志愿服务的聊天前台 / chat front-end of the SME volunteer service programme."""
    context.obj = config


@main.command()
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="数据放哪里 / where to keep it",
)
def demo(port: int, folder: Path | None) -> None:
    """打开带示例人物的网页聊天 / web chat with sample people."""
    from bot.devtools.sample_world import run

    run(port, folder)


@main.command()
@click.option("--web-only", is_flag=True, help="只跑网页，另有 yiqi worker 投递 / workers elsewhere deliver")
@click.pass_obj
def serve(config: Path | None, web_only: bool) -> None:
    """正式运行 / production: web chat, channels, ticks and delivery."""
    from bot import settings
    from bot.background import open_house
    from bot.channels.web.adapter import WebDesk
    from bot.serve import serve as run

    chosen = settings.load(config)
    if web_only and chosen.database.startswith("sqlite"):
        raise click.ClickException("--web-only 需要 PostgreSQL / needs PostgreSQL")
    house = open_house(chosen)
    run(
        house,
        WebDesk(house),
        host=chosen.host,
        port=chosen.port,
        tick_seconds=chosen.tick_seconds,
        secure_cookies=chosen.secure_cookies,
        web_only=web_only,
    )


@main.command()
@click.pass_obj
def worker(config: Path | None) -> None:
    """只做投递和定时，可开多个（PostgreSQL） / ticks and delivery alone, as many as wanted."""
    from bot import settings
    from bot.background import open_house
    from bot.serve import work

    chosen = settings.load(config)
    if chosen.database.startswith("sqlite"):
        raise click.ClickException("yiqi worker 需要 PostgreSQL / needs PostgreSQL")
    work(open_house(chosen), chosen.tick_seconds)


@main.command()
@click.option("--as", "role", type=click.Choice(ROLES), default="enterprise", show_default=True)
@click.option("--database", default=None, help="默认临时库 / default: a temporary one")
def chat(role: str, database: str | None) -> None:
    """在终端里聊 / talk in the terminal."""
    from bot.commands.chat import run

    run(role, database)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--database",
    default=None,
    help="PostgreSQL 地址；默认每段对话一个新 SQLite / default: a fresh SQLite per talk",
)
@click.option(
    "--channel", type=click.Choice(LINES), default=None, help="经哪个渠道 / over a vendor's channel"
)
@click.pass_context
def replay(
    context: click.Context, files: tuple[Path, ...], database: str | None, channel: str | None
) -> None:
    """重放对话并核对 / run talks and check what they expect."""
    from bot.devtools.replay.files import run_all

    context.exit(run_all(files, database, click.echo, channel))


@main.command()
@click.argument("kind", type=click.Choice(["diary", "need"]))
def understand(kind: str) -> None:
    """读懂一句话：JSON 行进、JSON 行出 / JSON lines in, JSON lines out."""
    import sys

    from bot.commands.understand import understand as run

    run(kind, sys.stdin, sys.stdout)


@main.command()
@click.option(
    "--from",
    "start",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="公示发布日 / day of publication",
)
@click.option("--days", default=5, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def workdays(context: click.Context, start: datetime, days: int, as_json: bool) -> None:
    """公示到哪天为止 / the last of so many working days."""
    from bot.commands.answers import workdays as run

    context.exit(run(start, days, as_json, context.obj, click.echo))


@main.command()
@click.argument("text")
@click.option(
    "--region", default=None, help="六位区划代码；默认从文字里读 / GB/T 2260; default: read from the text"
)
@click.option("--top", default=10, show_default=True)
@click.option("--why", is_flag=True, help="逐项说明理由和分数 / each reason with its points")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def match(context: click.Context, text: str, region: str | None, top: int, why: bool, as_json: bool) -> None:
    """一句需求，谁最合适 / a need in words: whom to ask."""
    from bot.commands.match import run

    context.exit(run(text, region, top, why, as_json, context.obj, click.echo))


@main.command()
@click.argument("who", required=False)
@click.option("--pack", default=None, help="规则包；默认按设置 / default: as in the settings")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="截至哪天 / default: today")
@click.option("--explain", is_flag=True, help="逐条说明依据 / with every clause")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def assess(
    context: click.Context,
    who: str | None,
    pack: str | None,
    on: datetime | None,
    explain: bool,
    as_json: bool,
) -> None:
    """年度考核：一人（编号或姓名）或全体 / the duty year of one (id or name) or of all."""
    from bot.commands.assess import run

    day = on.date() if on else None
    context.exit(run(who, pack, day, explain, as_json, context.obj, click.echo))


@main.command("sweep")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="哪一天 / default: today")
@click.option("--dry-run", is_flag=True, help="只试算，不排入 / change nothing")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def sweep_day(context: click.Context, on: datetime | None, dry_run: bool, as_json: bool) -> None:
    """这一天该提醒什么 / what the calendar asks for on a day."""
    from bot.commands.sweep import run

    context.exit(run(on.date() if on else None, dry_run, as_json, context.obj, click.echo))


@main.command()
@click.option("--days", default=400, show_default=True)
@click.option("--experts", default=2000, show_default=True)
@click.option(
    "--crash-every", default=0, help="每几步（一天 5 步）死一次；0 不死 / die every so many steps of 5 a day"
)
@click.option("--seed", default=1, show_default=True)
@click.option("--compare", is_flag=True, help="再跑一遍不崩溃的，核对所发相同 / once more without crashes")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def simulate(
    context: click.Context, days: int, experts: int, crash_every: int, seed: int, compare: bool, as_json: bool
) -> None:
    """模拟一年多的收发，途中反复崩溃，核对不丢不重 / a synthetic year with crashes: nothing lost, nothing twice."""
    from bot.app import settle_memory
    from bot.devtools.simulate import run

    settle_memory()
    context.exit(run(days, experts, seed, crash_every, compare, as_json, click.echo))


@main.group()
def db() -> None:
    """数据库 / the database."""


@db.command("upgrade")
@click.pass_obj
def db_upgrade(config: Path | None) -> None:
    """升级到最新结构 / bring the tables to the newest form."""
    from bot import settings
    from storage.engine import make_engine
    from storage.migrate import upgrade

    upgrade(make_engine(settings.load(config).database))
    click.echo("数据库已是最新 / up to date")


@main.group()
def staff() -> None:
    """工作人员 / staff of the centre."""


@staff.command("add")
@click.argument("name")
@click.option("--region", required=True, help="辖区代码，如 440800；全国 000000 / GB/T 2260 code")
@click.option("--role", "roles", type=click.Choice(["reviewer", "operator", "admin"]), multiple=True)
@click.pass_context
def staff_add(context: click.Context, name: str, region: str, roles: tuple[str, ...]) -> None:
    """第一位管理员从这里来，其余在聊天里加 / the first administrator; the others are added in the chat."""
    from bot.commands.staff.add import add

    context.exit(add(name, region, roles or ("admin",), context.obj, click.echo))


@db.command("move")
@click.option("--to", "target", required=True, help="新数据库地址 / postgresql+psycopg://…")
@click.pass_context
def db_move(context: click.Context, target: str) -> None:
    """把数据搬到另一个空库（SQLite → PostgreSQL），逐表核对 / move everything, and check that nothing is missing."""
    from bot import settings
    from bot.runtime.copy_database import run

    context.exit(run(settings.load(context.obj).database, target, click.echo))


@main.group()
def config() -> None:
    """设置 / settings."""


@config.command("check")
@click.option("--online", is_flag=True, help="也问平台 / ask the vendors too (Telegram)")
@click.pass_context
def config_check(context: click.Context, online: bool) -> None:
    """检查设置 / say what is wrong in the settings."""
    from bot.commands.answers import check_settings

    context.exit(check_settings(context.obj, click.echo, online))


@main.group()
def export() -> None:
    """导出 / export."""


@export.command("filings")
@click.pass_obj
def export_filings(config: Path | None) -> None:
    """工作人员改归领域的需求，供下次训练参考 / needs that staff filed anew, as examples for the next training."""
    from bot import settings
    from bot.commands.export.filings import run

    run(settings.load(config).database, click.echo)


@main.group()
def fake() -> None:
    """假平台，在本机试用渠道 / fake vendors, to try a channel on this machine."""


@fake.command("telegram")
@click.option("--port", default=9000, show_default=True)
def fake_telegram(port: int) -> None:
    """假 Bot API，在网页上说话 / a fake Bot API server with a page to talk on."""
    from bot.devtools.fakes.telegram_page import run

    run(port, click.echo)


@fake.command("wechat")
@click.option("--port", default=9001, show_default=True)
@click.option("--callback", default="http://127.0.0.1:8000/wechat", show_default=True)
@click.option("--encrypted", is_flag=True, help="加密模式 / encrypted mode")
def fake_wechat(port: int, callback: str, encrypted: bool) -> None:
    """假公众号 / a fake 公众号 with one follower: you."""
    from bot.devtools.fakes.by_hand import wechat

    wechat(port, callback, encrypted)


@fake.command("wecom")
@click.option("--port", default=9002, show_default=True)
@click.option("--callback", default="http://127.0.0.1:8000/wecom", show_default=True)
def fake_wecom(port: int, callback: str) -> None:
    """假企业微信 / a fake 企业微信 with one member: you."""
    from bot.devtools.fakes.by_hand import wecom

    wecom(port, callback)


@main.group()
def bench() -> None:
    """测速 / measure."""


@bench.command("conversation")
@click.option("--users", default=1024, show_default=True)
@click.option("--database", default=None, help="默认临时 SQLite / default: a temporary SQLite")
@click.option("--json", "as_json", is_flag=True)
def bench_conversation(users: int, database: str | None, as_json: bool) -> None:
    """八句话的需求对话 / need talks of eight messages, interleaved, beside bare sqlite3."""
    from bot.devtools.bench.conversation import run

    run(users, database, as_json, click.echo)


@bench.command("match")
@click.option("--experts", default="10000,100000,1000000", show_default=True, help="几种规模 / sizes")
@click.option("--json", "as_json", is_flag=True)
def bench_match(experts: str, as_json: bool) -> None:
    """找十位最合适的专家要多久 / how long finding the ten best experts takes."""
    from bot.devtools.bench.match import run

    run([int(size) for size in experts.split(",")], as_json, click.echo)


@bench.command("webhook")
@click.option("--channel", type=click.Choice(WEBHOOKS), default="telegram", show_default=True)
@click.option("--users", default=512, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def bench_webhook(channel: str, users: int, as_json: bool) -> None:
    """经 HTTP 的需求对话 / need talks over HTTP to commit, beside a bare route that commits."""
    from bot.devtools.bench.webhook import run

    run(channel, users, as_json, click.echo)


@bench.command("understand")
@click.option("--json", "as_json", is_flag=True)
def bench_understand(as_json: bool) -> None:
    """读日记和需求的速度 / diaries and needs read a second."""
    from bot.devtools.bench.understand import run

    run(as_json, click.echo)


@bench.command("sweep")
@click.option("--subjects", default=100_000, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def bench_sweep(subjects: int, as_json: bool) -> None:
    """一天的日程，百分之一到期 / a day's sweep, one in a hundred due."""
    from bot.devtools.bench.sweep import run

    run(subjects, as_json, click.echo)


@bench.command("kills")
@click.option("--kills", default=50, show_default=True)
@click.option("--database", default=None, help="空的 PostgreSQL；默认临时 SQLite / an empty PostgreSQL")
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def bench_kills(context: click.Context, kills: int, database: str | None, seed: int, as_json: bool) -> None:
    """真进程反复 kill -9，核对不丢不重不错 / real processes killed under load: nothing lost, doubled or wrong."""
    from bot.devtools.crash_test import run

    context.exit(run(kills, database, seed, as_json, click.echo))
