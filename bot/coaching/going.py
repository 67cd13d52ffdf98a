"""A session accompanied while it runs: begun, moved on, finished into the log, or kept as a draft (issue 5 point 11).

Where it stands is a row of its own, so no command, restart or other process loses a set. What happens by itself (rest
over, next round, draft) is one row of the schedule: the next one is written when the last one fires, so that a late
heartbeat finds one due row and never a burst.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import checkins, days
from bot.coaching.checkins import DONE_SHARE, MOST_MINUTES, Logged
from bot.coaching.days import Item
from bot.coaching.live import Live, Way, by_body, raised
from bot.coaching.people import Person
from bot.coaching.ports import Reminder, ReminderStatus, UnitOfWork
from rules.cardio.timeline import rounds_done
from rules.checkin import CheckIn, LoggedSet, Status
from rules.exercises import EXERCISES, load_kind
from rules.sessions import SetKind
from rules.strength.loads import step_kg

KIND = "go"
LEAST_SHARE = 0.5  # tapped through in less than half of the time that it takes: then the plan's minutes count
FIRED = (ReminderStatus.QUEUED, ReminderStatus.EXPIRED)


async def open_today(uow: UnitOfWork, person: Person, local_now: datetime) -> tuple[Item, ...]:
    """Today's sessions that nothing has been logged of, in order of time."""
    standing = await days.standing(uow, person, local_now.date())
    return tuple(i for i in standing.on(local_now.date()) if i.open) if standing else ()


async def current(uow: UnitOfWork, person: Person) -> Live | None:
    """The session that runs, or was left, or whose log was taken back; None when there is none."""
    live = await uow.training.live(person.id)
    if live is None or live.finished_at is None:
        return live
    found = await days.find(uow, person, live.session.id)
    return replace(live, finished_at=None) if found and found[1].open else None


async def show(uow: UnitOfWork, person: Person, session_id: str, now: datetime) -> Live | None:
    """Have a session ready; one with something done in it stays, whichever was asked for. None: it can't be begun."""
    live = await current(uow, person)
    if live is not None and (live.session.id == session_id or live.begun_at is not None):
        return live
    found = await days.find(uow, person, session_id)
    if found is None or not found[1].can_be_logged:
        return None
    live = Live(session=found[1].session, date=found[1].date, touched_at=now)
    return await keep(uow, person, live, now)


async def begin(uow: UnitOfWork, person: Person, live: Live, now: datetime) -> Live:
    """Start the clock."""
    zero = now if live.way is Way.INTERVALS else None
    return await keep(uow, person, replace(live, begun_at=now, zero_at=zero, touched_at=now), now)


async def keep(uow: UnitOfWork, person: Person, live: Live, now: datetime) -> Live:
    """Store where it stands, and when it changes by itself next."""
    await uow.training.save_live(person.id, live, now)
    await schedule(uow, person, live, now)
    return live


async def schedule(uow: UnitOfWork, person: Person, live: Live, now: datetime) -> None:
    """Write the one row of what is due next, in place of what was."""
    await stop(uow, person, live)
    known = await uow.reminders.of(person.id, live.date, live.date)
    slot = sum(r.kind == KIND and r.status in FIRED for r in known)
    due = live.next_due(now)
    wall = due.astimezone(ZoneInfo(person.time_zone)).time()
    row = Reminder(person.id, live.date, KIND, slot, due, wall, person.time_zone, live.session.id)
    await uow.reminders.upsert([row])


async def stop(uow: UnitOfWork, person: Person, live: Live) -> None:
    """Nothing happens by itself any more."""
    await uow.reminders.cancel(person.id, live.date - timedelta(days=7), (KIND,))


async def throw_away(uow: UnitOfWork, person: Person, live: Live, now: datetime) -> None:
    """Forget a session that was begun."""
    await stop(uow, person, live)
    await uow.training.save_live(person.id, None, now)


async def finish(
    uow: UnitOfWork, person: Person, live: Live, ended: datetime, now: datetime, minutes: int | None = None
) -> Logged | None:
    """What was done becomes the session's log; `minutes` where they were told. None: it isn't in the plan any more.

    Then it is kept as training beside the plan. The row stays until the next session: an undo brings it back.
    """
    told = _told(live, ended, minutes)
    logged = await checkins.performed(uow, person, live.session.id, now, ended, told)
    if logged is None:
        free = CheckIn(live.date, Status.DONE, session_type=live.session.type, mode=live.session.mode)
        beside = replace(free, **told, logged_at=now, finished_at=ended)  # type: ignore[arg-type]  # fields of CheckIn
        await uow.training.replace(person.id, f"free:{KIND}:{live.session.id}", beside, now)
    await stop(uow, person, live)
    await uow.training.save_live(person.id, replace(live, finished_at=now), now)
    return logged


async def keep_sets(uow: UnitOfWork, person: Person, logged: Logged | None, now: datetime) -> None:
    """Logged by another button while its draft lay open: the sets tapped so far go into that log, as they were."""
    live = await uow.training.live(person.id)
    together = {item.session.id for item in logged.together} if logged else set()
    if live is None or live.finished_at is not None or live.session.id not in together:
        return
    known = await uow.training.checkin(person.id, live.session.id)
    if known is not None and live.sets_done and not known.sets:
        await uow.training.replace(person.id, live.session.id, replace(known, sets=_sets(live)), now)
    await stop(uow, person, live)
    await uow.training.save_live(person.id, replace(live, finished_at=now), now)


def ended_at(live: Live, now: datetime) -> datetime:
    """When it ended: now, or for a draft at its last tap, and not before its planned end where the clock ran."""
    if now < live.expires_at:
        return now
    if live.way is Way.SETS or live.begun_at is None:
        return live.touched_at
    return max(live.touched_at, live.begun_at + timedelta(minutes=live.session.minutes))


async def change_kg(uow: UnitOfWork, person: Person, live: Live) -> float | None:
    """By how much the load at hand can change; None where there is none, or no set of it is at hand."""
    if live.place is None or not live.steps[live.place].counts:
        return None
    step = live.steps[live.place]
    return (
        await _step_kg(uow, person, live.item(step).exercise_id) if live.load_of(step) is not None else None
    )


async def found_load(uow: UnitOfWork, person: Person, live: Live) -> Live:
    """After a set of a ramp test the next one is heavier (E-20)."""
    last = live.made[-1]
    item = live.session.exercises[live.steps[last.step].item]
    step = await _step_kg(uow, person, item.exercise_id) if item.kind is SetKind.RAMP else None
    return raised(live, step) if step is not None else live


async def _step_kg(uow: UnitOfWork, person: Person, exercise_id: str) -> float | None:
    state = await uow.training.state(person.id)
    if state is None:
        return None
    return step_kg(load_kind(EXERCISES[exercise_id], state.profile.equipment), state.profile)


def _told(live: Live, ended: datetime, minutes: int | None) -> Mapping[str, object]:
    """The fields of the check-in that this session fills."""
    really = min(MOST_MINUTES, live.minutes(ended) if minutes is None else minutes)
    if live.way is Way.SETS:
        planned = round(live.session.minutes * live.share)
        really = planned if really < LEAST_SHARE * planned else really
        return _as(live.share) | {"actual_minutes": really, "sets": _sets(live)}
    if live.way is Way.INTERVALS and live.session.work is not None:
        rounds = min(live.session.work.n, rounds_done(live.segments, live.elapsed_s(ended)))
        done = {"intervals_done": rounds, "actual_minutes": min(really, live.session.minutes)}
        return _as(rounds / live.session.work.n) | done
    return _as(really / live.session.minutes) | {"actual_minutes": really}


def _as(share: float) -> dict[str, object]:
    return {"status": Status.DONE if share >= DONE_SHARE else Status.PARTIAL}


def _sets(live: Live) -> tuple[LoggedSet, ...]:
    found = []
    for made in live.sets_done:
        item = live.item(live.steps[made.step])
        reps = made.reps or 0
        found.append(LoggedSet(item.exercise_id, reps, made.load_kg, made.rir, by_body(item)))
    return tuple(found)
