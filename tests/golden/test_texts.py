"""What the golden athletes read, through the real templates: the asserts of the scenarios that speak of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from bot.cli.speaking import Speaker
from rules.athlete import Event, EventType, Profile
from rules.citing import cited
from rules.nutrition import protein
from rules.plan import Plan
from rules.planning import first_state
from rules.sessions import Note
from rules.state import Screening
from rules.tips import TIPS
from rules.tips.building import Log, context_of
from tests.golden.athletes import (
    EVERYBODY,
    JAMES,
    KEEN_BEGINNER,
    MARATHON_IN_TWO,
    MARATHONER,
    MARCUS,
    MARCUS_THREE_DAYS,
    MONDAY,
    NO_EQUIPMENT,
    ONE_DAY,
    SARAH,
    TWENTY_MINUTES,
    plan_of,
)
from tests.rules.adaptation import lives
from tests.rules.athletes import INTERMEDIATE, athlete

SAY = Speaker().say
PROMISES = re.compile(
    r"\b(always|guaranteed?|every study|you will (win|gain|lose|run|be)|personal best|first place|podium)\b",
    re.IGNORECASE,
)
DANGEROUS = re.compile(r"\b(water|salt|sodium|diuretic)", re.IGNORECASE)


def notes_of(plan: Plan) -> Iterator[Note]:
    """Everything a plan says, week by week."""
    yield from plan.warnings
    for week in plan.weeks:
        told = [week.purpose, week.milestone, *week.notes, *(d.reason for d in week.degradations)]
        told += [n for s in week.sessions for n in (*s.notes, s.order_note, s.pace_note)]
        yield from (n for n in told if n is not None)


@cache
def read(name: str) -> str:
    """A golden athlete's whole plan as one text."""
    plan = plan_of(EVERYBODY[name])
    return "\n".join(dict.fromkeys(SAY(n) for n in notes_of(plan)))


def said(profile: Profile, code: str) -> str:
    """The first note of this code in the plan's warnings or its first week."""
    plan = plan_of(profile)
    return SAY(next(n for n in (*plan.warnings, *plan.weeks[0].notes) if n.code == code))


@pytest.mark.parametrize("name", EVERYBODY)
def test_u10_whatever_a_plan_explains_names_its_rule(name: str) -> None:
    plan = plan_of(EVERYBODY[name])
    assert [n.code for n in (*plan.warnings, *(n for w in plan.weeks for n in w.notes)) if not cited(n)] == []


@pytest.mark.parametrize("name", EVERYBODY)
def test_u12_nobody_is_promised_anything(name: str) -> None:
    """U12, and G01: no text predicts a placing or a personal best."""
    assert not PROMISES.search(read(name))


def test_g01_the_week_of_the_show_has_no_advice_on_water_or_salt() -> None:
    week = plan_of(SARAH).weeks[15]
    told = [week.purpose, week.milestone, *week.notes, *(n for s in week.sessions for n in s.notes)]
    assert not DANGEROUS.search(" ".join(SAY(n) for n in told if n is not None))


def test_g01_no_tip_of_that_week_speaks_of_drinking() -> None:
    state = first_state(SARAH, Screening(), MONDAY)
    weeks = plan_of(SARAH).weeks
    drinking = [tip for tip in TIPS.values() if tip.category == "hydration"]
    assert [tip.id for tip in drinking] == ["T25", "T26"]
    for number, quiet in ((15, False), (16, True)):
        week = weeks[number - 1]
        for session in (s for s in week.sessions if s.is_strength):
            context = replace(context_of(state, week, week.date_of(session), Log()), hot=True)
            assert [t.id for t in drinking if t.applies(context)] == ([] if quiet else ["T25", "T26"])


def test_g01_the_order_of_the_phases_cites_the_coachs_rule() -> None:
    order = next(n for n in plan_of(SARAH).warnings if n.code == "because.phase_order")
    assert "A-18" in cited(order)
    assert SAY(order).startswith("First the physique show, then the marathon.")


def test_g02_less_running_is_explained_with_its_sources() -> None:
    told = next(n for n in plan_of(JAMES).weeks[0].notes if n.code == "because.stepdown")
    assert {"A-04", "B-02", "B-21"} <= set(cited(told))
    assert "fitness holds on far less while intensity stays" in SAY(told)
    amount = protein(JAMES, Screening(), MONDAY)
    assert amount is not None
    assert amount.grams == 170


def test_g03_the_short_gap_is_fine_and_a_later_start_is_offered() -> None:
    """G03b: lifting first, a later start, nothing refused."""
    notes = [s.order_note for s in plan_of(MARCUS_THREE_DAYS).weeks[5].sessions if s.order_note]
    text = SAY(next(n for n in notes if n.code == "order.partial_gap"))
    assert text == (
        "Lift at 06:00, cardio at 12:00: 5 h 10 between is fine; 50 min later would make it the full 6 h."
    )
    amount = protein(MARCUS, Screening(), MONDAY)
    assert amount is not None
    assert amount.grams == 145


def test_g07_one_day_maintains_and_a_second_one_is_offered() -> None:
    text = said(ONE_DAY, "because.one_day")
    assert "maintains rather than builds" in text
    assert "second day" in text


def test_g09_short_sessions_count() -> None:
    assert said(TWENTY_MINUTES, "tip.micro").startswith("Short sessions count")


def test_g10_maximal_strength_needs_load() -> None:
    assert "maximal strength needs load" in "\n".join(SAY(n) for n in notes_of(plan_of(NO_EQUIPMENT, 1)))


def test_g11_two_weeks_are_for_finishing_comfortably() -> None:
    text = said(MARATHON_IN_TWO, "warn.min_prep")
    assert "finishing comfortably" in text
    assert "12" in text


def test_g14_the_ceiling_is_named_kindly_with_its_evidence() -> None:
    told = next(n for n in plan_of(KEEN_BEGINNER).weeks[0].notes if n.code == "because.hiit_ceiling")
    text = SAY(told)
    assert "B-34" in cited(told)
    assert text.startswith("1 interval session a week is the most at your level for now.")
    assert "fewer intervals aren’t worse for fitness" in text
    assert "easy movement" in text


def test_g15_limited_muscle_gain_is_said() -> None:
    assert "muscle gain will be limited" in said(MARATHONER, "because.high_volume")


def test_g27_the_show_is_for_taking_part_and_can_be_made_to_lead() -> None:
    half = Event(EventType.HALF, MONDAY + timedelta(weeks=11, days=6))
    show = Event(EventType.PHYSIQUE, MONDAY + timedelta(weeks=13, days=6))
    plan = plan_of(athlete(INTERMEDIATE, events=(half, show)))
    told = next(n for n in plan.warnings if n.code == "warn.dual_peak")
    assert "A-18" in cited(told)
    assert "the physique show is for taking part" in SAY(told)
    assert "/plan" in SAY(told)


def test_g30_the_taper_praises_restraint() -> None:
    marathon = Event(EventType.MARATHON, lives.MONDAY + timedelta(weeks=7, days=6))
    state, week = lives.begin(athlete(events=(marathon,), current_cardio_min_per_week=220))
    while week.phase.value != "TAPER":
        state, week = lives.assumed(state, week, 1)
    made = lives.review(state, week, lives.at_the_top)
    reasons = [SAY(c.because) for c in made.changes]
    assert any("Holding back is the work" in text for text in reasons)
