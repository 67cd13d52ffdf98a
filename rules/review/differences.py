"""Everything in which two weeks differ for the athlete, as plain differences without reasons (G-90).

Kinds and targets: phase; added, removed (type); kind (type that gives way); minutes (type); hiit_n; mode (type);
moved (type); heavy (type); effort, pace, heart_rate (type); rir (type); load, sets, reps (exercise);
exercise_in, exercise_out (exercise); optional (allowance minutes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rules.exercises import EXERCISES
from rules.plan import Week
from rules.sessions import Band, ExerciseSet, Session, SessionType, SetKind, Value
from rules.units import round_half_up

Pair = tuple[Session, Session]
SMALL_SHIFT_MIN = 30


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that will be different: what kind, of what, from, to; None: not there."""

    kind: str
    target: str
    before: Value | None
    after: Value | None

    @property
    def is_small_shift(self) -> bool:
        """A start on the same day within half an hour: what follows from another session's new length."""
        if self.kind != "moved":
            return False
        before, after = (str(when).split(" ") for when in (self.before, self.after))
        return before[0] == after[0] and abs(_minute(after[1]) - _minute(before[1])) <= SMALL_SHIFT_MIN

    @property
    def rises(self) -> bool:
        """More of it than before."""
        return _amount(self.after) > _amount(self.before)


def differences(before: Week, after: Week) -> tuple[Difference, ...]:
    """All differences between this week and next, fixed sessions left aside."""
    pairs, gone, new = pair_sessions(_own(before), _own(after))
    found = [
        *_phase(before, after),
        *(
            Difference("kind", b.type.value, b.type.value, a.type.value)
            for b, a in pairs
            if b.type is not a.type
        ),
        *_presence(gone, new),
        *_by_type(pairs),
        *_per_pair(pairs),
        *_exercises(
            [b for b, _ in pairs], [a for _, a in pairs]
        ),  # what comes and goes with a session is told by it
    ]
    if before.optional_easy_minutes != after.optional_easy_minutes:
        found.append(Difference("optional", "", before.optional_easy_minutes, after.optional_easy_minutes))
    return tuple(dict.fromkeys(found))


def pair_sessions(
    before: tuple[Session, ...], after: tuple[Session, ...]
) -> tuple[tuple[Pair, ...], tuple[Session, ...], tuple[Session, ...]]:
    """Sessions that follow each other: same type and day, same type and turn, same day and side; others go or come."""
    pairs: tuple[Pair, ...] = ()
    gone, new = before, after
    for key in (_type_and_day, _turns, _day_and_side):
        more, gone, new = _match(gone, new, key)
        pairs += more
    return tuple(sorted(pairs, key=lambda pair: pair[0].start_minute)), gone, new


def total_sets(week: Week) -> int:
    """Sets of a week's strength sessions."""
    return sum(e.sets for s in week.sessions for e in s.exercises)


def _own(week: Week) -> tuple[Session, ...]:
    return tuple(s for s in week.sessions if "fixed" not in s.flags and (s.is_strength or s.is_cardio))


def _type_and_day(sessions: tuple[Session, ...]) -> dict[tuple[str, int], Session]:
    return {(_name(s), s.day): s for s in reversed(sessions)}


def _name(session: Session) -> str:
    """Its type; the long session is one of a kind whatever its type (D-25)."""
    is_long = "long" in session.flags or session.type is SessionType.LONG
    return "long" if is_long else session.type.value


def _turns(sessions: tuple[Session, ...]) -> dict[tuple[str, int], Session]:
    """Sessions by type and turn."""
    found: dict[tuple[str, int], Session] = {}
    for session in sessions:
        name = _name(session)
        turn = sum(key[0] == name for key in found)
        found[name, turn] = session
    return found


def _day_and_side(sessions: tuple[Session, ...]) -> dict[tuple[str, int], Session]:
    return {(f"{s.day}{s.is_strength}", 0): s for s in reversed(sessions)}


def _match(
    before: tuple[Session, ...],
    after: tuple[Session, ...],
    key: Callable[[tuple[Session, ...]], dict[tuple[str, int], Session]],
) -> tuple[tuple[Pair, ...], tuple[Session, ...], tuple[Session, ...]]:
    old, new = key(before), key(after)
    pairs = tuple((session, new[k]) for k, session in old.items() if k in new)
    left, right = {b.id for b, _ in pairs}, {a.id for _, a in pairs}
    gone = tuple(s for s in before if s.id not in left)
    return pairs, gone, tuple(s for s in after if s.id not in right)


def _phase(before: Week, after: Week) -> Iterator[Difference]:
    if before.phase is not after.phase:
        yield Difference("phase", after.phase.value, before.phase.value, after.phase.value)


def _presence(gone: Iterable[Session], new: Iterable[Session]) -> Iterator[Difference]:
    for session in gone:
        yield Difference("removed", session.type.value, session.minutes, None)
    for session in new:
        yield Difference("added", session.type.value, None, session.minutes)


def _by_type(pairs: Iterable[Pair]) -> Iterator[Difference]:
    """Minutes by type: the session's own where all changed alike, else the sum; of a HIIT its intervals."""
    by_type: dict[SessionType, list[Pair]] = {}
    for b, a in pairs:
        if b.type is a.type:
            by_type.setdefault(b.type, []).append((b, a))
    for kind, alike in by_type.items():
        intervals = [(b.intervals or 0, a.intervals or 0) for b, a in alike]
        if any(b != a for b, a in intervals):  # the minutes follow from the intervals
            yield from _unequal("hiit_n", "", intervals)
            continue
        yield from _unequal("minutes", kind.value, [(b.minutes, a.minutes) for b, a in alike])


def _unequal(kind: str, target: str, numbers: list[tuple[int, int]]) -> Iterator[Difference]:
    changed = [pair for pair in numbers if pair[0] != pair[1]]
    if not changed:
        return
    if len(set(numbers)) == 1:
        yield Difference(kind, target, *numbers[0])
    else:
        yield Difference(kind, target, sum(b for b, _ in numbers), sum(a for _, a in numbers))


def _per_pair(pairs: Iterable[Pair]) -> Iterator[Difference]:
    for b, a in pairs:
        target = a.type.value
        values: tuple[tuple[str, Value | None, Value | None], ...] = (
            ("moved", _when(b), _when(a)),
            ("mode", b.mode, a.mode),
            ("heavy", b.heavy, a.heavy),
        )
        if b.type is a.type:
            values += (
                ("rir", b.rir, a.rir),
                ("effort", _band(b.effort), _band(a.effort)),
                ("pace", _band(b.pace_s_per_km), _band(a.pace_s_per_km)),
                ("heart_rate", _band(b.heart_rate_bpm), _band(a.heart_rate_bpm)),
            )
        yield from (Difference(kind, target, old, new) for kind, old, new in values if old != new)


def _exercises(before: Iterable[Session], after: Iterable[Session]) -> Iterator[Difference]:
    old, new = _by_exercise(before), _by_exercise(after)
    for exercise_id in sorted(old.keys() - new.keys()):
        yield Difference("exercise_out", exercise_id, sum(e.sets for e in old[exercise_id]), None)
    for exercise_id in sorted(new.keys() - old.keys()):
        yield Difference("exercise_in", exercise_id, None, sum(e.sets for e in new[exercise_id]))
    for exercise_id in sorted(old.keys() & new.keys()):
        yield from _one_exercise(exercise_id, old[exercise_id], new[exercise_id])


def _by_exercise(sessions: Iterable[Session]) -> dict[str, list[ExerciseSet]]:
    found: dict[str, list[ExerciseSet]] = {}
    for session in sessions:
        for entry in session.exercises:
            found.setdefault(entry.exercise_id, []).append(entry)
    return dict(sorted(found.items()))


def _one_exercise(exercise_id: str, old: list[ExerciseSet], new: list[ExerciseSet]) -> Iterator[Difference]:
    first, now = _alike(old, new)
    if SetKind.RAMP in {e.kind for e in (*old, *new)}:
        # A test's sets are no volume: what comes of it is a first load, not fewer sets.
        if now.kind is not SetKind.RAMP and now.load_kg is not None:
            yield Difference("load", exercise_id, None, now.load_kg)
        return
    if first.seconds is now.seconds and first.load_kg != now.load_kg:
        yield Difference("load", exercise_id, first.load_kg, now.load_kg)
    sets = sum(e.sets for e in old), sum(e.sets for e in new)
    if sets[0] != sets[1]:
        yield Difference("sets", exercise_id, *sets)
    reps = f"{first.reps_low}-{first.reps_high}", f"{now.reps_low}-{now.reps_high}"
    if first.seconds is now.seconds is EXERCISES[exercise_id].timed and reps[0] != reps[1]:
        yield Difference("reps", exercise_id, *reps)


def _alike(old: list[ExerciseSet], new: list[ExerciseSet]) -> tuple[ExerciseSet, ExerciseSet]:
    """Two entries that can be compared: the core of a light session is held, elsewhere it is repeated (E-03)."""
    pairs = [(a, b) for b in in_own_unit(new) for a in in_own_unit(old)]
    return next((p for p in pairs if p[0].seconds is p[1].seconds), pairs[0])


def in_own_unit(entries: Iterable[ExerciseSet]) -> list[ExerciseSet]:
    """The same, first those that count as the exercise itself does: repetitions, or seconds where it is a hold."""
    return sorted(entries, key=lambda e: e.seconds is not EXERCISES[e.exercise_id].timed)


def _when(session: Session) -> str:
    """Day from 0 and start, e.g. "2 18:00"."""
    return f"{session.day} {session.start:%H:%M}"


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def _band(band: Band | None) -> str | None:
    return None if band is None else f"{round_half_up(band.low)}-{round_half_up(band.high)}"


def _amount(value: Value | None) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
