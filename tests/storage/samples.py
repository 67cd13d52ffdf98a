"""An athlete's values, small but with every kind of field: enums, times, tuples, frozensets, floats and notes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bot.coaching.live import Live, Made
from bot.coaching.ports import StoredReview
from rules.adaptation import Inputs
from rules.athlete import Age, Event, EventType, Goal, Injury, Mode, Profile, Region, Window
from rules.checkin import CheckIn, LoggedSet, Pain, Status, TalkTest
from rules.decisions import Certainty, Change, Decision, Modifier
from rules.plan import Counts, Model, Phase, PhaseName, Score, Week
from rules.review.metrics import Side, WeekMetrics
from rules.sessions import Band, ExerciseSet, Intervals, Session, SessionType, SetKind, note
from rules.state import Adjustments, Lift, Screening, Standing, TrainingState, WeekRecord

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)

PROFILE = Profile(
    age=Age(35, exact=False),
    goal=Goal.HYBRID,
    strength_months=14,
    endurance_months=6,
    availability=(
        (Window(time(7), 60),),
        (),
        (),
        (Window(time(18, 30), 75), Window(time(7), 45)),
        (),
        (),
        (),
    ),
    equipment=frozenset({"barbell", "bench"}),
    time_zone="Europe/Berlin",
    weight_kg=71.5,
    events=(Event(EventType.HALF, date(2027, 4, 11)),),
    main_cardio_mode=Mode.RUN,
    load_steps_kg=(("barbell", 2.5),),
    injuries=(Injury(Region.KNEE, 3, date(2026, 10, 1)),),
)

SESSION = Session(
    id="20261123-1",
    day=0,
    start=time(7),
    minutes=60,
    type=SessionType.LOWER,
    heavy=True,
    rpe=7,
    rir=2,
    effort=Band(6, 7.5),
    exercises=(ExerciseSet("back_squat", SetKind.MAIN, 3, 5, 5, 2, 180, load_kg=82.5, superset="A"),),
    work=Intervals(6, 30, 90, 10, 5),
    order_note=note("order.strength_first", gap_h=6, clock="13:00", strict=True),
    rule_ids=("D-41",),
    flags=frozenset({"onramp"}),
)


LIVE = Live(
    session=SESSION,
    date=MONDAY,
    touched_at=NOW,
    begun_at=NOW,
    made=(Made(0, 0, 5, 82.5, 2), Made(1, 1)),
    loads=((0, 85.0),),
    rest_until=NOW,
)


def week(start: date = MONDAY, number: int = 1) -> Week:
    return Week(
        start=start,
        number=number,
        phase=PhaseName.B1,
        week_in_phase=1,
        deload=False,
        sessions=(SESSION,),
        counts=Counts(2, 2.5, 1),
        cardio_minutes=95,
        score=Score(31, 10.5, 5, 4, 3, 8.5),
        purpose=note("purpose.base", weeks=4),
        flags=frozenset({"first"}),
    )


def checkin(day: date = MONDAY, rpe: int = 7) -> CheckIn:
    return CheckIn(
        date=day,
        status=Status.DONE,
        session_id="20261123-1",
        rpe=rpe,
        talk_test=TalkTest.BORDERLINE,
        sets=(LoggedSet("back_squat", 5, 82.5, 2), LoggedSet("pull_up", 6)),
        pain=(Pain(Region.KNEE, 2, worse_next_morning=None),),
        free_text="knee fine, slept badly",
        finished_at=datetime(2026, 11, 23, 7, 5, tzinfo=UTC),
    )


def record(start: date, number: int) -> WeekRecord:
    return WeekRecord(week(start, number), (checkin(start),), (), Decision.PROGRESS)


STATE = TrainingState(
    profile=PROFILE,
    screening=Screening(Standing.LIGHT, frozenset({"heart"}), frozenset({"no_hiit"}), screened_on=MONDAY),
    model=Model.BLOCK,
    phases=(Phase(PhaseName.B1, 4), Phase(PhaseName.TAPER, 1, 0)),
    start=MONDAY,
    week_number=2,
    phase_index=0,
    week_in_phase=2,
    lifts=(Lift("back_squat", 82.5, 5, e1rm_kg=(95.0, 96.5), exposures=(MONDAY,)),),
    block_exercises=(("squat", "back_squat"),),
    adjustments=Adjustments(
        mode_swaps=((Mode.RUN, Mode.BIKE),), removed_windows=frozenset({(0, 420), (3, 1110)})
    ),
    declined=frozenset({"G-15"}),
)


def review(answer: str = "") -> StoredReview:
    """A week that was eased because of short nights."""
    side = Side(2, 1, 120, 60, 8.5, 0.5)
    metrics = WeekMetrics(0.5, side, side, 1.0, 840, 420.5, None, 0, 1.5, 2, 5.5, 3, None, 0, None)
    change = Change(
        note("change.minutes", day=3), 45, 30, note("because.sleep", h=5.5), "G-20", ("S1",), Certainty.B
    )
    slower = Modifier("slow_down", "run", 0.05, "G-41", note("because.talk"))
    inputs = Inputs(STATE, week(), (checkin(),), (), MONDAY)
    return StoredReview(
        MONDAY,
        Decision.REDUCE,
        (change,),
        (slower,),
        metrics,
        inputs,
        next_week=week(),
        answer=answer,
        declined=(1,),
        created_at=NOW,
    )
