"""Saving what was typed: entries to the day's planned sessions, the rest as unplanned training (G-10, G-11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching import checkins, days, reminders
from bot.coaching.blocks import block_of
from bot.coaching.checkins import DONE_SHARE, LONGEST_NOTE, Logged
from bot.coaching.days import Item
from bot.coaching.entries import Entry, Lifted, Moved, Report
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from rules.athlete import Mode
from rules.checkin import CheckIn, LoggedSet, Status
from rules.exercises import EXERCISES, LOWER_BODY, LoadType
from rules.plan import Week
from rules.sessions import ExerciseSet, SessionType

BY_BODY = frozenset({LoadType.BODYWEIGHT, LoadType.BAND})
LOOKS_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving a report did: the planned sessions it logged, in order, and the unplanned ones."""

    logged: tuple[Logged, ...] = ()
    unplanned: tuple[CheckIn, ...] = ()


async def planned_lifts(uow: UnitOfWork, person: Person, day: date) -> Mapping[str, Lifted]:
    """The exercises planned for a local date, in order, as they would be typed when done so."""
    standing = await days.standing(uow, person, day)
    sessions = [item.session for item in standing.on(day)] if standing else []
    return {e.exercise_id: _as_planned(e) for s in sessions for e in s.exercises}


async def open_mode(uow: UnitOfWork, person: Person, day: date) -> Mode | None:
    """The mode of the day's only open cardio session; None when there is none or more than one."""
    standing = await days.standing(uow, person, day)
    cardio = [i.session for i in (standing.on(day) if standing else ()) if i.open and i.session.is_cardio]
    return cardio[0].mode if len(cardio) == 1 and cardio[0].mode is not Mode.MIXED else None


async def likely_sports(uow: UnitOfWork, person: Person, day: date) -> tuple[Mode, ...]:
    """What cardio without a sport was: the day's planned cardio, the open first, else the main mode; empty: unknown."""
    standing = await days.standing(uow, person, day)
    cardio = [i for i in (standing.on(day) if standing else ()) if i.session.is_cardio]
    planned = [i.session.mode for i in cardio if i.open] or [i.session.mode for i in cardio]
    state = await uow.training.state(person.id)
    main = state.profile.main_cardio_mode if state else None
    modes = planned if planned and Mode.MIXED not in planned else [main]
    return tuple(dict.fromkeys(m for m in modes if m not in (None, Mode.MIXED)))


async def last_lifts(uow: UnitOfWork, person: Person, today: date) -> Mapping[str, Lifted]:
    """Each exercise as it was last logged; where it never was, the working load that the plan knows."""
    state = await uow.training.state(person.id)
    known = {
        lift.exercise_id: Lifted(lift.exercise_id, (), lift.load_kg)
        for lift in (state.lifts if state else ())
        if lift.load_kg is not None
    }
    done: dict[str, Lifted] = {}
    weeks: dict[date, Week | None] = {}
    for _, checkin in reversed(await uow.training.checkins(person.id, today - LOOKS_BACK, today)):
        if fresh := {s.exercise_id for s in checkin.sets} - done.keys():
            other_unit = await _in_another_unit(uow, person, checkin, weeks)
            done |= {exercise_id: _as_logged(exercise_id, checkin) for exercise_id in fresh - other_unit}
    return known | done


async def _in_another_unit(
    uow: UnitOfWork, person: Person, checkin: CheckIn, weeks: dict[date, Week | None]
) -> frozenset[str]:
    """The exercises that this session asked in seconds though they are counted, as a light one its core (E-03)."""
    monday = days.week_of(checkin.session_id or "")
    if monday is None:
        return frozenset()
    if monday not in weeks:
        weeks[monday] = await uow.training.week(person.id, monday)
    week = weeks[monday]
    asked = (s.exercises for s in week.sessions if s.id == checkin.session_id) if week else ()
    return frozenset(
        e.exercise_id for es in asked for e in es if e.seconds is not EXERCISES[e.exercise_id].timed
    )


async def open_item(uow: UnitOfWork, person: Person, report: Report, local_now: datetime) -> Item | None:
    """The session that "done" or "skipped" speaks of: the named one, else the last that was due, else the first."""
    standing = await days.standing(uow, person, report.day)
    items = [i for i in (standing.on(report.day) if standing else ()) if i.open and _is_meant(i, report)]
    due = [i for i in items if (i.date, i.session.start) <= (local_now.date(), local_now.time())]
    if not items or standing is None:
        return None
    block = block_of(standing.week, (due[-1] if due else items[0]).session.id)
    return next(i for i in items if i.session.id in block)


async def last_done(uow: UnitOfWork, person: Person, report: Report) -> Item | None:
    """The session of the report's day that was logged last, of those it can mean; None: none is done yet."""
    standing = await days.standing(uow, person, report.day)
    items = [i for i in (standing.on(report.day) if standing else ()) if i.done and _is_meant(i, report)]
    said = [(i.checkin.logged_at, i) for i in items if i.checkin and i.checkin.logged_at]
    return max(said, key=lambda one: one[0])[1] if said else None


def finished_at(person: Person, report: Report, now: datetime) -> datetime | None:
    """The instant of "done 13:10"; None when nothing was told or it is still to come."""
    if report.finished is None:
        return None
    instant = datetime.combine(report.day, report.finished, ZoneInfo(person.time_zone))
    return instant.astimezone(UTC) if instant <= now else None


async def save(uow: UnitOfWork, person: Person, report: Report, key: str, now: datetime) -> Saved:
    """Save the entries of a report; the same key again corrects what it saved before, so a repeat changes nothing."""
    before = dict(await take_back(uow, person, key, max(report.day, now.date())))
    standing = await days.standing(uow, person, report.day)
    items = standing.on(report.day) if standing else ()
    matched, left = _match(report.entries, items)
    finish = finished_at(person, report, now)
    ids: list[str] = []
    for session_id, entries in matched.items():
        item = next(i for i in items if i.session.id == session_id)
        checkin = _logged(item, entries, report, key, now)
        if finish is not None:
            checkin = replace(checkin, finished_at=finish)
        earlier = before.get(session_id)
        if earlier is not None and checkin.rpe is None:
            checkin = replace(checkin, rpe=earlier.rpe, talk_test=checkin.talk_test or earlier.talk_test)
        await uow.training.replace(person.id, session_id, checkin, now)
        ids.append(session_id)
    unplanned = [await _log_free(uow, person, part, report, key, now) for part in _parts(left)]
    last = next((i for i in reversed(items) if i.session.id in matched), None)
    if last is not None and finish is not None:
        await checkins.keep_promises(uow, person, last, now, finish)
    elif last is not None:
        await reminders.replan(uow, person, now)
    logged = [await checkins.look(uow, person, session_id) for session_id in ids]
    return Saved(tuple(found for found in logged if found), tuple(unplanned))


async def take_back(
    uow: UnitOfWork, person: Person, key: str, today: date
) -> tuple[tuple[str, CheckIn], ...]:
    """Undo: the check-ins that the message with this key made; returns them with their own keys."""
    stored = await uow.training.checkins(person.id, today - LOOKS_BACK, today)
    mine = tuple((stored_key, c) for stored_key, c in stored if c.source == _source(key))
    for stored_key, _ in mine:
        await uow.training.unrecord(person.id, stored_key)
    return mine


def _is_meant(item: Item, report: Report) -> bool:
    if report.mode is not None:
        return item.session.is_cardio and item.session.mode in (report.mode, Mode.MIXED)
    return item.session.is_strength or not report.strength


def _as_planned(planned: ExerciseSet) -> Lifted:
    reps = planned.reps_target or planned.reps_low
    by_body = planned.load_kg is None and EXERCISES[planned.exercise_id].load_type in BY_BODY
    return Lifted(planned.exercise_id, (reps,) * planned.sets, planned.load_kg, by_body)


def _match(entries: tuple[Entry, ...], items: tuple[Item, ...]) -> tuple[dict[str, list[Entry]], list[Entry]]:
    matched: dict[str, list[Entry]] = {}
    left: list[Entry] = []
    for entry in entries:
        item = _strength_item(items) if isinstance(entry, Lifted) else _cardio_item(entry, items, matched)
        if item is None:
            left.append(entry)
        else:
            matched.setdefault(item.session.id, []).append(entry)
    return matched, left


def _strength_item(items: tuple[Item, ...]) -> Item | None:
    strength = [i for i in items if i.session.is_strength]
    return next((i for i in strength if i.open), next(iter(strength), None))


def _cardio_item(entry: Moved, items: tuple[Item, ...], taken: Collection[str]) -> Item | None:
    free = [i for i in items if i.session.is_cardio and i.session.id not in taken]
    same = [i for i in free if i.session.mode is entry.mode]
    open_ones = [i for i in (*same, *free) if i.open and _can_be(entry, i)]
    logged = [i for i in same if i.done and i.checkin is not None and i.checkin.distance_km is None]
    return next(iter([*open_ones, *logged]), None)


def _can_be(entry: Moved, item: Item) -> bool:
    """An easy or long outing is not the planned intervals, nor is one of another kind without any."""
    if item.session.type is not SessionType.HIIT:
        return True
    easy = entry.type in (SessionType.EASY, SessionType.LONG)
    return not easy and (item.session.mode in (entry.mode, Mode.MIXED) or entry.type is SessionType.HIIT)


def _logged(item: Item, entries: list[Entry], report: Report, key: str, now: datetime) -> CheckIn:
    known = item.checkin
    if known is None or not item.done:
        fresh = CheckIn(report.day, Status.DONE, item.session.id, logged_at=now, source=_source(key))
        known = replace(fresh, actual_minutes=item.session.minutes, intervals_done=item.session.intervals)
    told = _told(known, entries, report)
    if told.actual_minutes is not None and told.actual_minutes < DONE_SHARE * item.session.minutes:
        return replace(told, status=Status.PARTIAL)
    return told


async def _log_free(
    uow: UnitOfWork, person: Person, entries: list[Entry], report: Report, key: str, now: datetime
) -> CheckIn:
    moved = next((e for e in entries if isinstance(e, Moved)), None)
    empty = CheckIn(
        report.day,
        Status.DONE,
        session_type=(moved.type or SessionType.EASY) if moved else _strength_type(entries),
        mode=moved.mode if moved else None,
        logged_at=now,
        source=_source(key),
    )
    checkin = _told(empty, entries, report)
    place = f"{entries[0].mode}" if isinstance(entries[0], Moved) else "strength"
    await uow.training.replace(person.id, f"free:{key}:{place}", checkin, now)
    return checkin


def _told(known: CheckIn, entries: list[Entry], report: Report) -> CheckIn:
    """The check-in with what the entries say of it."""
    lifted = [e for e in entries if isinstance(e, Lifted)]
    again = {e.exercise_id for e in lifted}
    sets = (*(s for s in known.sets if s.exercise_id not in again), *(s for e in lifted for s in _sets(e)))
    told = replace(known, sets=sets, free_text=_note(known, report))
    moved = [e for e in entries if isinstance(e, Moved)]
    seconds = sum(e.seconds or 0 for e in moved)
    efforts = [e.rpe for e in moved if e.rpe is not None]
    rpe = report.rpe if report.rpe is not None else max(efforts, default=None)
    return replace(
        told,
        actual_minutes=max(1, round(seconds / 60)) if seconds else known.actual_minutes,
        distance_km=sum(e.distance_km or 0 for e in moved) or known.distance_km,
        rpe=round(rpe) if rpe is not None else known.rpe,
        talk_test=next((e.talk for e in moved if e.talk), report.talk if moved else None) or known.talk_test,
        intervals_done=sum(e.intervals or 0 for e in moved) or known.intervals_done,
    )


def _sets(entry: Lifted) -> list[LoggedSet]:
    rir = entry.rir if entry.rir is not None or entry.rpe is None else max(0, round(10 - entry.rpe))
    return [LoggedSet(entry.exercise_id, n, entry.load_kg, rir, entry.bodyweight) for n in entry.reps]


def _as_logged(exercise_id: str, checkin: CheckIn) -> Lifted:
    sets = [s for s in checkin.sets if s.exercise_id == exercise_id]
    heaviest = max((s.load_kg for s in sets if s.load_kg is not None), default=None)
    return Lifted(exercise_id, tuple(s.reps for s in sets), heaviest, sets[0].bodyweight_plus)


def _note(known: CheckIn, report: Report) -> str:
    added = [n for n in report.notes if n not in known.free_text]
    return " · ".join(part for part in (known.free_text, *added) if part)[:LONGEST_NOTE]


def _parts(entries: list[Entry]) -> list[list[Entry]]:
    """Unplanned training: all lifting together, cardio by its mode."""
    parts: dict[object, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.mode if isinstance(entry, Moved) else "strength", []).append(entry)
    return list(parts.values())


def _strength_type(entries: list[Entry]) -> SessionType:
    lower = {EXERCISES[e.exercise_id].pattern in LOWER_BODY for e in entries if isinstance(e, Lifted)}
    if lower == {True}:
        return SessionType.LOWER
    return SessionType.UPPER if lower == {False} else SessionType.FULL


def _source(key: str) -> str:
    return f"typed:{key}"
