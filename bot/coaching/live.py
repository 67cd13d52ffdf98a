"""A session while it runs, as a value: what was done of it so far, what comes next, and when (ux, issue 5 point 11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.cardio.timeline import Part, Segment, timeline
from rules.exercises import EXERCISES
from rules.remembering import remembered
from rules.sessions import ExerciseSet, Session
from rules.strength.walkthrough import TEST_SET_RIR, Step, StepKind, heavier, walkthrough

EXPIRES = timedelta(hours=3)


class Way(StrEnum):
    """How a session is accompanied: set by set, by the clock of its intervals, or from start to finish."""

    SETS = "sets"
    INTERVALS = "intervals"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one step. `tap` numbers the taps, so that one undo takes back all that one tap did.

    `reps` None: not done; then `covered` says whether it was no longer needed (a ramp test that found its load).
    """

    tap: int
    step: int
    reps: int | None = None
    load_kg: float | None = None
    rir: int | None = None
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """A running session. It keeps its own copy of the prescription: the plan may change meanwhile.

    `begun_at` None: shown, not started. `zero_at` is the instant at which the intervals' clock stood at 0, `paused_at`
    the one at which it was stopped. `loads` are
    the loads chosen for an exercise, by its place. `finished_at`: it went into the log and can still be taken back.
    """

    session: Session
    date: date
    touched_at: datetime
    begun_at: datetime | None = None
    zero_at: datetime | None = None
    made: tuple[Made, ...] = ()
    loads: tuple[tuple[int, float], ...] = ()
    rest_until: datetime | None = None
    finished_at: datetime | None = None
    paused_at: datetime | None = None

    @property
    def way(self) -> Way:
        """How it is accompanied."""
        if self.session.exercises:
            return Way.SETS
        return Way.INTERVALS if self.session.work else Way.STEADY

    @property
    def taps(self) -> int:
        """How many taps have moved it on; a button that names another number is stale."""
        return self.made[-1].tap + 1 if self.made else 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every set of a strength session."""
        return _steps(self.session)

    @property
    def place(self) -> int | None:
        """The first step that nothing has been said about; None when there is none left."""
        told = {m.step for m in self.made}
        return next((n for n in range(len(self.steps)) if n not in told), None)

    @property
    def sets_done(self) -> tuple[Made, ...]:
        """The working sets done, in order."""
        return tuple(m for m in self.made if m.reps is not None and self.steps[m.step].counts)

    @property
    def share(self) -> float:
        """How much of the working sets was done or is no longer needed, 0 to 1."""
        counted = [n for n, step in enumerate(self.steps) if step.counts]
        done = {m.step for m in self.made if m.reps is not None or m.covered}
        return sum(n in done for n in counted) / len(counted) if counted else 0.0

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The parts of an interval session."""
        return timeline(self.session.work, self.session.type) if self.session.work else ()

    def item(self, step: Step) -> ExerciseSet:
        """The exercise of a step."""
        return self.session.exercises[step.item]

    def load_of(self, step: Step) -> float | None:
        """The load for a step: the one chosen, else the prescribed one."""
        if step.kind in (StepKind.MOVE, StepKind.RISING):
            return step.load_kg
        return dict(self.loads).get(step.item, step.load_kg)

    def elapsed_s(self, now: datetime) -> float:
        """Seconds on the intervals' clock."""
        return ((self.paused_at or now) - self.zero_at).total_seconds() if self.zero_at else 0.0

    def minutes(self, now: datetime) -> int:
        """Minutes since the start, at least one."""
        return max(1, round((now - self.begun_at).total_seconds() / 60)) if self.begun_at else 0

    @property
    def expires_at(self) -> datetime:
        """From then on it is a draft: three hours after the last tap, or after the planned end."""
        planned = timedelta(minutes=self.session.minutes)
        return max(self.touched_at, (self.begun_at or self.touched_at) + planned) + EXPIRES

    def next_due(self, now: datetime) -> datetime:
        """The next instant at which its message changes by itself: rest over, next round, planned end, draft."""
        if self.begun_at is None:
            return self.expires_at
        moments = [self.rest_until, *self._boundaries()]
        if self.way is Way.STEADY:
            moments.append(self.begun_at + timedelta(minutes=self.session.minutes))
        return min((m for m in moments if m is not None and m > now), default=self.expires_at)

    def _boundaries(self) -> list[datetime]:
        """When its rounds, its cool-down and its end begin."""
        if self.zero_at is None or self.paused_at is not None or not self.segments:
            return []
        begins = [s.begins_s for s in self.segments if s.part in (Part.HARD, Part.COOLDOWN)]
        return [self.zero_at + timedelta(seconds=s) for s in (*begins, self.segments[-1].ends_s)]


def done(live: Live, now: datetime, reps: int | None = None, *, enough: bool = False) -> Live:
    """The set at hand was done: as planned, or with so many reps. `enough`: a ramp test has found its load."""
    place = live.place
    if place is None:
        return live
    step = live.steps[place]
    item = live.item(step) if step.counts else None
    made = Made(
        live.taps,
        place,
        step.reps if reps is None else reps,
        live.load_of(step),
        _reserve(step, item, reps, enough=enough),
    )
    after = replace(live, made=(*live.made, made), touched_at=now, rest_until=_rest(step, now))
    if step.kind is not StepKind.RAMP:
        return after
    return _cut(after, step.item, made.tap, covered=True) if enough else after


def skip(live: Live, now: datetime) -> Live:
    """What is left of the exercise at hand isn't done."""
    place = live.place
    if place is None:
        return live
    step = live.steps[place]
    after = replace(live, touched_at=now, rest_until=None)
    if step.kind is StepKind.MOVE:
        return replace(after, made=(*after.made, Made(live.taps, place)))
    return _cut(after, step.item, live.taps, covered=False)


def undo(live: Live, now: datetime) -> Live:
    """Without what the last tap did."""
    made = tuple(m for m in live.made if m.tap != live.taps - 1)
    return replace(live, made=made, touched_at=now, rest_until=None)


def reload(live: Live, change_kg: float, now: datetime) -> Live:
    """The exercise at hand with more or less weight from now on."""
    step = live.steps[live.place] if live.place is not None else None
    load = live.load_of(step) if step and step.counts else None
    if step is None or load is None or load + change_kg < 0:
        return live
    return with_load(replace(live, touched_at=now), step.item, load + change_kg)


def with_load(live: Live, item: int, load_kg: float) -> Live:
    """This load for what is left of an exercise."""
    return replace(live, loads=tuple((dict(live.loads) | {item: load_kg}).items()))


def raised(live: Live, step_kg: float) -> Live:
    """After a set of a ramp test: the next one 10-15 % heavier (E-20)."""
    last = live.made[-1]
    step = live.steps[last.step]
    if step.kind is not StepKind.RAMP or last.load_kg is None or last.reps is None:
        return live
    return with_load(live, step.item, heavier(last.load_kg, step_kg))


def next_round(live: Live, now: datetime) -> Live:
    """Put the clock of the intervals forward to the next round, the cool-down, or the end."""
    elapsed = live.elapsed_s(now)
    begins = [s.begins_s for s in live.segments if s.part in (Part.HARD, Part.COOLDOWN)]
    to = next((s for s in begins if s > elapsed), live.segments[-1].ends_s)
    return replace(live, zero_at=now - timedelta(seconds=to), paused_at=None, touched_at=now)


def pause(live: Live, now: datetime) -> Live:
    """Stop the clock of the intervals: a red light, a dropped chain."""
    if live.zero_at is None or live.paused_at is not None:
        return live
    return replace(live, paused_at=now, touched_at=now)


def resume(live: Live, now: datetime) -> Live:
    """Let the clock run on from where it was stopped."""
    if live.zero_at is None or live.paused_at is None:
        return live
    return replace(live, zero_at=live.zero_at + (now - live.paused_at), paused_at=None, touched_at=now)


def by_body(item: ExerciseSet) -> bool:
    """Whether its sets are done with the body's own weight."""
    return item.load_kg is None and EXERCISES[item.exercise_id].load_type in ("bodyweight", "band")


def _cut(live: Live, item: int, tap: int, *, covered: bool) -> Live:
    told = {m.step for m in live.made}
    left = [n for n, step in enumerate(live.steps) if step.item == item and n not in told]
    return replace(live, made=(*live.made, *(Made(tap, n, covered=covered) for n in left)))


def _rest(step: Step, now: datetime) -> datetime | None:
    return now + timedelta(seconds=step.rest_s) if step.rest_s else None


def _reserve(step: Step, item: ExerciseSet | None, reps: int | None, *, enough: bool) -> int | None:
    """What was left: as asked for where the set went as planned; of a ramp test only its last set tells (E-20)."""
    if item is None:
        return None
    if step.kind is StepKind.RAMP:
        return TEST_SET_RIR if enough or step.number == step.of else None
    return item.rir if reps in (None, step.reps) else None


@remembered(256)
def _steps(session: Session) -> tuple[Step, ...]:
    return walkthrough(session)
