"""Printing documents as JSON."""

from __future__ import annotations

import typer
from pydantic import BaseModel


def show(document: BaseModel) -> None:
    """Print the document."""
    typer.echo(document.model_dump_json(indent=2, by_alias=True))
