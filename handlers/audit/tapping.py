"""Telling a week by taps: a day, what is done on it, when and how long; the newest session of a day can be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from bot.coaching import audits
from handlers.audit import draft as drafts
from handlers.audit.draft import Draft
from handlers.audit.numbers import SLOTS
from handlers.context import Context
from rules.athlete import Mode
from rules.audit.told import ToldSession, ToldWeek
from rules.constants import P
from rules.sessions import SessionType

KINDS: dict[str, tuple[SessionType, Mode | None]] = {
    "lower": (SessionType.LOWER, None),
    "upper": (SessionType.UPPER, None),
    "full": (SessionType.FULL, None),
    "run": (SessionType.EASY, Mode.RUN),
    "bike": (SessionType.EASY, Mode.BIKE),
    "long": (SessionType.LONG, None),
    "hiit": (SessionType.HIIT, None),
    "tempo": (SessionType.TEMPO, None),
}
LENGTHS = {
    SessionType.LONG: (60, 90, 120, 150),
    SessionType.HIIT: (16, 20, 24, 30),
    SessionType.TEMPO: (20, 30, 40, 60),
    SessionType.EASY: (20, 30, 45, 60),
}
LIFT_LENGTHS = (30, 45, 60, 75)
MOST_SESSIONS = 21
Change = Callable[[ToldWeek, int, str], ToldWeek]


async def show_week(context: Context, draft: Draft) -> None:
    """The week as told so far; it is read back before it is judged."""
    plan = (
        None
        if draft.week.sessions
        else await audits.plan_told(context.uow, context.person, context.local_now)
    )
    await context.show("audit/week", draft=draft, has_plan=bool(plan and plan.sessions))


async def show_day(context: Context, draft: Draft, day: int) -> None:
    """One day, with the choices for its newest session."""
    sessions = draft.week.on(day)
    newest = sessions[-1] if sessions else None
    lengths = LENGTHS.get(newest.type, LIFT_LENGTHS) if newest else ()
    await context.show("audit/day", draft=draft, day=day, newest=newest, lengths=lengths, slots=SLOTS)


async def tapped(context: Context, draft: Draft, verb: str, detail: str) -> bool:
    """A button of the draft; False for one that no screen of ours carries."""
    day, _, value = detail.partition("-")
    if verb == "day" and _is_day(day):
        await show_day(context, draft, int(day))
    elif verb == "add" and _is_day(day):
        await _add(context, draft, int(day), value)
    elif verb in CHANGES and _is_day(day) and draft.week.on(int(day)):
        week = CHANGES[verb](draft.week, int(day), value)
        await show_day(context, await drafts.keep(context, replace(draft, week=week)), int(day))
    elif verb in WHOLE:
        draft = replace(draft, week=await WHOLE[verb](context, draft.week), unclear=())
        await show_week(context, await drafts.keep(context, draft))
    else:
        return False
    return True


async def _add(context: Context, draft: Draft, day: int, value: str) -> None:
    """One session more; the button says how many there were, so that a second tap on it adds nothing."""
    name, _, count = value.partition("-")
    is_fresh = count == str(len(draft.week.sessions)) and len(draft.week.sessions) < MOST_SESSIONS
    if name in KINDS and is_fresh:
        kind, mode = KINDS[name]
        if kind.is_cardio and mode is None:
            mode = await audits.usual_mode(context.uow, context.person)
        made = ToldSession(day, kind, SLOTS["evening"], P.minutes[kind][1], mode=mode)
        draft = await drafts.keep(context, replace(draft, week=draft.week.placed(made)))
    await show_day(context, draft, day)


def _is_day(text: str) -> bool:
    return text in tuple("0123456")


def _newest(week: ToldWeek, day: int) -> tuple[ToldWeek, ToldSession]:
    """The week without the newest session of a day, and that session."""
    newest = week.on(day)[-1]
    at = max(n for n, s in enumerate(week.sessions) if s is newest)
    return replace(week, sessions=(*week.sessions[:at], *week.sessions[at + 1 :])), newest


def _at(week: ToldWeek, day: int, value: str) -> ToldWeek:
    others, newest = _newest(week, day)
    start: time = SLOTS.get(value, newest.start)
    return others.placed(replace(newest, start=start, guessed=newest.guessed - {"start"}))


def _for(week: ToldWeek, day: int, value: str) -> ToldWeek:
    others, newest = _newest(week, day)
    minutes = int(value) if value.isdecimal() and 5 <= int(value) <= 600 else newest.minutes
    return others.placed(replace(newest, minutes=minutes, guessed=newest.guessed - {"minutes"}))


def _heavy(week: ToldWeek, day: int, value: str) -> ToldWeek:
    others, newest = _newest(week, day)
    return others.placed(replace(newest, heavy=newest.type.is_strength and value == "yes"))


def _drop(week: ToldWeek, day: int, value: str) -> ToldWeek:
    return _newest(week, day)[0] if value == str(len(week.sessions)) else week


async def _mine(context: Context, week: ToldWeek) -> ToldWeek:
    return await audits.plan_told(context.uow, context.person, context.local_now) or week


async def _clear(_: Context, __: ToldWeek) -> ToldWeek:
    return ToldWeek()


async def _talk(_: Context, week: ToldWeek) -> ToldWeek:
    return replace(week, talks=True)


async def _no_talk(_: Context, week: ToldWeek) -> ToldWeek:
    return replace(week, talks=False)


async def _as_it_is(_: Context, week: ToldWeek) -> ToldWeek:
    return week


CHANGES: dict[str, Change] = {"at": _at, "for": _for, "heavy": _heavy, "drop": _drop}
WHOLE = {"mine": _mine, "clear": _clear, "talk": _talk, "notalk": _no_talk, "week": _as_it_is}
