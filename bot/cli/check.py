"""`check`: explain every problem of the settings, the database and the connection to Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import typer

from bot.app.checking import check_database, check_key, check_telegram
from bot.config import Config, ConfigError, load_config


def check() -> None:
    """Say what is fine and what isn't; the exit code is 0 only when everything is fine."""
    try:
        config = load_config()
    except ConfigError as refusal:
        for line in refusal.lines:
            typer.echo(f"settings   {line}")
        raise typer.Exit(1) from None
    typer.echo("settings   fine")
    results = [asyncio.run(_report(name, look, config)) for name, look in LOOKS.items()]
    raise typer.Exit(0 if all(results) else 1)


LOOKS: dict[str, Callable[[Config], Awaitable[str]]] = {
    "key": check_key,
    "database": check_database,
    "telegram": check_telegram,
}


async def _report(name: str, look: Callable[[Config], Awaitable[str]], config: Config) -> bool:
    try:
        typer.echo(f"{name:<10} {await look(config)}")
    except ConfigError as refusal:
        for line in refusal.lines:
            typer.echo(f"{name:<10} {line}")
        return False
    return True
