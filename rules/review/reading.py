"""A planned week beside what was really done: each session with its record, its credit and its load (G-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rules.checkin import CheckIn, SkipReason, Status, Wellness
from rules.constants import P
from rules.plan import Week
from rules.remembering import remembered_of
from rules.review.illness import excused_ids, is_systemic, latest_episode
from rules.sessions import Session, SessionType
from rules.state import WeekRecord

CREDIT_LOW, CREDIT_HIGH = 0.25, 0.90
UNKNOWN_RPE, UNKNOWN_MINUTES = 5, 30
NOT_OURS = frozenset({"fixed", "optional"})
HALVES = {
    SessionType.PRIMER: P.counts.primer,
    SessionType.MICRO: P.counts.micro,
    SessionType.FINISH: P.counts.finisher,
}


@dataclass(frozen=True, slots=True)
class Logged:
    """A planned session and its record. `open`: its day isn't over, so nothing can be said about it yet."""

    session: Session
    day: date
    checkin: CheckIn | None
    excused: bool = False
    open: bool = False

    @property
    def done(self) -> bool:
        """Completed in whole or in part."""
        return self.checkin is not None and self.checkin.status in (Status.DONE, Status.PARTIAL)

    @property
    def logged(self) -> bool:
        """Answered by the athlete in any way (G-17)."""
        return self.checkin is not None and self.checkin.status is not Status.UNLOGGED

    @property
    def counts(self) -> bool:
        """Part of the adherence: ours, neither excused nor still open (G-11)."""
        return weight(self.session) > 0 and not self.excused and not self.open


def read_week(
    week: Week, checkins: tuple[CheckIn, ...], wellness: tuple[Wellness, ...], today: date | None = None
) -> tuple[Logged, ...]:
    """Every planned session with its latest record; `today` None: the week is over (G-11)."""
    records = {c.session_id: c for c in checkins if c.session_id is not None}
    ill = _away(week, checkins, wellness, today)
    return tuple(_logged(s, week.date_of(s), records.get(s.id), s.id in ill, today) for s in week.sessions)


@remembered_of(64)  # a review reads each of the last weeks ten times
def read_record(record: WeekRecord) -> tuple[Logged, ...]:
    """A closed week; in an assumed one every session counts as done."""
    if not record.assumed:
        return read_week(record.week, record.checkins, record.wellness)
    week = record.week
    return tuple(
        Logged(s, week.date_of(s), CheckIn(week.date_of(s), Status.DONE, s.id)) for s in week.sessions
    )


def unplanned(week: Week, checkins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    """Training of this week that was not in the plan (G-42)."""
    last = week.start + timedelta(days=6)
    return tuple(
        c
        for c in checkins
        if c.session_id is None and week.start <= c.date <= last and c.status in (Status.DONE, Status.PARTIAL)
    )


def weight(session: Session) -> float:
    """Weight w of a session: full 1, light strength and finisher 0.5, active recovery, events and fixed 0 (G-11)."""
    if session.flags & NOT_OURS or not (session.is_strength or session.is_cardio):
        return 0.0
    return HALVES.get(session.type, P.counts.full)


def credit(logged: Logged) -> float:
    """Done 1, partial by minutes (else sets, else intervals) within 0.25 and 0.90, otherwise 0 (G-11)."""
    checkin = logged.checkin
    if checkin is None or not logged.done:
        return 0.0
    if checkin.status is Status.DONE:
        return 1.0
    return min(CREDIT_HIGH, max(CREDIT_LOW, _share_done(logged.session, checkin)))


def minutes_done(logged: Logged) -> float:
    """Minutes really trained; without an answer the planned ones, times the credit if partial (G-10)."""
    if logged.checkin is None or not logged.done:
        return 0.0
    if logged.checkin.actual_minutes is not None:
        return float(logged.checkin.actual_minutes)
    return logged.session.minutes * credit(logged)


def expected_rpe(session: Session) -> int:
    """The whole-session RPE to expect (D-10), taken from the prescription where it has one."""
    if session.rpe:
        return session.rpe
    heavy = f"{session.type.value}_heavy"
    return P.expected_rpe[heavy if session.heavy and heavy in P.expected_rpe else session.type.value]


def planned_load(session: Session) -> float:
    """Minutes times expected RPE, in arbitrary units (G-11)."""
    return float(session.minutes * expected_rpe(session))


def executed_load(logged: Logged) -> float:
    """Minutes times RPE as done; a fixed session without an answer counts as planned (G-11, D-72)."""
    if logged.checkin is None and "fixed" in logged.session.flags:
        return planned_load(logged.session)
    rpe = logged.checkin.rpe if logged.checkin is not None else None
    return minutes_done(logged) * (expected_rpe(logged.session) if rpe is None else rpe)


def unplanned_load(checkin: CheckIn) -> float:
    """Load of training outside the plan (G-11, G-42)."""
    minutes = UNKNOWN_MINUTES if checkin.actual_minutes is None else checkin.actual_minutes
    expected = P.expected_rpe.get(checkin.session_type or "", UNKNOWN_RPE)
    return float(minutes * (expected if checkin.rpe is None else checkin.rpe))


def _logged(session: Session, day: date, checkin: CheckIn | None, ill: bool, today: date | None) -> Logged:
    still_open = checkin is None and today is not None and day >= today
    return Logged(session, day, checkin, _excused(checkin, ill), still_open)


def _away(
    week: Week, checkins: tuple[CheckIn, ...], wellness: tuple[Wellness, ...], today: date | None
) -> frozenset[str]:
    """Sessions of days with an illness and of the wait after it (G-32)."""
    ill = {w.date for w in wellness if is_systemic(w)}
    if not ill:
        return frozenset()
    last = week.start + timedelta(days=6)
    episode = latest_episode(wellness, checkins, last if today is None else min(today, last))
    waiting = excused_ids(week, episode) if episode is not None else frozenset()
    return waiting | {s.id for s in week.sessions if week.date_of(s) in ill}


def _excused(checkin: CheckIn | None, ill: bool) -> bool:
    if checkin is None:
        return ill
    if checkin.excused or checkin.red_flag:
        return True
    if checkin.status is Status.DONE:
        return False
    return ill or checkin.reason in (SkipReason.ILL, SkipReason.PAIN)


def _share_done(session: Session, checkin: CheckIn) -> float:
    if checkin.actual_minutes is not None:
        return checkin.actual_minutes / max(1, session.minutes)
    planned_sets = sum(e.sets for e in session.exercises)
    if session.is_strength and checkin.sets and planned_sets:
        return len(checkin.sets) / planned_sets
    if session.intervals and checkin.intervals_done is not None:
        return checkin.intervals_done / session.intervals
    return 1.0
