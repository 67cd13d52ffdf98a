"""Logs by tap and by text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

from bot.coaching.checkins import Logged
from bot.coaching.days import Item
from bot.coaching.entries import Lifted, Moved, Report
from bot.coaching.files import Trouble
from bot.coaching.finishes import Corrected, Meant
from bot.coaching.importing import Imported
from handlers.log.bounds import Refusal
from handlers.log.details import offered
from handlers.log.screens import BANDS
from handlers.log.stored import Pending
from rules.athlete import Mode, Region
from rules.checkin import CheckIn, LoggedSet, SkipReason, Status, TalkTest
from rules.sessions import SessionType
from tests.templates.given.base import TODAY, Given, Values, days_of, logged
from tests.templates.given.days import late
from tests.templates.people import Someone, done


def effort(someone: Someone) -> Iterator[Values]:
    for one in logged(someone, rpe=None):
        yield {"logged": one, "bands": BANDS}


def talk(someone: Someone) -> Iterator[Values]:
    for one in logged(someone):
        if one.talking:
            yield {"logged": one}
        elif one.item.session.is_strength:
            yield {"logged": _in_one_go(one)}


def _in_one_go(one: Logged) -> Logged:
    """A lift with an easy run right after it, both done."""
    lift = one.item
    start = (datetime.combine(lift.date, lift.session.start) + timedelta(minutes=lift.session.minutes)).time()
    easy = replace(
        lift.session, id=f"{lift.session.id}9", start=start, minutes=30, type=SessionType.EASY, mode=Mode.RUN
    )
    week = replace(one.standing.week, sessions=(lift.session, easy))
    items = tuple(Item(s, lift.date, done(s, week)) for s in week.sessions)
    return Logged(items[0], replace(one.standing, week=week, items=items))


def log_end(someone: Someone) -> Iterator[Values]:
    for answer in (None, *TalkTest):
        for one in logged(someone, talk_test=answer):
            if one.talking or answer is None:
                yield {"logged": one, "following": someone.items()[-1], "today": TODAY}
                yield {"logged": one, "following": None, "today": TODAY + timedelta(days=9)}
    by_session = {one.item.session.id: one for one in logged(someone)}
    for gap in late(someone):
        yield {"logged": replace(by_session[gap.session_id], gap=gap), "following": None, "today": TODAY}


def log_open(someone: Someone) -> Iterator[Values]:
    for items in days_of(someone):
        finished = [replace(i, checkin=done(i.session, someone.week)) for i in items]
        yield {"today": tuple(items), "yesterday": ()}
        yield {"today": (), "yesterday": tuple(finished)}
    yield {"today": (), "yesterday": ()}


LIFTED = Lifted("back_squat", (5, 5, 5), 100.0, rpe=8)
BODY = Lifted("pull_up", (8, 7), 10.0, bodyweight=True, rir=2)
UNSURE = Lifted("back_squat", (5, 5, 5))
RUN = Moved(Mode.RUN, 2650, 8.0, SessionType.EASY, talk=TalkTest.COMFORTABLE)
ROW = Moved(Mode.ROW, intervals=6, work_m=800, rest_s=90, rpe=8.5)
ENTRIES = (LIFTED, BODY, UNSURE, RUN, ROW, Moved(Mode.BIKE, 1800))
EARLIER, LATER = datetime(2026, 11, 23, 8, 10, tzinfo=UTC), datetime(2026, 11, 23, 12, 10, tzinfo=UTC)
NOTES = ("windy <b>& cold</b>", "n" * 400)


def pending(*entries: Lifted | Moved, **more: object) -> Pending:
    fields = {"day": TODAY, "entries": entries} | more
    return Pending("m123456", Report(**fields))  # type: ignore[arg-type]  # fields of a report by name


def readback(_: Someone) -> Iterator[Values]:
    for count in range(1, len(ENTRIES) + 1):
        yield {"waiting": pending(*ENTRIES[:count]), "today": TODAY}
    yield {"waiting": pending(RUN, notes=NOTES, day=TODAY - timedelta(days=3)), "today": TODAY}
    yield {"waiting": pending(*ENTRIES, *ENTRIES), "today": TODAY}


def fix(_: Someone) -> Iterator[Values]:
    for entry in ENTRIES:
        yield {"waiting": pending(entry), "told": entry, "typed": "squat 3x5 100 <rpe8>"}


def weight(_: Someone) -> Iterator[Values]:
    for last in (None, LIFTED, UNSURE):
        yield {"waiting": pending(UNSURE), "told": UNSURE, "at": 0, "last": last}


def which(_: Someone) -> Given:
    other = Lifted("back_squat", (3, 3, 3, 3, 3), 100.0)
    return ({"waiting": pending(LIFTED), "first": LIFTED, "second": other},)


def sport(_: Someone) -> Iterator[Values]:
    for modes in ((Mode.RUN, Mode.BIKE), (Mode.RUN, Mode.BIKE, Mode.WALK, Mode.ROW, Mode.SWIM)):
        sports = tuple(replace(RUN, mode=mode) for mode in modes)
        yield {"waiting": pending(*sports[:1]), "told": RUN, "sports": sports}


def details(someone: Someone) -> Iterator[Values]:
    for one in logged(someone):
        yield {"logged": one}
        yield {"logged": replace(one, item=replace(one.item, checkin=None))}


def minutes(someone: Someone) -> Iterator[Values]:
    for one in logged(someone):
        yield {"logged": one, "offered": offered(one.item.session)}


def session(someone: Someone) -> Iterator[Values]:
    item = someone.items()[0]
    yield {"waiting": pending(done=True, notes=("windy",)), "item": item}
    for reason in SkipReason:
        yield {"waiting": pending(skipped=reason), "item": item}
    yield {"waiting": pending(skipped=SkipReason.PAIN, region=Region.KNEE, notes=NOTES), "item": item}


def finish(someone: Someone) -> Iterator[Values]:
    by_session = {one.item.session.id: one for one in logged(someone, rpe=None)}
    for one in by_session.values():
        done = Corrected(one, EARLIER, LATER, (someone.week.sessions[-1],))
        yield {"logged": one, "done": done, "before": "790"}
        yield {"logged": one, "done": Corrected(one, None, EARLIER), "before": "550"}
        yield {"logged": one, "done": Corrected(one, EARLIER, None), "before": "none"}
    for gap in late(someone):
        one = replace(by_session[gap.session_id], gap=gap)
        yield {"logged": one, "done": Corrected(one, EARLIER, LATER), "before": "790"}


def whose_finish(someone: Someone) -> Iterator[Values]:
    waiting = pending(done=True, finished=time(18, 25))
    for one in logged(someone, finished_at=LATER):
        for still_open in someone.items():
            yield {"waiting": waiting, "meant": Meant(one.item, still_open)}
        yield {"waiting": pending(done=True, finished=time(9, 10), notes=NOTES), "meant": Meant(one.item)}
        unknown = replace(one.item, checkin=done(one.item.session, someone.week))
        yield {"waiting": waiting, "meant": Meant(unknown)}


def refused(_: Someone) -> Iterator[Values]:
    fields = "kg reps hold sets seconds km intervals rpe late future zero".split()
    for field in fields:
        yield {"refused": Refusal(field, 99999.0, 400.0)}


def unplanned(_: Someone) -> Given:
    run = CheckIn(TODAY, Status.DONE, mode="run", actual_minutes=44, distance_km=8.0)
    lifts = CheckIn(TODAY, Status.DONE, sets=(LoggedSet("back_squat", 5, 100.0),) * 3)
    return tuple(
        {"saved": SimpleNamespace(logged=(), unplanned=(run, lifts)), "key": "m123456", "earlier": week}
        for week in (None, TODAY - timedelta(days=7))
    )


def nothing_open(_: Someone) -> Given:
    return ({"day": TODAY, "today": TODAY}, {"day": TODAY - timedelta(days=2), "today": TODAY})


def other_day(_: Someone) -> Given:
    return ({"waiting": pending(RUN), "days": [TODAY - timedelta(days=n) for n in range(7)]},)


def toast_standing(someone: Someone) -> Iterator[Values]:
    for one in logged(someone):
        yield {"standing": one.standing, "today": TODAY}
        yield {"standing": one.standing, "today": TODAY + timedelta(days=9)}


def imported(_: Someone) -> Iterator[Values]:
    days = (Report(TODAY, (RUN, ROW)), Report(TODAY - timedelta(days=1), (Moved(Mode.BIKE, 3000, 20.0),)))
    for found in (Imported(days), Imported(days, older=30, later=1, other_sports=2)):
        yield {"found": found, "key": "123456789", "days": 14}


def imported_nothing(_: Someone) -> Iterator[Values]:
    for found in (Imported(older=1), Imported(older=30, later=2, other_sports=1)):
        yield {"found": found, "days": 14}


def import_refused(_: Someone) -> Iterator[Values]:
    for trouble in Trouble:
        for size_mb in (0.0, 12.5):
            yield {"trouble": trouble.value, "size_mb": size_mb, "limit_mb": 5}
