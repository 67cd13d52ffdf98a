"""Printing documents as JSON, and the arguments that the commands share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from pydantic import BaseModel

from bot.documents.problems import BadInput, problem

Source = Annotated[str, typer.Argument(help='A JSON file, or "-" for standard input.')]
Today = Annotated[
    str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The local day; default: today.")
]


MOST_WEEKS = 260
WEEKDAYS = tuple("0123456")
Weeks = Annotated[
    int | None,
    typer.Option(
        "--weeks", metavar="1-260", help="So many weeks instead of 12 or the way to the last event."
    ),
]


def show(document: BaseModel) -> None:
    """Print the document."""
    typer.echo(document.model_dump_json(indent=2, by_alias=True))


def weeks_of(asked: int | None, option: str = "--weeks") -> int | None:
    """The number of weeks asked for. Refuses with BadInput."""
    if asked is not None and not 1 <= asked <= MOST_WEEKS:
        raise BadInput([problem(option, asked, f"1 to {MOST_WEEKS}")])
    return asked


def one_of(option: str, text: str, allowed: Sequence[str]) -> str:
    """The text where it is one of these. Refuses with BadInput."""
    if text not in allowed:
        raise BadInput([problem(option, text, ", ".join(allowed))])
    return text


def day_of(text: str | None) -> date:
    """The day named, or today. Refuses with BadInput."""
    if text is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput([problem("--today", text, "a date, YYYY-MM-DD")]) from None
