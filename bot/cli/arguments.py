"""The arguments that the commands on documents share, as values.

Options are texts until here: what is wrong with them is said in one go with what is wrong with the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from bot.documents.athlete import Athlete, athlete_of
from bot.documents.problems import BadInput, Problems, problem
from bot.documents.profile import ProfileDocument
from bot.documents.reading import read

Source = Annotated[str, typer.Argument(help='A JSON file, or "-" for standard input.')]
Today = Annotated[
    str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The local day; default: today.")
]
MOST_WEEKS = 260
WEEKDAYS = tuple("0123456")
Weeks = Annotated[
    str | None,
    typer.Option(
        "--weeks", metavar="1-260", help="So many weeks instead of 12 or the way to the last event."
    ),
]


def athlete_on(profile: str, today: str | None, problems: Problems) -> tuple[Athlete, date] | None:
    """Whose plan is asked for, and the day it is made on; None where either can't be read, and why is gathered."""
    day = problems.of(day_of, today)
    document = problems.of(read, ProfileDocument, profile, day)
    return None if document is None or day is None else (athlete_of(document, day), day)


def weeks_of(asked: str | None, option: str = "--weeks") -> int | None:
    """The number of weeks asked for. Refuses with BadInput."""
    if asked is None:
        return None
    if not (asked.isdecimal() and len(asked) <= len(str(MOST_WEEKS)) and 1 <= int(asked) <= MOST_WEEKS):
        raise BadInput([problem(option, asked, f"1 to {MOST_WEEKS}")])
    return int(asked)


def one_of(option: str, text: str, allowed: Sequence[str]) -> str:
    """The text where it is one of these. Refuses with BadInput."""
    if text not in allowed:
        raise BadInput([problem(option, text, ", ".join(allowed))])
    return text


def weekday_of(option: str, text: str) -> int:
    """A day, 0 Monday to 6 Sunday. Refuses with BadInput."""
    return int(one_of(option, text, WEEKDAYS))


def day_of(text: str | None, option: str = "--today") -> date:
    """The day named, or today. Refuses with BadInput."""
    if text is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput([problem(option, text, "a date, YYYY-MM-DD")]) from None
