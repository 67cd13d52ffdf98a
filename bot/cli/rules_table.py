"""`rules-table`: every rule with its code, its tests and its evidence, as Markdown."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.ledger.citations import gather
from bot.ledger.table import table

ROOT = Path(__file__).resolve().parents[2]


def rules_table() -> None:
    """Print docs/rules.md, made anew from this checkout."""
    typer.echo(table(gather(ROOT)), nl=False)
