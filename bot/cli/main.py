"""All commands in one typer application; a refusal is a line on standard error, not a traceback.

Only the module of the command asked for is imported, so that `plan` or `audit` start without Telegram and database.
"""

from __future__ import annotations

import sys
import zoneinfo
from importlib import import_module

import typer
from typer.exceptions import Abort, TyperException

from bot.cli.usage import lines_of

# Each name is a function in a module of the same name in bot.cli, with _ for -.
COMMANDS = (
    "run",
    "web",
    "worker",
    "demo",
    "migrate",
    "check",
    "backup",
    "restore",
    "verify",
    "rotate-key",
    "replay-parked",
    "erase",
    "plan",
    "week",
    "adapt",
    "audit",
    "whatif",
    "cohort",
    "rules-table",
    "schemas",
)
BAD_INPUT = 2
REFUSALS = (  # module, class, exit code
    ("bot.config", "ConfigError", 1),
    ("bot.storage.engine", "DatabaseInUse", 1),
    ("bot.storage.migrate", "SchemaError", 1),
    ("bot.storage.master", "WrongMasterKey", 1),
    ("bot.storage.backup.format", "BackupBroken", 1),
    ("bot.storage.backup.verifying", "NothingYet", 1),
    ("bot.storage.backup.restoring", "RestoreRefused", 1),
    ("bot.documents.problems", "BadInput", BAD_INPUT),
    ("sqlalchemy.exc", "OperationalError", 1),
)


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
    # The tzdata that is locked with us, not the machine's: so all replicas agree, and its version is known.
    zoneinfo.reset_tzpath(to=())
    arguments = sys.argv[1:] or ["--help"]
    code: object = None
    app = application(tuple(arguments))
    try:
        code = app(arguments, standalone_mode=False)
    except TyperException as refusal:
        fail(*lines_of(refusal, arguments, typer.main.get_command(app)), code=BAD_INPUT)
    except Abort:
        fail("Stopped.")
    except tuple(refusals()) as refusal:
        fail(*_lines_of(refusal), code=refusals()[type(refusal)])
    raise SystemExit(code if isinstance(code, int) else 0)


def refusals() -> dict[type[Exception], int]:
    """The refusals of the modules in use with their exit codes: what isn't imported can't have been raised."""
    return {
        getattr(sys.modules[module], name): code for module, name, code in REFUSALS if module in sys.modules
    }


def _lines_of(refusal: Exception) -> list[str]:
    away = getattr(refusal, "orig", None)  # what the driver said
    if away is not None:
        return [f"DATABASE_URL: the database doesn't answer: {str(away).splitlines()[0]}"]
    lines: list[str] = getattr(refusal, "lines", [str(refusal)])
    return lines


def fail(*lines: str, code: int = 1) -> None:
    """Say what is wrong and leave with an exit code."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
    raise SystemExit(code)


def _group() -> None:
    """Makes typer ask for a command's name even where there is only one command."""
