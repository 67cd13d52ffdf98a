"""A broken hard constraint as a value."""

from __future__ import annotations

from dataclasses import dataclass

from rules.sessions import Note


@dataclass(frozen=True, slots=True)
class Violation:
    """Which rule is broken, how (a Note with its numbers), and by which sessions."""

    rule_id: str
    note: Note
    session_ids: tuple[str, ...]
