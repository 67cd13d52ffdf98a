"""All commands in one typer application; a refusal is a line on standard error, not a traceback.

Only the module of the command asked for is imported, so that `plan` or `audit` start without Telegram and database.
"""

from __future__ import annotations

import sys
from importlib import import_module

import typer

# Each name is a function in a module of the same name in bot.cli, with _ for -.
COMMANDS = (
    "run",
    "demo",
    "migrate",
    "check",
)
REFUSALS = (
    ("bot.config", "ConfigError"),
    ("bot.storage.engine", "DatabaseInUse"),
    ("bot.storage.migrate", "SchemaError"),
    ("bot.storage.master", "WrongMasterKey"),
)
BAD_INPUT = 2


def application(asked: tuple[str, ...] = ()) -> typer.Typer:
    """The application with the command that is asked for; with all of them where none is, for the help."""
    app = typer.Typer(
        name="python -m bot",
        help="Tandem: a Telegram bot that coaches strength and endurance side by side.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_group)
    names = [name for name in COMMANDS if name in asked[:1]] or COMMANDS
    for name in names:
        function = name.replace("-", "_")
        app.command(name)(getattr(import_module(f"bot.cli.{function}"), function))
    return app


def main() -> None:
    """Run the command that the arguments name."""
    try:
        application(tuple(sys.argv[1:]))()
    except refusals() as refusal:
        fail(*getattr(refusal, "lines", [str(refusal)]))


def refusals() -> tuple[type[Exception], ...]:
    """The refusals of the modules in use: what isn't imported can't have been raised."""
    return tuple(getattr(sys.modules[module], name) for module, name in REFUSALS if module in sys.modules)


def fail(*lines: str, code: int = 1) -> None:
    """Say what is wrong and leave with an exit code."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
    raise SystemExit(code)


def _group() -> None:
    """Makes typer ask for a command's name even where there is only one command."""
