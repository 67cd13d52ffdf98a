"""Red flags in anything a person writes or taps: the hold at once, and the ways out of it (C-40 to C-44)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching import days, reminders, weeks
from bot.coaching.people import Person, Status
from bot.coaching.ports import UnitOfWork
from rules.checkin import CheckIn, SkipReason
from rules.checkin import Status as Done
from rules.red_flags import RedFlag, RedLevel, scan
from rules.screening import clear, hold_for_red_flag
from rules.state import Standing

NOTE = "red_flag"
HELD = frozenset({Status.HOLD_MEDICAL, Status.HOLD_PREGNANCY})


def is_held(person: Person) -> bool:
    """A health hold is active: no plan, no reminders, no advice (U13)."""
    return person.status in HELD


def is_emergency(flag: RedFlag) -> bool:
    """RED-1, or a RED-2 that is told in its words (C-41, C-42)."""
    return flag.level is RedLevel.RED1 or flag.urgent


async def heard(uow: UnitOfWork, person: Person, text: str, now: datetime) -> RedFlag | None:
    """Scan a text; on a match the hold stands until the person answers (C-43), and reminders stop."""
    flag = scan(text)
    if flag is not None:
        await hold(uow, person, flag, now)
    return flag


async def hold(uow: UnitOfWork, person: Person, flag: RedFlag, now: datetime) -> None:
    """Stop the training: no reminders, no advice (C-41). What stood before is kept for a false alarm."""
    if is_held(person):
        return
    document = {"before": person.status.value, "topic": flag.topic, "emergency": is_emergency(flag)}
    await uow.training.note(person.id, NOTE, document, now)
    await uow.reminders.cancel(person.id, now.date() - timedelta(days=1))
    await uow.people.save(replace(person, status=Status.HOLD_MEDICAL))


async def false_alarm(uow: UnitOfWork, person: Person, now: datetime) -> Person:
    """They meant something else: everything goes on unchanged (C-43, G19)."""
    notes = await uow.training.notes(person.id, NOTE)
    if not notes or not is_held(person):
        return person
    resumed = replace(person, status=Status(str(notes[-1]["before"])))
    await uow.people.save(resumed)
    await reminders.replan(uow, resumed, now)
    return resumed


async def confirm(uow: UnitOfWork, person: Person, today: date, now: datetime) -> bool:
    """It was that. True: the hold stands until a doctor's word (C-41). False: the rest goes on, light (C-42)."""
    notes = await uow.training.notes(person.id, NOTE)
    state = await uow.training.state(person.id)
    if not notes or state is None or not is_held(person):
        return is_held(person)
    emergency = bool(notes[-1]["emergency"])
    screening = hold_for_red_flag(state.screening, emergency)
    await uow.training.save_state(person.id, replace(state, screening=screening))
    if emergency:
        return True
    opened = replace(person, status=Status(str(notes[-1]["before"])))
    await uow.people.save(opened)
    await _excuse_today(uow, opened, today, now)
    tomorrow = today + timedelta(days=1)
    await weeks.rebuild(uow, opened, replace(state, screening=screening), tomorrow, now, "red_flag")
    return False


async def cleared(
    uow: UnitOfWork, person: Person, on: date, limits: frozenset[str], today: date, now: datetime
) -> Person:
    """A doctor has cleared them: the first four weeks are LIGHT (C-31); "only supervised" keeps the hold."""
    state = await uow.training.state(person.id)
    if state is None:
        return person
    held = replace(state.screening, standing=Standing.HOLD_MEDICAL) if is_held(person) else state.screening
    screening = clear(held, on, limits, today)
    changed = replace(state, screening=screening)
    await uow.training.save_state(person.id, changed)
    if screening.standing is Standing.HOLD_MEDICAL:
        return person
    opened = replace(person, status=Status.ACTIVE)
    await uow.people.save(opened)
    await weeks.rebuild(uow, opened, changed, today, now, "cleared")
    return opened


async def _excuse_today(uow: UnitOfWork, person: Person, today: date, now: datetime) -> None:
    """Today's open sessions are cancelled by us, so they don't count against anyone (C-42, G-11)."""
    standing = await days.standing(uow, person, today)
    for item in standing.on(today) if standing else ():
        if item.open:
            excused = CheckIn(
                date=today,
                status=Done.SKIPPED,
                session_id=item.session.id,
                reason=SkipReason.PAIN,
                excused=True,
                logged_at=now,
            )
            await uow.training.record(person.id, item.session.id, excused, now)
