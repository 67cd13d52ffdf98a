"""Red flags in anything a person writes or taps: the hold at once, and the ways out of it (C-40 to C-44).

A person with a plan has the hold in their screening; one who is being set up has it in their answers; one who has
not agreed to anything yet is only held, as nothing about them may be kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import days, pauses, reminders, reviews, weeks
from bot.coaching.onboarding import EMERGENCY, SOON, place_of
from bot.coaching.people import Person, Status
from bot.coaching.ports import UnitOfWork
from rules.checkin import CheckIn, SkipReason
from rules.checkin import Status as Done
from rules.red_flags import RedFlag, RedLevel, scan
from rules.review.pain import is_red
from rules.screening import clear, hold_for_red_flag
from rules.state import Standing

NOTE = "red_flag"
HELD = frozenset({Status.HOLD_MEDICAL, Status.HOLD_PREGNANCY})


def is_held(person: Person) -> bool:
    """A health hold is active: no plan, no reminders, no advice (U13)."""
    return person.status in HELD


async def is_held_by_flag(uow: UnitOfWork, person: Person, today: date) -> bool:
    """Held by a warning sign, not by what the health screen asked: only its own buttons lead on (C-43)."""
    draft = await uow.training.draft(person.id)
    if not is_held(person):
        return False
    return draft is None or bool(draft.red_flag) or place_of(draft, today).hold is None


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
    """Stop the training: no reminders, no advice (C-41). What stood before is kept for a false alarm.

    What a hold keeps from being done counts against nobody.
    """
    if is_held(person):
        return
    document = {"before": person.status.value, "emergency": is_emergency(flag)}
    await uow.training.note(person.id, NOTE, document, now)
    await reminders.silence(uow, person, now)
    await pauses.begin(uow, person, _local_date(person, now), None, now)
    await uow.people.save(replace(person, status=Status.HOLD_MEDICAL))


async def false_alarm(uow: UnitOfWork, person: Person, now: datetime) -> Person:
    """They meant something else: everything goes on unchanged (C-43, G19)."""
    notes = await uow.training.notes(person.id, NOTE)
    if not notes or not is_held(person):
        return person
    draft = await uow.training.draft(person.id)
    if draft is not None and draft.red_flag:
        await uow.training.save_draft(person.id, replace(draft, red_flag=""), now)
    state = await uow.training.state(person.id)
    if state is not None and state.screening.standing is Standing.HOLD_MEDICAL:
        screening = replace(state.screening, standing=Standing(str(notes[-1].get("screening", "clear"))))
        await uow.training.save_state(person.id, replace(state, screening=screening))
    for key, checkin in await uow.training.checkins(
        person.id, _local_date(person, now), _local_date(person, now)
    ):
        if checkin.session_id is None and any(is_red(p) for p in checkin.pain):
            await uow.training.unrecord(person.id, key)
    return await _let_go(uow, person, Status(str(notes[-1]["before"])), now)


async def confirm(uow: UnitOfWork, person: Person, today: date, now: datetime) -> bool:
    """It was that. True: the hold stands until a doctor's word (C-41). False: the rest goes on, light (C-42)."""
    notes = await uow.training.notes(person.id, NOTE)
    if not notes or not is_held(person):
        return is_held(person)
    emergency = bool(notes[-1]["emergency"])
    state = await uow.training.state(person.id)
    if state is None:
        await _note_in_answers(uow, person, EMERGENCY if emergency else SOON, now)
    else:
        document = {**notes[-1], "screening": state.screening.standing.value}
        await uow.training.note(person.id, NOTE, document, now)
        screening = hold_for_red_flag(state.screening, emergency)
        await uow.training.save_state(person.id, replace(state, screening=screening))
    if not emergency:
        opened = await _let_go(uow, person, Status(str(notes[-1]["before"])), now)
        await _go_on_lightly(uow, opened, today, now)
    return emergency


async def cleared(
    uow: UnitOfWork, person: Person, on: date, limits: frozenset[str], today: date, now: datetime
) -> Person:
    """A doctor has cleared them: the first four weeks are LIGHT (C-31); "only supervised" keeps the hold."""
    state = await uow.training.state(person.id)
    if state is None:
        return await _cleared_in_setup(uow, person, on, limits, today, now)
    held = replace(state.screening, standing=Standing.HOLD_MEDICAL) if is_held(person) else state.screening
    screening = clear(held, on, limits, today)
    changed = replace(state, screening=screening)
    await uow.training.save_state(person.id, changed)
    if screening.standing is Standing.HOLD_MEDICAL:
        return person
    opened = await _let_go(uow, person, Status.ACTIVE, now)
    caught_up = await uow.training.state(person.id)
    await weeks.rebuild(uow, opened, caught_up or changed, today, now, "cleared")
    return opened


async def is_light(uow: UnitOfWork, person: Person) -> bool:
    """The plan, or the answers for it, are under LIGHT limits because of a warning sign (C-42)."""
    state = await uow.training.state(person.id)
    draft = await uow.training.draft(person.id)
    if state is None:
        return draft is not None and draft.red_flag == SOON
    return state.screening.standing is Standing.LIGHT


async def _let_go(uow: UnitOfWork, person: Person, status: Status, now: datetime) -> Person:
    """The hold is over: what it kept from being done is excused, and this week has a plan and its reminders."""
    opened = replace(person, status=status)
    await pauses.end(uow, person, _local_date(person, now), now)
    await uow.people.save(opened)
    if status is Status.ACTIVE:
        await reviews.catch_up(uow, opened, now)
        await reminders.replan(uow, opened, now)
    return opened


async def _go_on_lightly(uow: UnitOfWork, person: Person, today: date, now: datetime) -> None:
    state = await uow.training.state(person.id)
    if state is not None:
        await _excuse_today(uow, person, today, now)
        await weeks.rebuild(uow, person, state, today + timedelta(days=1), now, "red_flag")


async def _note_in_answers(uow: UnitOfWork, person: Person, red_flag: str, now: datetime) -> None:
    draft = await uow.training.draft(person.id)
    if draft is not None:
        await uow.training.save_draft(person.id, replace(draft, red_flag=red_flag), now)


async def _cleared_in_setup(
    uow: UnitOfWork, person: Person, on: date, limits: frozenset[str], today: date, now: datetime
) -> Person:
    draft = await uow.training.draft(person.id)
    if draft is None:
        return await _let_go(uow, person, Status.NEW, now)
    changed = replace(draft, cleared_on=on, limits=limits)
    await uow.training.save_draft(person.id, changed, now)
    if place_of(changed, today).hold is not None:
        return person
    return await _let_go(uow, person, Status.SETTING_UP, now)


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


def _local_date(person: Person, now: datetime) -> date:
    return now.astimezone(ZoneInfo(person.time_zone)).date()
