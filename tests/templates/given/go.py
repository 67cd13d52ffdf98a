"""A session while it runs: before the start, at every kind of set, between intervals, over, and as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.coaching import live as running
from bot.coaching.entries import Lifted
from bot.coaching.live import Live, Way
from handlers.go.screens import draft as draft_of
from handlers.go.screens import interval
from rules.strength.walkthrough import StepKind
from tests.templates.given.base import Given, Values
from tests.templates.people import NOW, Someone


def _each(someone: Someone, way: Way) -> Iterator[Live]:
    for item in someone.items():
        live = Live(item.session, item.date, NOW, begun_at=NOW, zero_at=NOW)
        if live.way is way:
            yield live


def ready(someone: Someone) -> Iterator[Values]:
    for way in Way:
        for live in _each(someone, way):
            yield {"live": replace(live, begun_at=None)}


def track(someone: Someone) -> Iterator[Values]:
    for live in _each(someone, Way.INTERVALS):
        yield {"live": live}
        yield {"live": replace(live, begun_at=None)}


def steady(someone: Someone) -> Iterator[Values]:
    for live in _each(someone, Way.STEADY):
        for over in (True, False):
            yield {"live": live, "over_at": NOW + timedelta(minutes=live.session.minutes), "over": over}


def intervals(someone: Someone) -> Iterator[Values]:
    for live in _each(someone, Way.INTERVALS):
        for segment in live.segments:
            moment = NOW + timedelta(seconds=segment.begins_s)
            yield interval(live, moment)
            yield interval(running.pause(live, moment), moment)
        yield interval(live, NOW + timedelta(seconds=live.segments[-1].ends_s))


def drafts(someone: Someone) -> Iterator[Values]:
    for way in Way:
        for live in _each(someone, way):
            some = running.done(running.done(live, NOW), NOW) if way is Way.SETS else live
            for one in (live, some):
                for later in (timedelta(minutes=50), timedelta(hours=20)):
                    yield draft_of(one, NOW + later)[1]


def sets(someone: Someone) -> Iterator[Values]:
    """Every set of every session, plainly and while its repetitions or weight are changed."""
    for live in _each(someone, Way.SETS):
        for _ in live.steps:
            yield from _views(live)
            live = running.done(live, NOW)  # the session goes on
        yield from _views(live)


def _views(live: Live) -> Iterator[Values]:
    step = live.steps[live.place] if live.place is not None else None
    shown = next((s for s in live.steps[live.place or 0 :] if s.kind is not StepKind.MOVE), None)
    item = live.item(shown) if shown else None
    load = live.load_of(step) if step else None
    last = Lifted(item.exercise_id, (12, 11, 10), load) if item else None
    for view, before in (("", last), ("reps", None), ("weight", None)):
        yield {
            "live": live,
            "step": step,
            "item": item,
            "load": load,
            "last": before,
            "rest_until": live.rest_until,
            "resting": view == "" and live.rest_until is not None,
            "change_kg": 2.5 if load is not None else None,
            "view": view,
            "offered": (3, 4, 6, 7, 8) if step else (),
            "total": 16,
        }


def choices(someone: Someone) -> Given:
    return ({"items": someone.items()[:2]},)


def none_open(someone: Someone) -> Given:
    return ({"following": someone.items()[0]}, {"following": None})
