"""Reminders, reviews and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.coaching.blocks import grouped
from bot.coaching.calendars import Appointment
from bot.coaching.disagreements import Disagreement
from bot.coaching.ports import Feed
from bot.coaching.review_answers import MOST_CHANGES
from bot.coaching.trying import possible, scenario_of
from rules.audit.strategy import strategy
from rules.checkin import Wellness
from rules.constants import P
from rules.eating import eating
from rules.evidence import RULES, evidence_of, rule
from rules.lessons import LESSONS, Topic, lesson_on, neighbours, of_topic, told
from rules.sessions import Note
from rules.state import WeekRecord
from rules.tips import TIPS
from rules.whatif import what_if
from tests.templates.given.base import START, TODAY, Values, days_of
from tests.templates.people import MONDAY, Someone


def reminder(someone: Someone) -> Iterator[Values]:
    tips = [Note(f"tip.{tip}") for tip in TIPS if tip in ("T18", "T46")]
    for items in days_of(someone):
        blocks = grouped(i.session for i in items)
        yield from (
            {
                "blocks": blocks,
                "day": items[0].date,
                "today": items[0].date - timedelta(days=before),
                "late": late,
                "tips": tips,
                "second": second,
                "earlier": earlier,
            }
            for before, late, second, earlier in (
                (0, False, False, []),
                (0, True, False, items),
                (1, False, False, []),
                (0, False, True, []),
            )
        )


def followup(someone: Someone) -> Iterator[Values]:
    for items in days_of(someone):
        yield {"items": items, "day": items[0].date, "today": TODAY}


def review(someone: Someone) -> Iterator[Values]:
    for made in someone.reviews:
        yield from (
            {"review": replace(made, answer=answer, declined=declined), "most": MOST_CHANGES}
            for answer, declined in (("", ()), ("applied", ()), ("kept", (1, 2)), ("adjusted", (1,)))
        )


def change(someone: Someone) -> Iterator[Values]:
    for made in someone.reviews:
        for number, one in enumerate(made.changes, start=1):
            values = {"change": one, "rule": rule(one.rule_id), "evidence": evidence_of(one.rule_id)}
            values |= {"lesson": lesson_on(one.rule_id), "version": P.version}
            yield from (values | {"start": START, "number": number, "declined": d} for d in (True, False))


def cli_change(someone: Someone) -> Iterator[Values]:
    for values in change(someone):
        yield {"change": values["change"], "rule": values["rule"]}


def why_session(someone: Someone) -> Iterator[Values]:
    for item in someone.items():
        named = [i for i in dict.fromkeys(r.partition(" ")[0] for r in item.session.rule_ids) if i in RULES]
        rules = [(rule(i), evidence_of(i)) for i in named[:6]]
        for lesson in (None, *LESSONS.values()):
            yield {"item": item, "rules": rules, "lesson": lesson}


def why_week(someone: Someone) -> Iterator[Values]:
    weeks = [someone.week, *(made.next_week for made in someone.reviews if made.next_week)]
    for one in weeks:
        for said in ((), said_otherwise(someone)):
            yield {"week": one, "disagreements": said}


def said_otherwise(someone: Someone) -> tuple[Disagreement, ...]:
    changes = [c for made in someone.reviews for c in made.changes][:2]
    sessions = (Disagreement(MONDAY, session=s.type.value) for s in someone.week.sessions[:2])
    return (*sessions, *(Disagreement(MONDAY, change=c.what) for c in changes))


def disagreed(someone: Someone) -> Iterator[Values]:
    for item in someone.items():
        yield {"item": item}


def learn(someone: Someone) -> Iterator[Values]:
    lived = (
        WeekRecord(r.inputs.week, r.inputs.checkins, r.inputs.wellness, r.decision) for r in someone.reviews
    )
    for history in ((), *((record,) for record in lived)):
        seen = strategy(replace(someone.state, history=history), someone.week)
        yield {"strategy": seen, "topics": tuple(Topic)}
    yield {"strategy": None, "topics": tuple(Topic)}


def topic(_: Someone) -> Iterator[Values]:
    for one in Topic:
        yield {"topic": one, "lessons": of_topic(one)}


def lesson(someone: Someone) -> Iterator[Values]:
    for one in LESSONS.values():
        before, after = neighbours(one.id)
        words = told(one, someone.state.profile, someone.state.screening)
        for back in (None, ("20261123-3", "show")):
            yield {"lesson": one, "told": words, "before": before, "after": after, "back": back}


def nutrition(someone: Someone) -> Iterator[Values]:
    evidence = [e for rule_id in ("H-60", "H-61", "H-62", "H-63") for e in evidence_of(rule_id)]
    profile = someone.state.profile
    wellness = (Wellness(TODAY, missed_periods=3),)
    for changed, felt in (
        (profile, ()),
        (replace(profile, weight_kg=None), ()),
        (replace(profile, conditions=frozenset({"kidney"})), ()),
        (replace(profile, cut_phase=True, supplements_opt_in=True), ()),
        (replace(profile, cut_phase=True), wellness),
    ):
        state = replace(someone.state, profile=changed)
        yield {"eating": eating(state, someone.week, TODAY, felt), "evidence": evidence}


def wishes(someone: Someone) -> Iterator[Values]:
    yield {"wishes": tuple(possible(someone.state.profile, TODAY))}


def picks(someone: Someone) -> Iterator[Values]:
    found = tuple(possible(someone.state.profile, TODAY))
    for kind in dict.fromkeys(w.kind for w in found):
        yield {"wishes": tuple(w for w in found if w.kind == kind)}


def tried(someone: Someone) -> Iterator[Values]:
    profile = someone.state.profile
    for wish in {w.kind: w for w in possible(profile, TODAY)}.values():
        scenario = scenario_of(profile, wish)
        yield {"wish": wish, "found": what_if(profile, someone.state.screening, TODAY, scenario, weeks=2)}


def calendar_home(_: Someone) -> Iterator[Values]:
    for feed in (None, Feed(1, True, datetime(2026, 11, 23, 12, tzinfo=UTC))):
        for public in (True, False):
            yield {"feed": feed, "public": public}


def calendar_link(_: Someone) -> Iterator[Values]:
    for names in (True, False):
        yield {"link": f"https://tandem.example.org/calendar/{'a' * 43}.ics", "names": names}


def calendar_title(someone: Someone) -> Iterator[Values]:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for block in grouped(someone.week.sessions):
        for names in (True, False):
            yield {"appointment": Appointment("uid@tandem", at, at, tuple(block)), "names": names}
