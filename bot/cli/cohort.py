"""`cohort`: synthetic athletes through plan and adaptation, with every hard rule checked on every week."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cohort.plots import draw
from bot.cohort.report import Run, report
from bot.cohort.running import run_cohort

Count = Annotated[int, typer.Option(min=1)]
Report = Annotated[
    Path | None,
    typer.Option("--report", help="Write the report there, its pictures into pictures/ beside it."),
]


def cohort(
    athletes: Count = 100,
    weeks: Count = 52,
    seed: int = 1,
    processes: Annotated[int | None, typer.Option(min=1, help="Default: as many as cores.")] = None,
    file: Report = None,
) -> None:
    """Let synthetic athletes live with the rules; exits with 1 when a hard rule was broken."""
    run = Run(athletes, weeks, seed)
    tally = run_cohort(athletes, weeks, seed, processes)
    if file is None:
        typer.echo(report(run, tally, {}), nl=False)
    else:
        folder = file.parent / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        pictures = {title: f"pictures/{name}" for title, name in draw(tally, folder).items()}
        file.write_text(report(run, tally, pictures), encoding="utf-8")
        typer.echo(f"{sum(tally.violations.values())} violations; the report is in {file}")
    if tally.violations:
        raise typer.Exit(1)
