"""All commands in one typer application; a refusal is a line on standard error, not a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from bot.cli import check, demo, migrate, run
from bot.config import ConfigError
from bot.storage.engine import DatabaseInUse
from bot.storage.master import WrongMasterKey
from bot.storage.migrate import SchemaError

app = typer.Typer(
    name="python -m bot",
    help="Tandem: a Telegram bot that coaches strength and endurance side by side.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS: tuple[Callable[..., None], ...] = (run.run, demo.demo, migrate.migrate, check.check)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run the command that the arguments name."""
    try:
        app()
    except ConfigError as refusal:
        fail(*refusal.lines)
    except (DatabaseInUse, SchemaError, WrongMasterKey) as refusal:
        fail(str(refusal))


def fail(*lines: str) -> None:
    """Say what is wrong and leave with exit code 1."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
    raise SystemExit(1)
