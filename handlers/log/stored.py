"""A report as plain JSON, for the stored dialogue between the read-back and its Save button."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any, cast

from bot.coaching.entries import Entry, Lifted, Moved, Report
from rules.athlete import Mode, Region
from rules.checkin import SkipReason, TalkTest
from rules.sessions import SessionType


@dataclass(frozen=True, slots=True)
class Pending:
    """A report that waits for its answer: its key, and the entries that could mean something else."""

    key: str
    report: Report
    other: tuple[tuple[int, Entry], ...] = ()
    unclear: tuple[int, ...] = ()

    @property
    def meanings(self) -> tuple[Entry, ...]:
        """All that the first entry in question can mean, the likeliest first; empty when none is in question."""
        asked = [at for at, _ in self.other[:1]]
        return tuple(
            e for at in asked for e in (self.report.entries[at], *(o for n, o in self.other if n == at))
        )

    def with_entry(self, at: int, entry: Entry) -> Pending:
        """The same with one entry replaced and no longer in question."""
        entries = (*self.report.entries[:at], entry, *self.report.entries[at + 1 :])
        return Pending(
            self.key,
            replace(self.report, entries=entries),
            tuple(o for o in self.other if o[0] != at),
            tuple(n for n in self.unclear if n != at),
        )


def to_json(pending: Pending) -> dict[str, object]:
    """The pending report as JSON values."""
    report = asdict(pending.report) | {
        "day": pending.report.day.isoformat(),
        "finished": pending.report.finished.isoformat() if pending.report.finished else None,
        "entries": [_entry_to(e) for e in pending.report.entries],
    }
    other = [[at, _entry_to(e)] for at, e in pending.other]
    return {"key": pending.key, "report": report, "other": other, "unclear": list(pending.unclear)}


def from_json(data: dict[str, object]) -> Pending:
    """The pending report back from its JSON."""
    table = cast("dict[str, Any]", data)
    return Pending(
        str(table["key"]),
        _report(table["report"]),
        tuple((int(at), _entry(e)) for at, e in table["other"]),
        tuple(table["unclear"]),
    )


def _report(table: dict[str, Any]) -> Report:
    return Report(
        day=date.fromisoformat(table["day"]),
        entries=tuple(_entry(e) for e in table["entries"]),
        notes=tuple(table["notes"]),
        skipped=SkipReason(table["skipped"]) if table["skipped"] else None,
        region=Region(table["region"]) if table["region"] else None,
        done=bool(table["done"]),
        all_day=bool(table["all_day"]),
        mode=Mode(table["mode"]) if table["mode"] else None,
        strength=bool(table["strength"]),
        sure=bool(table.get("sure", True)),
        finished=time.fromisoformat(table["finished"]) if table["finished"] else None,
        rpe=table["rpe"],
        talk=TalkTest(table["talk"]) if table["talk"] else None,
    )


def _entry_to(entry: Entry) -> dict[str, object]:
    return asdict(entry)


def _entry(table: dict[str, Any]) -> Entry:
    if "exercise_id" in table:
        return Lifted(**(table | {"reps": tuple(table["reps"])}))
    return Moved(
        **(
            table
            | {
                "mode": Mode(table["mode"]),
                "type": SessionType(table["type"]) if table["type"] else None,
                "talk": TalkTest(table["talk"]) if table["talk"] else None,
            }
        )
    )
