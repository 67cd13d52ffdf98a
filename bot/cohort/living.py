"""A week as a synthetic athlete lives it: done, cut short, missed, moved or late; and what they report of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.cohort.body import Body
from bot.cohort.mishaps import Mishaps
from bot.cohort.moving import Move, keep_gap, move_missed
from bot.cohort.reporting import Truth, nights, sets_of, told, unplanned
from bot.cohort.traits import Reporter, Traits
from rules.checkin import CheckIn, Pain, SkipReason, Status, TalkTest, Wellness
from rules.days import SEPARATE_GAP_MIN
from rules.plan import Week
from rules.sessions import Session, SessionType
from rules.state import TrainingState

TALKING = frozenset({SessionType.EASY, SessionType.LONG, SessionType.FINISH})
REASONS = (
    *([SkipReason.TIME] * 5),
    *([SkipReason.TIRED] * 2),
    *(SkipReason.FORGOT, SkipReason.WEATHER, SkipReason.DISLIKED, SkipReason.OTHER),
)
PARTLY = 0.07
LOGS_SETS = 0.75
SHORT_NIGHT_H = 6.0


@dataclass(slots=True)
class Lived:
    """A week after it was lived: as it stood in the end, what was reported, and the moves made on the way."""

    week: Week
    checkins: tuple[CheckIn, ...]
    wellness: tuple[Wellness, ...]
    moves: tuple[Move, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(slots=True)
class Week7:
    """The seven days being lived."""

    state: TrainingState
    week: Week
    before: Week | None
    body: Body
    mishaps: Mishaps
    traits: Traits
    dice: random.Random
    reports: list[CheckIn] = field(default_factory=list)
    wellness: list[Wellness] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)

    def live(self) -> Lived:
        """Day by day, Monday to Sunday."""
        for number in range(7):
            self._day(number)
        if self.dice.random() < self.traits.extra and not self.mishaps.is_away(self.week.start):
            self.reports.append(unplanned(self.week, self.dice))
        gone = frozenset(self.gone)
        return Lived(self.week, tuple(self.reports), tuple(self.wellness), tuple(self.moves), gone)

    def _day(self, number: int) -> None:
        day = self.week.start + timedelta(days=number)
        slept = self.dice.gauss(self.traits.sleep_h, 0.8)
        while (session := self._next(number)) is not None:
            self.settled.add(session.id)
            self._session(session, day, slept)
        reporter = self.traits.reporter
        if reporter is not Reporter.SPARSE or self.dice.random() < 0.3:
            self.wellness.append(nights(self.body, self.mishaps, day, slept, reporter))
        self.body.sleep_over()

    def _next(self, number: int) -> Session | None:
        waiting = (s for s in self.week.sessions if s.day == number and s.id not in self.settled)
        return next((s for s in waiting if s.type is not SessionType.ACTIVE), None)

    def _session(self, session: Session, day: date, slept: float) -> None:
        reason = self._kept_from(session, day)
        if reason is not None:
            self._skip(session, day, reason)
            return
        partly = self.dice.random() < PARTLY
        minutes = max(5, round(session.minutes * self.dice.uniform(0.3, 0.9))) if partly else session.minutes
        ill = self.mishaps.is_ill(day) or self.mishaps.is_mild(day)
        effort = self.body.effort(session.rpe or 3, short_night=slept < SHORT_NIGHT_H, ill=ill)
        self.body.train(minutes, effort, strength=session.is_strength, near=self._near(session))
        checkin = CheckIn(
            day,
            Status.PARTIAL if partly else Status.DONE,
            session.id,
            reason=SkipReason.TIME if partly else None,
            actual_minutes=minutes if partly else None,
            rpe=round(effort),
            talk_test=self._talk(session, effort),
            intervals_done=self._intervals(session, effort),
            sets=sets_of(self.body, session.exercises) if self.dice.random() < LOGS_SETS else (),
            pain=self._pain(),
            red_flag=self.mishaps.red_flag,
        )
        self._report(Truth(session, checkin))
        if self.dice.random() < self.traits.lateness:
            self._late(session)

    def _kept_from(self, session: Session, day: date) -> SkipReason | None:
        if self.mishaps.is_away(day):
            return SkipReason.TRAVEL
        if self.mishaps.is_ill(day) and self.traits.reporter is not Reporter.LIAR:
            return SkipReason.ILL
        hurt = self.mishaps.hurt
        if hurt is not None and hurt.severity >= 6 and self.dice.random() < 0.5:
            return SkipReason.PAIN
        tired = 0.15 * max(0.0, self.body.strain - 1.3)
        fixed = "fixed" in session.flags
        return (
            self.dice.choice(REASONS)
            if not fixed and self.dice.random() > self.traits.diligence - tired
            else None
        )

    def _skip(self, session: Session, day: date, reason: SkipReason) -> None:
        self.gone.add(session.id)
        movable = reason in (SkipReason.TIME, SkipReason.TIRED) and session.id in {
            s.id for s in self.week.sessions
        }
        if movable and self.dice.random() < self.traits.mover:
            move = move_missed(self.state, self.week, self.before, session, frozenset(self.gone))
            self.moves.append(move)
            if move.after is not None:
                self.week = move.after
                self.gone.discard(session.id)
                self.settled.discard(session.id)
                return
        self._report(Truth(session, CheckIn(day, Status.SKIPPED, session.id, reason=reason)))

    def _late(self, session: Session) -> None:
        """The session really ended later than planned, at times much later, and others follow today or tomorrow."""
        late = self.dice.choice((15, 60, 180, 360, 600))
        move = keep_gap(self.state, self.week, self.before, session, late, frozenset(self.gone))
        if move is None:
            return
        self.moves.append(move)
        if move.after is not None:
            self.week = move.after
        for gone in (s for s in move.before.sessions if s.id in move.dropped - self.settled):
            self.settled.add(gone.id)
            self.gone.add(gone.id)
            skipped = CheckIn(move.before.date_of(gone), Status.SKIPPED, gone.id, reason=SkipReason.TIME)
            self._report(Truth(gone, skipped))

    def _report(self, truth: Truth) -> None:
        report = told(truth, self.traits.reporter, self.dice)
        if report is not None:
            self.reports.append(report)

    def _near(self, session: Session) -> bool:
        others = (
            s for s in self.week.sessions if s.day == session.day and s.is_strength != session.is_strength
        )
        return any(abs(s.start_minute - session.end_minute) < 2 * SEPARATE_GAP_MIN for s in others)

    def _talk(self, session: Session, effort: float) -> TalkTest | None:
        if session.type not in TALKING:
            return None
        if self.dice.random() < self.traits.haste or effort > 6:
            return TalkTest.NOT_COMFORTABLE
        return TalkTest.BORDERLINE if effort > 4.5 else TalkTest.COMFORTABLE

    def _intervals(self, session: Session, effort: float) -> int | None:
        if session.intervals is None:
            return None
        return session.intervals if effort < 9.5 else max(0, session.intervals - self.dice.randint(1, 4))

    def _pain(self) -> tuple[Pain, ...]:
        hurt = self.mishaps.hurt
        if hurt is None or self.dice.random() < 0.3:
            return ()
        worse = self.dice.choice((None, False, False, True))
        return (Pain(hurt.region, max(1, min(10, round(hurt.severity))), worse),)
