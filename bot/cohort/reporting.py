"""From what really happened to what is told: honest people, optimists, pessimists, liars and those who forget."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.cohort.body import Body
from bot.cohort.mishaps import Mishaps
from bot.cohort.traits import Reporter
from rules.checkin import CheckIn, Illness, LoggedSet, Pain, Status, Wellness
from rules.plan import Week
from rules.review.worked import in_its_own_unit
from rules.sessions import ExerciseSet, Session, SetKind

SPARSE_SILENCE = 0.55
MOST_RIR = 5
RAMP_STEP, RAMP_ENDS_RIR = 0.125, 3
ROUNDED_H = 0.5
HELD_A_REP_S = 4  # a hold lasts about as long as the repetitions would that could be done with it


@dataclass(slots=True)
class Truth:
    """One session as it was: `checkin` as an honest person would write it."""

    session: Session
    checkin: CheckIn


def told(truth: Truth, reporter: Reporter, dice: random.Random) -> CheckIn | None:
    """What this person writes of it; None: nothing."""
    checkin = truth.checkin
    if reporter is Reporter.SPARSE and dice.random() < SPARSE_SILENCE:
        return None
    if reporter is Reporter.LIAR:
        return _as_planned(truth)
    if reporter is Reporter.OPTIMIST:
        status = Status.DONE if checkin.status is Status.PARTIAL else checkin.status
        minutes = None if checkin.status is Status.PARTIAL else checkin.actual_minutes
        return replace(_shifted(checkin, -1), status=status, actual_minutes=minutes)
    return _shifted(checkin, 1) if reporter is Reporter.PESSIMIST else checkin


def _as_planned(truth: Truth) -> CheckIn:
    session = truth.session
    sets = tuple(
        LoggedSet(e.exercise_id, e.reps_target or e.reps_high, e.load_kg, min(MOST_RIR, e.rir))
        for e in session.exercises
        if in_its_own_unit(e)
        for _ in range(e.sets)
    )
    return CheckIn(
        truth.checkin.date,
        Status.DONE,
        session.id,
        rpe=session.rpe or None,
        intervals_done=session.intervals,
        sets=sets,
    )


def _shifted(checkin: CheckIn, by: int) -> CheckIn:
    pain = tuple(
        Pain(p.region, max(0, min(10, p.severity + 2 * by)), p.worse_next_morning) for p in checkin.pain
    )
    rpe = None if checkin.rpe is None else max(1, min(10, checkin.rpe + by))
    return replace(checkin, rpe=rpe, pain=tuple(p for p in pain if p.severity))


def sets_of(body: Body, entries: tuple[ExerciseSet, ...]) -> tuple[LoggedSet, ...]:
    """The sets as the body managed them; what has no load isn't logged."""
    found: list[LoggedSet] = []
    for e in entries:
        if e.load_kg is None or not in_its_own_unit(e):
            continue
        if e.kind is SetKind.RAMP:
            found += _ramp(body, e, max(1.0, e.load_kg))
        else:
            found += [_worked(body, e, max(1.0, e.load_kg))] * e.sets
    return tuple(found)


def _worked(body: Body, e: ExerciseSet, load_kg: float) -> LoggedSet:
    a_rep = HELD_A_REP_S if e.seconds else 1
    able = body.repetitions(e.exercise_id, load_kg) * a_rep
    goal = e.reps_target or e.reps_low
    aim = e.reps_high if able - goal > (e.rir + 1) * a_rep else goal
    reps = max(1, min(aim, int(able)))
    return LoggedSet(e.exercise_id, reps, load_kg, max(0, min(MOST_RIR, round((able - reps) / a_rep))))


def _ramp(body: Body, e: ExerciseSet, load_kg: float) -> list[LoggedSet]:
    """Rising sets until three repetitions are left (E-20)."""
    made: list[LoggedSet] = []
    for number in range(e.sets):
        made.append(_worked(body, e, round(load_kg * (1 + RAMP_STEP * number) * 2) / 2))
        if (made[-1].rir or 0) <= RAMP_ENDS_RIR:
            break
    return made


def nights(
    body: Body,
    mishaps: Mishaps,
    day: date,
    sleep_h: float,
    reporter: Reporter,
) -> Wellness:
    """The daily answers of a day."""
    illness = (
        Illness.SYSTEMIC if mishaps.is_ill(day) else Illness.MILD if mishaps.is_mild(day) else Illness.NONE
    )
    sore = body.soreness()
    if reporter is Reporter.LIAR:
        return Wellness(day, sleep_h=8.0, soreness_legs=1, soreness_upper=1, illness=Illness.NONE)
    shift = {Reporter.OPTIMIST: -2, Reporter.PESSIMIST: 2}.get(reporter, 0)
    legs = max(0, min(10, round(sore + shift)))
    return Wellness(
        day,
        sleep_h=round(max(0.0, min(14.0, sleep_h)) / ROUNDED_H) * ROUNDED_H,
        soreness_legs=legs,
        soreness_upper=max(0, legs - 2),
        illness=illness,
        fever=True if illness is Illness.SYSTEMIC and day + timedelta(days=2) < mishaps.ill_until else None,
    )


def unplanned(week: Week, dice: random.Random) -> CheckIn:
    """Training besides the plan."""
    return CheckIn(
        week.start + timedelta(days=dice.randrange(7)),
        Status.DONE,
        session_type=dice.choice(("C_EASY", "C_HIIT", "S_FULL")),
        mode=dice.choice(("run", "bike", "swim")),
        actual_minutes=dice.choice((20, 40, 60, 90)),
        rpe=dice.choice((4, 6, 8)),
    )
