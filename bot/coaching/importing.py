"""What a training file says of the last two weeks: one report a local day, as if it had been typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.entries import Moved, Report
from bot.coaching.files import Activity, FileContent
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork

DAYS_BACK = 14  # as far back as a typed log may go
MOST_SESSIONS = 40  # in these two weeks; more is no training diary, and no message could show it
FILES_A_DAY = 50
NOTE = "file"


@dataclass(frozen=True, slots=True)
class Imported:
    """The reports of a file by day, and how many activities were left out and why."""

    reports: tuple[Report, ...] = ()
    older: int = 0
    later: int = 0  # a watch whose clock is wrong
    other_sports: int = 0


async def may_send_another(uow: UnitOfWork, person: Person, today: date) -> bool:
    """Whether one more file may be opened for this person today."""
    opened = [n for n in await uow.training.notes(person.id, NOTE) if n.get("on") == today.isoformat()]
    return len(opened) < FILES_A_DAY


async def note_opened(uow: UnitOfWork, person: Person, today: date, now: datetime) -> None:
    """Count a file that was opened."""
    await uow.training.note(person.id, NOTE, {"on": today.isoformat()}, now)


def reports_of(content: FileContent, person: Person, local_now: datetime) -> Imported:
    """Sort a file's activities by the person's local days."""
    today = local_now.date()
    days: dict[date, list[tuple[datetime, Activity]]] = {}
    older = later = other = 0
    for activity in content.activities:
        began = _local(activity, person)
        if began > local_now:
            later += 1
        elif began.date() < today - timedelta(days=DAYS_BACK):
            older += 1
        elif activity.mode is None:
            other += 1
        else:
            days.setdefault(began.date(), []).append((began, activity))
    reports = tuple(_report(day, days[day]) for day in sorted(days, reverse=True))
    return Imported(reports, older, later, other)


def _local(activity: Activity, person: Person) -> datetime:
    zone = ZoneInfo(person.time_zone)
    began = activity.started_at
    return began.astimezone(zone) if began.tzinfo else began.replace(tzinfo=zone)


def _report(day: date, activities: Iterable[tuple[datetime, Activity]]) -> Report:
    ends = [began + timedelta(seconds=a.seconds) for began, a in activities]
    entries = tuple(Moved(a.mode, a.seconds, a.distance_km) for _, a in activities if a.mode is not None)
    last = max(ends)
    return Report(day, entries, finished=last.time() if last.date() == day else None)
