"""Drawing synthetic athletes: every goal, level, age, equipment, week, event, injury and health screen occurs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.cohort.traits import Traits, draw_traits
from rules.athlete import (
    Age,
    Event,
    EventType,
    FixedSession,
    Goal,
    Injury,
    Mode,
    Profile,
    RecentLift,
    Region,
    Sex,
    StrengthFocus,
    Window,
)
from rules.exercises import PRESETS, expand_equipment
from rules.windows import usable_windows

FIRST_DAY = date(2026, 1, 5)
STARTS = (time(6, 30), time(7), time(12), time(12, 30), time(17), time(18), time(18, 30), time(19, 30))
EXTRAS = ("bike", "rower", "kettlebell", "pullup_bar", "treadmill", "pool", "box", "rope", "ski_erg")
SPORTS = (("team_sport", 90), ("class", 45), ("commute_bike", 25), ("run", 60), ("swim", 40))
LIFTS = (("back_squat", 40, 140), ("bench_press", 30, 110), ("deadlift", 50, 170))


@dataclass(frozen=True, slots=True)
class Person:
    """One synthetic athlete: who they are, what they ticked, when they begin, what they are like."""

    number: int
    profile: Profile
    ticked: frozenset[str]
    start: date
    traits: Traits


def draw_person(seed: int, number: int) -> Person:
    """The person of this number; the same seed and number give the same person."""
    dice = random.Random(f"{seed}:{number}:who")
    start = FIRST_DAY + timedelta(days=dice.randrange(364))
    return Person(
        number=number,
        profile=_profile(dice, start),
        ticked=_ticked(dice),
        start=start,
        traits=draw_traits(dice),
    )


def _profile(dice: random.Random, start: date) -> Profile:
    lifting, cardio = _experience(dice), _experience(dice)
    lifts = float(dice.choice((1, 2, 3, 3, 4, 5))) if lifting and dice.random() < 0.85 else 0.0
    minutes = dice.choice((30, 60, 90, 150, 200, 300, 420, 560)) if cardio and dice.random() < 0.85 else 0
    goal = dice.choice(list(Goal))
    return Profile(
        age=_age(dice),
        goal=goal,
        strength_months=lifting,
        endurance_months=cardio,
        availability=_availability(dice),
        equipment=_equipment(dice),
        sex=dice.choice(list(Sex)),
        weight_kg=round(dice.gauss(76, 14), 1) if dice.random() < 0.8 else None,
        height_cm=dice.randint(150, 200) if dice.random() < 0.7 else None,
        strength_focus=dice.choice((None, *StrengthFocus)),
        events=_events(dice, start, goal),
        current_lifts_per_week=lifts,
        current_cardio_min_per_week=minutes,
        current_run_min_per_week=dice.choice((None, 0, minutes // 2)),
        longest_session_30d_min=_longest(dice, minutes),
        main_cardio_mode=dice.choice((None, *(m for m in Mode if m is not Mode.STAIRS))),
        max_training_days=dice.choice((None, None, None, 2, 3, 4, 5, 7)),
        fixed_sessions=_fixed(dice),
        injuries=_injuries(dice, start),
        resting_hr=dice.choice((None, 48, 60, 72)),
        beta_blocker=dice.random() < 0.03,
        recent_lifts=_recent_lifts(dice, start) if lifting else (),
        long_session_days=frozenset(dice.choice(((5, 6), (5,), (6,), (2, 5)))),
        cut_phase=dice.random() < 0.08,
        likes=frozenset(dice.sample(("bench_press", "leg_press", "bike", "db_row"), dice.randint(0, 2))),
        dislikes=frozenset(dice.sample(("back_squat", "pull_up", "row", "swim"), dice.randint(0, 2))),
        prefers_cardio=dice.random() < 0.2,
        wants_three_hiit=dice.random() < 0.1,
    )


def _age(dice: random.Random) -> Age:
    if dice.random() < 0.4:
        return Age(dice.choice((18, 35, 45, 60, 70)), exact=False)
    return Age(min(90, max(18, round(dice.gauss(42, 17)))))


def _experience(dice: random.Random) -> int:
    return dice.choice((0, 0, 3, 5, 6, 12, 18, 30, 48, 120))


def _availability(dice: random.Random) -> tuple[tuple[Window, ...], ...]:
    days = set(dice.sample(range(7), dice.choice((1, 2, 3, 3, 4, 4, 5, 5, 6, 7))))
    usual = Window(dice.choice(STARTS), dice.choice((20, 30, 45, 60, 60, 75, 90, 120, 180)))
    return tuple(_day(dice, usual) if day in days else () for day in range(7))


def _day(dice: random.Random, usual: Window) -> tuple[Window, ...]:
    windows = [usual]
    if dice.random() < 0.25:
        windows.append(Window(dice.choice(STARTS), dice.choice((20, 45, 60, 90, 240))))
    return usable_windows(windows)


def _equipment(dice: random.Random) -> frozenset[str]:
    extras = dice.sample(EXTRAS, dice.choice((0, 0, 1, 3)))
    return expand_equipment([dice.choice(list(PRESETS)), *extras])


def _longest(dice: random.Random, minutes: int) -> int | None:
    return dice.choice((None, minutes // 4, minutes // 3, min(150, minutes // 2)))


def _events(dice: random.Random, start: date, goal: Goal) -> tuple[Event, ...]:
    wanted = 0.9 if goal is Goal.RACE else 0.35
    if dice.random() > wanted:
        return ()
    events = [_event(dice, start, dice.randrange(0, 44))]
    if dice.random() < 0.35:
        events.append(_event(dice, start, dice.randrange(0, 52)))
    return tuple(events)


def _event(dice: random.Random, start: date, weeks: int) -> Event:
    day = start + timedelta(weeks=weeks, days=dice.randrange(7))
    return Event(dice.choice(list(EventType)), day, dice.choice(("A", "A", "B")))


def _fixed(dice: random.Random) -> tuple[FixedSession, ...]:
    if dice.random() > 0.15:
        return ()
    kind, minutes = dice.choice(SPORTS)
    days = dice.sample(range(7), dice.choice((1, 1, 2, 3, 5)))
    return tuple(
        FixedSession(day, time(20), minutes, kind, dice.choice((3, 5, 7, 8))) for day in sorted(days)
    )


def _injuries(dice: random.Random, start: date) -> tuple[Injury, ...]:
    if dice.random() > 0.12:
        return ()
    since = start - timedelta(days=dice.randrange(60))
    return (Injury(dice.choice(list(Region)), dice.randint(1, 7), since),)


def _recent_lifts(dice: random.Random, start: date) -> tuple[RecentLift, ...]:
    chosen = dice.sample(LIFTS, dice.randint(0, 3))
    day = start - timedelta(days=dice.randrange(120))
    return tuple(
        RecentLift(name, float(dice.randrange(low, high, 5)), dice.randint(3, 10), dice.randint(0, 3), day)
        for name, low, high in chosen
    )


def _ticked(dice: random.Random) -> frozenset[str]:
    luck = dice.random()
    if luck < 0.85:
        return frozenset()
    if luck < 0.95:
        return frozenset({dice.choice(("Q5", "Q6"))})
    return frozenset({dice.choice(("Q1", "Q2", "Q3", "Q4", "Q7"))})
