"""模拟一年多的收发，途中反复崩溃，核对不丢不重 / a synthetic year with crashes: nothing lost, nothing twice."""

from __future__ import annotations

import click

from bot.commands._shared import progress, say_figures
from bot.devtools.simulate.officer_figures import misses, officer_year
from bot.devtools.simulate.run import simulate
from bot.devtools.simulate.world import steps_of
from bot.serve import collect_less_often

MUST_BE_NONE = ("differences", "lost", "doubled", "past_limits", "in_silence", "unlisted")


@click.command(help=__doc__)
@click.option("--days", default=400, show_default=True)
@click.option("--experts", default=2000, show_default=True)
@click.option(
    "--crash-every", default=0, help="每几步（一天 5 步）死一次；0 不死 / die every so many steps of 5 a day"
)
@click.option("--seed", default=1, show_default=True)
@click.option("--compare", is_flag=True, help="再跑一遍不崩溃的，核对所发相同 / once more without crashes")
@click.option(
    "--officer",
    is_flag=True,
    help="只看样例世界里一位工作人员的一年 / a year of an officer of the sample world",
)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(
    context: click.Context,
    days: int,
    experts: int,
    crash_every: int,
    seed: int,
    compare: bool,
    officer: bool,
    as_json: bool,
) -> None:
    """Exit code 1 if anything was lost or doubled, differs from the undisturbed year, went past a limit, was left in
    silence or stood in no list; of an officer's year, if it misses an aim."""
    collect_less_often()
    if officer:
        context.exit(_officer(days, seed, as_json))
    with progress("模拟 / simulating", steps_of(days) * (1 + compare)) as advance:
        figures = simulate(days, experts, seed, crash_every, compare, advance)
    say_figures(figures, as_json)
    context.exit(any(figures[what] for what in MUST_BE_NONE))


def _officer(days: int, seed: int, as_json: bool) -> bool:
    """Print each push and the figures; whether an aim is missed."""
    with progress("模拟 / simulating", days) as advance:
        lines, figures = officer_year(days, seed, advance)
    if not as_json:
        click.echo("\n".join(lines))
    say_figures(figures, as_json)
    return misses(figures)
