"""A told week as plain JSON, for the stored dialogue and for what is kept of a finished one."""

from __future__ import annotations

from datetime import time
from typing import Any, cast

from rules.athlete import Mode
from rules.audit.told import ToldSession, ToldWeek
from rules.sessions import SessionType


def to_json(week: ToldWeek) -> dict[str, object]:
    """The told week as JSON values."""
    return {"sessions": [_session_to(s) for s in week.sessions], "talks": week.talks}


def from_json(data: object) -> ToldWeek:
    """The told week back from its JSON."""
    table = cast("dict[str, Any]", data)
    return ToldWeek(tuple(map(_session, table["sessions"])), bool(table["talks"]))


def _session_to(session: ToldSession) -> dict[str, object]:
    return {
        "day": session.day,
        "type": session.type.value,
        "start": session.start.isoformat("minutes"),
        "minutes": session.minutes,
        "heavy": session.heavy,
        "mode": session.mode.value if session.mode else None,
        "guessed": sorted(session.guessed),
    }


def _session(table: dict[str, Any]) -> ToldSession:
    return ToldSession(
        day=int(table["day"]),
        type=SessionType(table["type"]),
        start=time.fromisoformat(table["start"]),
        minutes=int(table["minutes"]),
        heavy=bool(table["heavy"]),
        mode=Mode(table["mode"]) if table["mode"] else None,
        guessed=frozenset(table["guessed"]),
    )
