"""Today, the week, and a day that is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from bot.coaching.adjust import Offer, OneOfTwo, Wish, lighter
from bot.coaching.blocks import grouped
from bot.coaching.days import Item
from bot.coaching.gaps import Gap, Told
from bot.coaching.moves import Moved as MovedSession
from bot.coaching.moves import MoveScreen
from bot.coaching.onboarding import Preview
from rules.athlete import Event, EventType
from rules.checkin import SkipReason, Status
from rules.hard import HardContext
from rules.levels import assess
from rules.missed import MoveContext, Quiet, Verdict, after_move, gap_after_finish, options
from rules.planning import first_state
from rules.soft import Athlete
from rules.weeks import build_week
from tests.templates.given.base import TODAY, Values, days_of, logged
from tests.templates.people import MONDAY, Someone, done


def today(someone: Someone) -> Iterator[Values]:
    following = someone.items()[0]
    for items in days_of(someone):
        yield {"today": items[0].date, "items": items, "following": following, "paused": False}
        logged = [replace(i, checkin=done(i.session, someone.week)) for i in items[:1]] + items[1:]
        yield {"today": items[0].date, "items": logged, "following": None, "paused": False}
    yield {"today": TODAY, "items": (), "following": following, "paused": False}
    yield {"today": TODAY, "items": (), "following": None, "paused": False}
    yield {"today": TODAY, "items": (), "following": None, "paused": True}


def week(someone: Someone) -> Iterator[Values]:
    one = (done(someone.week.sessions[0], someone.week),)
    for checkins in ((), one, tuple(done(s, someone.week) for s in someone.week.sessions)):
        for paused in (True, False):
            yield {"standing": someone.standing(checkins), "today": TODAY, "paused": paused}
    made = before_an_event(someone, TODAY + timedelta(days=5), 0)
    yield {"standing": replace(someone, week=made.week).standing(), "today": TODAY, "paused": False}


def first_week(someone: Someone) -> Iterator[Values]:
    yield {"week": someone.week, "state": someone.state, "today": TODAY}
    for days in (0, 2):
        today = TODAY + timedelta(days=3)
        made = before_an_event(someone, today, days)
        yield {"week": made.week, "state": made.state, "today": today}


def before_an_event(someone: Someone, today: date, days: int) -> Preview:
    """The plan of somebody whose event comes so many days after the set-up."""
    event = Event(EventType.HALF, today + timedelta(days=days))
    state = first_state(replace(someone.state.profile, events=(event,)), someone.state.screening, today)
    return Preview(state, build_week(state, first_day=(today - state.start).days))


def offers(someone: Someone) -> Iterator[Values]:
    for items in days_of(someone):
        for block in grouped(i.session for i in items):
            before = tuple(i for i in items if i.session in block)
            wishes = {w: Offer(someone.standing(), before, lighter(tuple(block), w)) for w in Wish}
            others = someone.standing().other_times(block[0].id)
            yield {"id": block[0].id, "offers": wishes, "others": others}


def adjusted(someone: Someone) -> Iterator[Values]:
    for values in offers(someone):
        wishes = values["offers"]
        assert isinstance(wishes, dict)
        for offer in wishes.values():
            yield {"id": values["id"], "offer": offer, "start": MONDAY, "version": 2}


def context_of(someone: Someone) -> MoveContext:
    profile, level = someone.state.profile, assess(someone.state.profile).strength
    hard = HardContext(s_level=level, availability=profile.availability)
    return MoveContext(hard, Athlete(level, profile.age.years, profile.long_session_days), now_minute=0)


def moving(someone: Someone) -> Iterator[tuple[Item, MoveScreen]]:
    for item in someone.items():
        for ahead in (True, False):
            context = replace(context_of(someone), now_minute=0 if ahead else item.session.end_minute)
            found = options(someone.week, item.session.id, context, ahead=ahead)
            left_out = tuple(s for s in someone.week.sessions if s.id in found.left_out)
            yield item, MoveScreen(item, found, left_out=left_out)


def late(someone: Someone) -> Iterator[Gap]:
    """Each session finished an hour, five and twelve hours late."""
    quiet = Quiet(time(21, 30), time(6, 30))
    for item, screen in moving(someone):
        for minutes in (60, 300, 720) if screen.item.open else ():
            finish = item.session.end_minute + minutes
            context = replace(context_of(someone), now_minute=finish)
            answers = gap_after_finish(someone.week, item.session.id, finish, quiet, context)
            told = [Told(someone.week.session(a.session_ids[0]), a) for a in answers]
            moved = tuple(t for t in told if t.answer.verdict is Verdict.MOVED)
            asks = tuple(t for t in told if t.answer.verdict is Verdict.ASK)
            if moved or asks:
                yield Gap(item.session.id, moved, asks)


def gap_chosen(someone: Someone) -> Iterator[Values]:
    for gap in late(someone):
        for told in gap.asks:
            for choice in told.answer.options:
                yield {"told": told, "choice": choice, "start": MONDAY, "version": 2}


def move(someone: Someone) -> Iterator[Values]:
    for item, answer in moving(someone):
        yield {"id": item.session.id, "answer": answer}


def moved(someone: Someone) -> Iterator[Values]:
    level = assess(someone.state.profile).strength
    for item, answer in moving(someone):
        for option in answer.days:
            changed = after_move(someone.week, item.session.id, option, level)
            yield {
                "id": item.session.id,
                "move": MovedSession(item, option, changed, answer.left_out),
                "version": 2,
            }


def skip(someone: Someone) -> Iterator[Values]:
    for items in days_of(someone):
        others = someone.standing().other_times(items[0].session.id)
        for after in ((), items[1:]):
            yield {"id": items[0].session.id, "item": items[0], "after": after, "others": others}


def only_one(someone: Someone) -> Iterator[Values]:
    for items in days_of(someone):
        for item in items[1:]:
            yield {"choice": OneOfTwo(items[0], item, is_key=item.session.is_cardio)}
    two = someone.items()[:2]
    yield {"choice": OneOfTwo(two[0], two[1], is_key=True)}


def skipped(someone: Someone) -> Iterator[Values]:
    for one in logged(someone, status=Status.SKIPPED, reason=SkipReason.TIME):
        for can_move in (True, False):
            yield {"logged": one, "id": one.item.session.id, "can_move": can_move}
