"""Settings of a person: reminder time, zone, quiet hours, units, language, pause and resume."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import pauses, reminders, reviews
from bot.coaching.people import Noise, Person, Settings, Status
from bot.coaching.ports import UnitOfWork
from rules.athlete import Units
from rules.errors import OutOfRange

LONGEST_PAUSE = timedelta(days=183)


async def change(uow: UnitOfWork, person: Person, settings: Settings, now: datetime) -> Person:
    """Store new settings and move the reminders that they concern."""
    changed = replace(person, settings=settings)
    await uow.people.save(changed)
    await reminders.replan(uow, changed, now)
    return changed


async def lead(uow: UnitOfWork, person: Person, minutes: int, now: datetime) -> Person:
    """Remind so many minutes before the first session; 0 to 180 (C-10), else OutOfRange."""
    if not 0 <= minutes <= 180:
        raise OutOfRange("reminder_lead_min", minutes, "0-180")
    settings = replace(person.settings, reminder_lead_min=minutes, reminder_time=None)
    return await change(uow, person, settings, now)


async def fixed_time(uow: UnitOfWork, person: Person, wall: time, now: datetime) -> Person:
    """Remind at one clock time instead (C-10)."""
    return await change(uow, person, replace(person.settings, reminder_time=wall), now)


async def quiet(uow: UnitOfWork, person: Person, begin: time, end: time, now: datetime) -> Person:
    """No unasked message between these wall-clock times."""
    settings = replace(person.settings, quiet_from=begin, quiet_until=end)
    return await change(uow, person, settings, now)


async def units(uow: UnitOfWork, person: Person, chosen: Units) -> Person:
    """Metric (kg, km) or imperial (lb, miles); only what is shown changes (0.2)."""
    changed = replace(person, settings=replace(person.settings, units=chosen))
    await uow.people.save(changed)
    return changed


async def noise(uow: UnitOfWork, person: Person, kind: str, level: Noise, now: datetime) -> Person:
    """How loud a kind of unasked message is (ux 11)."""
    others = tuple(pair for pair in person.settings.noise if pair[0] != kind)
    return await change(uow, person, replace(person.settings, noise=(*others, (kind, level))), now)


async def zone(uow: UnitOfWork, person: Person, name: str, now: datetime) -> Person:
    """Another time zone: the plan stays on its wall-clock times, the reminders move with it."""
    moved = replace(person, time_zone=name)
    state = await uow.training.state(person.id)
    if state is not None:
        await uow.training.save_state(
            person.id, replace(state, profile=replace(state.profile, time_zone=name))
        )
    await uow.people.save(moved)
    await reminders.replan(uow, moved, now)
    return moved


async def language(uow: UnitOfWork, person: Person, name: str) -> Person:
    """The language of every message from now on, whatever the app's is."""
    changed = replace(person, language=name, settings=replace(person.settings, language_chosen=True))
    await uow.people.save(changed)
    return changed


async def pause(uow: UnitOfWork, person: Person, until: date | None, now: datetime) -> Person:
    """No reminders until a local date (its morning brings them back), or until resumed (G-30: announced break)."""
    if until is not None and until - now.date() > LONGEST_PAUSE:
        raise OutOfRange("pause", until.isoformat(), "up to 6 months")
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    await pauses.begin(uow, person, today, until, now)
    paused = replace(person, status=Status.PAUSED, paused_until=until)
    await uow.people.save(paused)
    await reminders.silence(uow, person, now)
    return paused


async def resume(uow: UnitOfWork, person: Person, now: datetime) -> Person:
    """Reminders come again; what a break of a week or more changes is the next review's word (G-30)."""
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    if person.status is Status.PAUSED:
        await pauses.end(uow, person, today, now)
    resumed = replace(person, status=Status.ACTIVE, paused_until=None)
    await uow.people.save(resumed)
    await reviews.catch_up(uow, resumed, now)
    await reminders.replan(uow, resumed, now)
    return resumed


async def top_up(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Housekeeping of one person: a pause that is over ends, missed reviews are made, reminders reach further."""
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    if person.status is Status.PAUSED and person.paused_until is not None and person.paused_until <= today:
        await resume(uow, person, now)
    else:
        await reviews.catch_up(uow, person, now)
        await reminders.replan(uow, person, now)
