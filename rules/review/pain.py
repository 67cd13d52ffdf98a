"""Pain by region, 0 to 10: what is watched, modified, blocked, and how a region comes back (G-33, C-60).

Everything follows from the check-ins themselves, so reading them twice changes nothing.
Codes: because.pain (region, severity, worse_next_morning), because.pain_twice (region), because.pain_again
(region, count, days), because.pain_lasts (region, days).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.athlete import Region
from rules.checkin import CheckIn, Pain, Status
from rules.constants import P
from rules.exercises import EXERCISES, Pattern
from rules.sessions import Note, note
from rules.state import RegionLimit

WATCH, MODIFY, BLOCK = "watch", "modify", "block"
RANK = (WATCH, MODIFY, BLOCK)
GOOD_REPORTS = 2
WATCH_DAYS, WATCH_REPORTS = 7, 2
AGAIN_DAYS, AGAIN_REPORTS = 14, 3
LASTS_DAYS = 21
BACK_SHARE, BACK_STEP = 0.5, 0.25
SHOULDER_PATTERNS = (Pattern.H_PUSH, Pattern.V_PULL)


@dataclass(frozen=True, slots=True)
class Report:
    """What one check-in said about one region; severity 0: no pain there."""

    date: date
    severity: int
    worse: bool = False
    pattern: Pattern | None = None

    @property
    def action(self) -> str | None:
        """The row of G-33 this report falls into."""
        if self.severity > P.pain.modify:
            return BLOCK
        if self.severity > P.pain.ok or self.worse:
            return MODIFY
        return WATCH if self.severity else None


def is_red(pain: Pain) -> bool:
    """Pain of 8 or more is a red flag, RED-2 (C-42, G-33)."""
    return pain.severity >= P.pain.red


def region_limits(checkins: Iterable[CheckIn], today: date) -> tuple[RegionLimit, ...]:
    """The pain rules in force today, by region, from the check-ins of the last weeks in order (G-33)."""
    known = sorted(checkins, key=lambda c: c.date)
    regions = sorted({p.region for c in known for p in c.pain if p.severity})
    found = (_limit(region, reports(known, region), today) for region in regions)
    return tuple(limit for limit in found if limit is not None)


def reports(checkins: Iterable[CheckIn], region: Region) -> tuple[Report, ...]:
    """Every trained session's word on a region, in order of time; silence on it is a good report (G-33)."""
    return tuple(
        _report(c, region)
        for c in checkins
        if c.status in (Status.DONE, Status.PARTIAL) or any(p.region is region for p in c.pain)
    )


def reported_twice(checkins: Iterable[CheckIn], region: Region, today: date) -> bool:
    """Any pain there on two check-ins within 7 days: no load increase for the region (G-33)."""
    recent = [r for r in reports(checkins, region) if 0 <= (today - r.date).days < WATCH_DAYS]
    return sum(r.severity > 0 for r in recent) >= WATCH_REPORTS


def needs_professional(checkins: Iterable[CheckIn], region: Region, today: date) -> Note | None:
    """Pain of 4 or more on 3 check-ins within 14 days, or any pain for over 3 weeks (G-33)."""
    known = reports(sorted(checkins, key=lambda c: c.date), region)
    strong = [r for r in known if r.severity > P.pain.ok and 0 <= (today - r.date).days < AGAIN_DAYS]
    if len(strong) >= AGAIN_REPORTS:
        return note("because.pain_again", region=region.value, count=len(strong), days=AGAIN_DAYS)
    lasting = _lasting_days(known)
    return note("because.pain_lasts", region=region.value, days=lasting) if lasting > LASTS_DAYS else None


def because(limit: RegionLimit, checkins: Iterable[CheckIn]) -> Note:
    """The report that put a limit in force."""
    bad = [r for r in reports(checkins, limit.region) if r.action is not None]
    worst = max(bad, key=lambda r: (RANK.index(r.action or WATCH), r.date))
    return note(
        "because.pain", region=limit.region.value, severity=worst.severity, worse_next_morning=worst.worse
    )


def _report(checkin: CheckIn, region: Region) -> Report:
    here = [p for p in checkin.pain if p.region is region]
    if not here:
        return Report(checkin.date, 0)
    worst = max(here, key=lambda p: p.severity)
    exercise = EXERCISES.get(worst.exercise_id or "")
    worse = any(p.worse_next_morning for p in here)
    return Report(checkin.date, worst.severity, worse, exercise.pattern if exercise else None)


def _limit(region: Region, known: tuple[Report, ...], today: date) -> RegionLimit | None:
    limit: RegionLimit | None = None
    released: date | None = None
    for report in known:
        limit, ended = _step(region, limit, report)
        if limit is not None and limit.action != WATCH:
            released = None
        elif ended or (released is not None and report.severity):
            released = report.date  # pain on the way back starts the weeks without pain anew
    if limit is not None and limit.action != WATCH:
        return limit
    return _coming_back(region, released, today) or (limit if _watched(known, today) else None)


def _step(region: Region, limit: RegionLimit | None, report: Report) -> tuple[RegionLimit | None, bool]:
    """The limit after one more report, and whether a modify or block ended with it."""
    action = report.action
    if action in (MODIFY, BLOCK):
        kept = limit.action if limit is not None else WATCH
        patterns = _beyond(region, report) or (limit.patterns if limit is not None else ())
        since = limit.since if limit is not None else report.date
        return RegionLimit(region, max(action, kept, key=RANK.index), since, patterns=patterns), False
    if limit is not None and limit.action != WATCH:
        good = limit.good_reports + 1
        return (None, True) if good >= GOOD_REPORTS else (replace(limit, good_reports=good), False)
    if action == WATCH:
        return limit or RegionLimit(region, WATCH, report.date), False
    return limit, False


def _beyond(region: Region, report: Report) -> tuple[str, ...]:
    hurt = report.severity > P.pain.ok and report.pattern in SHOULDER_PATTERNS
    return tuple(p.value for p in SHOULDER_PATTERNS) if hurt and region is Region.SHOULDER else ()


def _watched(known: tuple[Report, ...], today: date) -> bool:
    return any(r.severity and (today - r.date).days < WATCH_DAYS for r in known)


def _coming_back(region: Region, released: date | None, today: date) -> RegionLimit | None:
    """Half of a blocked mode's minutes, then a quarter more for each week since without pain (G-33)."""
    if released is None:
        return None
    share = BACK_SHARE + BACK_STEP * ((today - released) // timedelta(days=7))
    return None if share >= 1 else RegionLimit(region, WATCH, released, GOOD_REPORTS, share)


def _lasting_days(known: tuple[Report, ...]) -> int:
    """Days from the first to the last report of a pain that was never away for a week or two good reports."""
    first = last = None
    good = 0
    for report in known:
        good = 0 if report.severity else good + 1
        if report.severity:
            first = report.date if first is None else first
            last = report.date
        elif good >= GOOD_REPORTS:
            first = None
    return (last - first).days if first is not None and last is not None else 0
