"""What a running session shows at a moment: the set at hand, the interval, the time, or the draft it has become."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.coaching import going, typed_logs
from bot.coaching.going import KIND
from bot.coaching.live import EXPIRES, Live, Way
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from handlers.context import Context
from rules.cardio.timeline import at, rounds_done
from rules.exercises import EXERCISES
from rules.strength.walkthrough import StepKind

REPS_BESIDE = 4  # offered on either side of what was planned
SECONDS_BESIDE = 5  # the same for holds, in seconds a step
LONGER, LONGER_MIN = 1.5, 10  # past this the clock alone isn't believed

Screen = tuple[str, dict[str, object]]


def subject_of(live: Live) -> str:
    """What its message shows: the schedule finds it by this."""
    return f"{KIND}:{live.session.id}"


async def show(context: Context, live: Live, view: str = "") -> None:
    """Show where it stands, and wait for what is typed about it; the pinned week keeps its place."""
    template, values = await screen(context.uow, context.person, live, context.now, view)
    await context.ask(KIND, view, lasts=EXPIRES + timedelta(minutes=live.session.minutes))
    pinned = context.message_id == context.person.pinned_message_id
    edit = None if pinned else context.message_id
    await context.put(template, values, subject=subject_of(live), edit=edit)


async def screen(uow: UnitOfWork, person: Person, live: Live, now: datetime, view: str = "") -> Screen:
    """The template and its values. `view` is what of the set at hand is being changed: reps, weight, or nothing."""
    if live.begun_at is None:
        return "go/ready", {"live": live}
    if now >= live.expires_at:
        return draft(live, now)
    if live.way is Way.SETS:
        return await _set(uow, person, live, now, view)
    if live.way is Way.INTERVALS:
        return "go/intervals", interval(live, now)
    over_at = live.begun_at + timedelta(minutes=live.session.minutes)
    return "go/steady", {"live": live, "over_at": over_at, "over": now >= over_at}


def draft(live: Live, now: datetime) -> Screen:
    """What is kept of it, and the ways to make a log of that or not."""
    ended = going.ended_at(live, now)
    elapsed = live.elapsed_s(ended)
    values: dict[str, object] = {
        "live": live,
        "expired": now >= live.expires_at,
        "sets": len(live.sets_done),
        "rounds": rounds_done(live.segments, elapsed),
        "minutes": live.minutes(ended),
    }
    return "go/draft", values


def needs_asking(live: Live, now: datetime) -> bool:
    """Whether finishing has to ask first: nothing was done, or the clock says much more than the plan."""
    if live.way is Way.SETS:
        return not live.sets_done
    return live.way is Way.STEADY and live.minutes(now) > LONGER * live.session.minutes + LONGER_MIN


async def _set(uow: UnitOfWork, person: Person, live: Live, now: datetime, view: str) -> Screen:
    place = live.place
    step = live.steps[place] if place is not None else None
    shown = next((s for s in live.steps[place or 0 :] if s.kind is not StepKind.MOVE), None)
    item = live.item(shown) if shown else None
    lifts = await typed_logs.last_lifts(uow, person, live.date) if item else {}
    values: dict[str, object] = {
        "live": live,
        "step": step,
        "item": item,
        "load": live.load_of(step) if step else None,
        "last": lifts.get(item.exercise_id)
        if item and item.seconds is EXERCISES[item.exercise_id].timed
        else None,
        "rest_until": live.rest_until,
        "resting": live.rest_until is not None and live.rest_until > now,
        "change_kg": await going.change_kg(uow, person, live),
        "view": view,
        "offered": _offered(step.reps, timed=item.seconds) if step and item else (),
        "total": sum(s.counts for s in live.steps),
    }
    return "go/set", values


def _offered(planned: int, *, timed: bool) -> tuple[int, ...]:
    """Numbers around the planned one, without it: that has a button of its own."""
    apart = SECONDS_BESIDE if timed else 1
    around = (planned + n * apart for n in range(-REPS_BESIDE, REPS_BESIDE + 1) if n)
    return tuple(n for n in around if n > 0)


def interval(live: Live, now: datetime) -> dict[str, object]:
    """Which part runs, from when to when, and when all is over."""
    segment = at(live.segments, live.elapsed_s(now))
    zero = live.zero_at or now
    return {
        "live": live,
        "segment": segment,
        "left_s": round(segment.ends_s - live.elapsed_s(now)) if segment else 0,
        "begins_at": zero + timedelta(seconds=segment.begins_s) if segment else None,
        "ends_at": zero + timedelta(seconds=segment.ends_s) if segment else None,
        "over_at": zero + timedelta(seconds=live.segments[-1].ends_s),
    }
