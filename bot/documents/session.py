"""One planned session as JSON: what `plan`, `week` and `adapt` print, and what `audit` and `adapt` read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from bot.documents.allowed import Clock, Document, ExerciseId, Weekday, between
from rules.athlete import Mode
from rules.exercises import EXERCISES
from rules.sessions import Band, ExerciseSet, Intervals, Note, Row, Session, SessionType, SetKind

Say = Callable[[Note], str]
DayMinutes = Annotated[int, between(0, 1440)]
Repetitions = Annotated[int, between(0, 1000)]


class ExerciseDocument(Document):
    """One exercise of a session (E-11)."""

    exercise_id: ExerciseId
    name: str = Field(default="", description="not read")
    kind: SetKind = SetKind.MAIN
    sets: Annotated[int, between(1, 20)]
    reps_low: Repetitions
    reps_high: Repetitions
    rir: Annotated[int, between(0, 10)]
    rest_s: Annotated[int, between(0, 900)] = 90
    load_kg: Annotated[float | None, between(0, 1000)] = Field(
        default=None,
        description="per hand for dumbbells; null: bodyweight, band, or found by a ramp test (E-20)",
    )
    seconds: bool = Field(default=False, description="reps_low and reps_high are seconds")
    superset: str | None = None
    priority: Annotated[int, between(1, 9)] = 1
    reps_target: Repetitions | None = None


class WorkDocument(Document):
    """The work of a HIIT or tempo session (F-20, F-50)."""

    n: Annotated[int, between(1, 40)]
    work_s: Annotated[int, between(1, 3600)]
    rest_s: Annotated[int, between(0, 3600)]
    warmup_min: Annotated[int, between(0, 60)]
    cooldown_min: Annotated[int, between(0, 60)]


class SessionDocument(Document):
    """One session: day 0 is Monday, `start` on the local wall clock, `type` a code of D-10, `intervals` n of a HIIT."""

    day: Weekday
    start: Clock
    minutes: DayMinutes
    type: SessionType
    mode: Mode | None = None
    heavy: bool = False
    intervals: Annotated[int | None, between(0, 40)] = None
    rpe: Annotated[int, between(0, 10)] = Field(default=0, description="expected effort of the whole session")
    rir: Annotated[int | None, between(0, 10)] = Field(
        default=None, description="reps in reserve, main lifts"
    )
    exercises: tuple[ExerciseDocument, ...] = ()
    order_note: str | None = Field(default=None, description="H-10; not read")
    pace_note: str | None = Field(default=None, description="H-11; not read")
    rule_ids: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    id: str = ""
    row: Row | None = None
    effort: tuple[float, float] | None = Field(default=None, description="RPE to aim at, from and to")
    work: WorkDocument | None = None
    heart_rate_bpm: tuple[float, float] | None = None
    pace_s_per_km: tuple[float, float] | None = None
    notes: tuple[str, ...] = Field(default=(), description="not read")


def session_document(session: Session, say: Say) -> SessionDocument:
    """The session as printed; its Notes are phrased by `say`."""
    work = session.work
    return SessionDocument(
        day=session.day,
        start=session.start,
        minutes=session.minutes,
        type=session.type,
        mode=session.mode,
        heavy=session.heavy,
        intervals=session.intervals,
        rpe=session.rpe,
        rir=session.rir,
        exercises=tuple(_exercise_document(e) for e in session.exercises),
        order_note=say(session.order_note) if session.order_note is not None else None,
        pace_note=say(session.pace_note) if session.pace_note is not None else None,
        rule_ids=session.rule_ids,
        flags=tuple(sorted(session.flags)),
        id=session.id,
        row=session.row,
        effort=_pair(session.effort),
        work=WorkDocument(**{f: getattr(work, f) for f in WorkDocument.model_fields}) if work else None,
        heart_rate_bpm=_pair(session.heart_rate_bpm),
        pace_s_per_km=_pair(session.pace_s_per_km),
        notes=tuple(say(n) for n in session.notes),
    )


def sessions_of(documents: Sequence[SessionDocument], prefix: str) -> tuple[Session, ...]:
    """The sessions of a document; those without an id get one, `prefix` and a number in order of time."""
    ordered = sorted(map(_session_of, documents), key=lambda s: (s.start_minute, not s.is_strength))
    return tuple(
        s if s.id else replace(s, id=f"{prefix}-{number}") for number, s in enumerate(ordered, start=1)
    )


def _session_of(document: SessionDocument) -> Session:
    work = document.work
    return Session(
        id=document.id,
        day=document.day,
        start=document.start,
        minutes=document.minutes,
        type=document.type,
        mode=document.mode,
        row=document.row,
        heavy=document.heavy,
        intervals=document.intervals,
        rpe=document.rpe,
        rir=document.rir,
        effort=_band(document.effort),
        exercises=tuple(_exercise_of(e) for e in document.exercises),
        work=Intervals(work.n, work.work_s, work.rest_s, work.warmup_min, work.cooldown_min)
        if work
        else None,
        heart_rate_bpm=_band(document.heart_rate_bpm),
        pace_s_per_km=_band(document.pace_s_per_km),
        rule_ids=document.rule_ids,
        flags=frozenset(document.flags),
    )


def _exercise_document(e: ExerciseSet) -> ExerciseDocument:
    values = {name: getattr(e, name) for name in ExerciseSet.__slots__}
    return ExerciseDocument(name=EXERCISES[e.exercise_id].name, **values)


def _exercise_of(document: ExerciseDocument) -> ExerciseSet:
    return ExerciseSet(**{name: getattr(document, name) for name in ExerciseSet.__slots__})


def _pair(band: Band | None) -> tuple[float, float] | None:
    return None if band is None else (band.low, band.high)


def _band(pair: tuple[float, float] | None) -> Band | None:
    return None if pair is None else Band(*pair)
