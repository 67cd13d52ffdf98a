"""Running a command in this process, as its user would."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from bot.cli.main import main

MONDAY = "2026-11-23"
EVENING = {"start": "18:00", "max_minutes": 120}
INTERMEDIATE: dict[str, Any] = {
    "age": 35,
    "weight_kg": 75,
    "height_cm": 175,
    "strength_months": 18,
    "endurance_months": 18,
    "current_lifts_per_week": 3,
    "current_cardio_min_per_week": 150,
    "longest_session_30d_min": 60,
    "main_cardio_mode": "run",
    "equipment": "full_gym",
    "availability": {str(day): [EVENING] for day in range(7)},
}


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed; it must have gone well."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The problems it named; it must have refused."""
        assert self.code == 2, self.out
        assert self.out == ""
        return self.err.splitlines()


def bot(*arguments: str, given: object = None) -> Ran:
    """Run `python -m bot ARGUMENTS`; `given` stands on standard input, as JSON unless it is text."""
    text = given if isinstance(given, str) else json.dumps(given)
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    code = 0
    with (
        patch.object(sys, "argv", ["bot", *arguments]),
        patch.object(sys, "stdin", stdin),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def profile(**changes: Any) -> dict[str, Any]:
    """The intermediate of the golden scenarios, with some fields changed; None takes one out."""
    return {name: value for name, value in (INTERMEDIATE | changes).items() if value is not None}


def planned(*options: str, **changes: Any) -> Any:
    """The plan of that profile on a Monday."""
    return bot("plan", "-", "--today", MONDAY, *options, given=profile(**changes)).json
