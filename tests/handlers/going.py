"""What the tests of /go share: sessions to run, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from bot.coaching import days
from bot.simulator.core.ledger import Call
from bot.simulator.core.view import Seen
from rules.athlete import Mode
from rules.checkin import CheckIn
from rules.sessions import ExerciseSet, Intervals, Session, SessionType, SetKind, note
from tests.handlers.test_late_finish import MONDAY, plan
from tests.handlers.town import Resident

SQUAT = ExerciseSet("back_squat", SetKind.MAIN, 3, 5, 5, 2, 150, 100.0)
ROW = ExerciseSet("db_row", SetKind.ACCESSORY, 2, 8, 10, 2, 90, 30.0, reps_target=9)
RISING = {"reps_1": 8, "load_1": 40.0, "reps_2": 5, "load_2": 60.0, "reps_3": 3, "load_3": 80.0}
WARM = (note("do.warmup", minutes=6), note("do.ramp_sets", exercise="back_squat", **RISING))
LIFT = Session("20270308-1", 0, time(18), 60, SessionType.FULL, exercises=(SQUAT, ROW), rir=2)
SPRINTS = Session(
    "20270308-2", 0, time(18), 24, SessionType.HIIT, Mode.BIKE, intervals=8, work=Intervals(8, 30, 90, 5, 3)
)
RUN = Session("20270308-3", 0, time(18), 40, SessionType.EASY, Mode.RUN)


async def at_six(resident: Resident, *sessions: Session) -> None:
    """Monday 18:00, and these are the week."""
    await plan(resident, MONDAY, sessions)
    await resident.goes_to("2027-03-08 18:00")


async def after(resident: Resident, seconds: float) -> Seen:
    """Let time pass, stopping wherever something is due; returns the newest message then."""
    town = resident.town
    await town.go_to(town.clock.now() + timedelta(seconds=seconds))
    return resident.phone.last()


async def jump(resident: Resident, seconds: float) -> Seen:
    """Time passes while the bot is away: it wakes up once, late."""
    resident.town.clock.at += timedelta(seconds=seconds)
    resident.town.seconds.at += seconds
    await resident.town.beat()
    return resident.phone.last()


async def logged(resident: Resident, session: Session) -> CheckIn | None:
    """The session's check-in."""
    person = await resident.known()
    async with resident.town.storage.look() as unit:
        found = await days.find(unit, person, session.id)
    assert found is not None
    return found[1].checkin


def sets_of(checkin: CheckIn | None) -> Sequence[tuple[str, int, float | None, int | None]]:
    """Exercise, repetitions, load and reserve of each set."""
    assert checkin is not None
    return [(s.exercise_id, s.reps, s.load_kg, s.rir) for s in checkin.sets]


def edits(resident: Resident) -> list[Call]:
    """Every edit of a text of theirs, oldest first."""
    calls = resident.town.simulator.ledger.accepted(chat_id=resident.phone.user_id)
    return [call for call in calls if call.method == "editMessageText"]
