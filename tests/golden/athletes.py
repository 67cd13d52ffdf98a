"""The athletes of the golden scenarios whose plans are built here, on the scenarios' defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from rules.athlete import Age, Event, EventType, Goal, Mode, Profile, Sex, Window
from rules.exercises import PRESETS
from rules.plan import Plan, Week
from rules.planning import build_plan
from rules.sessions import Session
from rules.state import Screening
from tests.golden.universal import check_plan
from tests.rules.athletes import ADVANCED, BEGINNER, INACTIVE, INTERMEDIATE, athlete

MONDAY = date(2026, 1, 5)
EVENING = (Window(time(18), 120),)
Availability = tuple[tuple[Window, ...], ...]


def event(kind: EventType, week: int, rank: str = "A") -> Event:
    """An event on the Sunday of plan week `week`."""
    return Event(kind, MONDAY + timedelta(weeks=week, days=-1), rank)


def open_on(days: tuple[int, ...], windows: tuple[Window, ...] = EVENING) -> Availability:
    """The same windows on these days, 0 Monday."""
    return tuple(windows if day in days else () for day in range(7))


def at(hour: int, minute: int, minutes: int) -> Window:
    """A window."""
    return Window(time(hour, minute), minutes)


def plan_of(profile: Profile, weeks: int | None = None, today: date = MONDAY) -> Plan:
    """The plan of a cleared athlete, its universal asserts checked."""
    plan = build_plan(profile, Screening(), today, weeks)
    check_plan(profile, plan)
    return plan


def lines(week: Week) -> list[str]:
    """A week one session a line: 'Mon S_LOWER* 60', cardio with its mode."""
    return [line(s) for s in week.sessions]


def line(session: Session) -> str:
    """'Tue C_HIIT 24 n8 run'."""
    words = ["Mon Tue Wed Thu Fri Sat Sun".split()[session.day]]
    words.append(session.type.value + ("*" if session.heavy else ""))
    words.append(str(session.minutes))
    words += [f"n{session.intervals}"] if session.intervals else []
    words += [session.mode.value] if session.mode and session.is_cardio else []
    return " ".join(words)


def phases_of(plan: Plan) -> str:
    """'B1 5, B2 5, TAPER 1'."""
    return ", ".join(f"{p.name.value} {p.weeks}" for p in plan.phases)


def deloads_of(plan: Plan) -> list[int]:
    """Numbers of the deload and cut-back weeks."""
    return [w.number for w in plan.weeks if w.deload]


MON_SAT = open_on((0, 1, 2, 3, 4, 5))
SARAH = athlete(
    sex=Sex.FEMALE,
    weight_kg=62,
    height_cm=168,
    availability=MON_SAT,
    current_cardio_min_per_week=180,
    longest_session_30d_min=90,
    events=(event(EventType.PHYSIQUE, 16), event(EventType.MARATHON, 42)),
)
JAMES = athlete(
    age=Age(42),
    sex=Sex.MALE,
    weight_kg=95,
    height_cm=185,
    goal=Goal.MUSCLE,
    strength_months=24,
    endurance_months=120,
    current_lifts_per_week=4,
    current_cardio_min_per_week=540,
    longest_session_30d_min=140,
    availability=MON_SAT,
    events=(event(EventType.SEASON, 20),),
)
MARCUS = athlete(
    age=Age(38),
    sex=Sex.MALE,
    weight_kg=80,
    height_cm=180,
    current_lifts_per_week=2,
    current_cardio_min_per_week=100,
    availability=open_on((0, 1, 2, 3, 4), (at(6, 0, 60), at(12, 0, 60))),
    events=(event(EventType.K5, 16),),
)
MARCUS_THREE_DAYS = replace(MARCUS, availability=open_on((0, 2, 4), (at(6, 0, 60), at(12, 0, 60))))
MARCUS_LATER = replace(MARCUS, availability=open_on((0, 2, 4), (at(6, 0, 60), at(13, 0, 60))))
HEALTHY_BEGINNER = athlete(BEGINNER, goal=Goal.HEALTH)
ONE_DAY = athlete(availability=open_on((5,), (at(10, 0, 60),)))
TWO_A_DAY = athlete(
    ADVANCED, availability=open_on(tuple(range(7)), (at(6, 30, 90), at(18, 0, 90))), max_training_days=7
)
TWENTY_MINUTES = athlete(availability=open_on((0, 1, 2, 3, 4, 5), (at(18, 0, 20),)))
MARATHON_IN_TWO = athlete(
    current_cardio_min_per_week=200,
    longest_session_30d_min=120,
    events=(event(EventType.MARATHON, 2),),
)
MARATHON_IN_FORTY = athlete(events=(event(EventType.MARATHON, 40),))
WALKER = athlete(
    age=Age(70),
    goal=Goal.HEALTH,
    strength_months=3,
    current_lifts_per_week=1,
    endurance_months=60,
    current_cardio_min_per_week=120,
    main_cardio_mode=Mode.WALK,
)
KEEN_BEGINNER = athlete(BEGINNER, goal=Goal.MUSCLE)
MARATHONER = athlete(
    current_lifts_per_week=2,
    endurance_months=60,
    current_cardio_min_per_week=540,
    longest_session_30d_min=150,
    goal=Goal.RACE,
    availability=(*open_on((0, 1, 2, 3, 4), (at(6, 30, 120), at(18, 0, 90)))[:5], (at(8, 0, 200),), ()),
    events=(event(EventType.MARATHON, 18),),
)
TWO_PEAKS = athlete(events=(event(EventType.HALF, 12), event(EventType.PHYSIQUE, 14)))
STARTER = athlete(INACTIVE, age=Age(50), longest_session_30d_min=None)
FRI_SAT_SUN = athlete(goal=Goal.STRENGTH, availability=open_on((4, 5, 6)))
SAT_SUN = athlete(goal=Goal.STRENGTH, availability=open_on((5, 6)))
LIFTER = athlete(
    current_lifts_per_week=4,
    endurance_months=0,
    current_cardio_min_per_week=0,
    longest_session_30d_min=None,
)
NO_EQUIPMENT = athlete(BEGINNER, equipment=PRESETS["none"], availability=open_on((0, 1, 2, 4)))
EVERYBODY: dict[str, Profile] = {
    "G01": SARAH,
    "G02": JAMES,
    "G03": MARCUS,
    "G03b": MARCUS_THREE_DAYS,
    "G04": HEALTHY_BEGINNER,
    "G05": ADVANCED,
    "G06": INTERMEDIATE,
    "G07": ONE_DAY,
    "G08": TWO_A_DAY,
    "G09": TWENTY_MINUTES,
    "G10": NO_EQUIPMENT,
    "G11": MARATHON_IN_TWO,
    "G12": MARATHON_IN_FORTY,
    "G13": WALKER,
    "G14": KEEN_BEGINNER,
    "G15": MARATHONER,
    "G27": TWO_PEAKS,
    "G35": STARTER,
    "G36": FRI_SAT_SUN,
    "G36b": SAT_SUN,
    "G37": LIFTER,
}
