"""G29: tips on fourteen training days in a row, with HIIT, easy and strength alternating."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from bot.cli.speaking import Speaker
from rules.athlete import Mode
from rules.nutrition import protein, shows_numbers
from rules.sessions import Session, SessionType
from rules.state import Screening
from rules.tips import TIPS, ShownTip, select_tip
from rules.tips.context import TipContext
from tests.rules.athletes import INTERMEDIATE, athlete

FIRST = date(2026, 11, 16)
GOAL = protein(INTERMEDIATE, Screening(), FIRST)
SAFETY = "safety"


def context(kind: SessionType, minutes: int, mode: Mode | None = None) -> TipContext:
    """A day with one session, for somebody of 75 kg."""
    only = Session(id=kind.value, day=0, start=time(18), minutes=minutes, type=kind, mode=mode)
    return TipContext(sessions=(only,), week_sessions=(only,), weight_kg=75.0, protein=GOAL)


STRENGTH = context(SessionType.UPPER, 50)
DAYS = (context(SessionType.HIIT, 24, Mode.BIKE), context(SessionType.EASY, 30, Mode.RUN), STRENGTH)


@pytest.fixture(scope="module")
def shown() -> list[ShownTip]:
    history: list[ShownTip] = []
    for number in range(14):
        day = FIRST + timedelta(days=number)
        chosen = select_tip(DAYS[number % 3], tuple(history), day)
        history += [ShownTip(day, c.tip.id, c.tip.category) for c in chosen]
    return history


def test_nearly_every_day_has_a_tip(shown: list[ShownTip]) -> None:
    assert len({s.date for s in shown}) >= 12


def test_no_tip_on_two_days_running_nor_within_seven(shown: list[ShownTip]) -> None:
    for tip_id in {s.id for s in shown}:
        days = [s.date for s in shown if s.id == tip_id]
        least = 2 if TIPS[tip_id].category == SAFETY else 7
        assert all((b - a).days >= least for a, b in pairwise(days)), tip_id


def test_no_category_on_three_days_in_a_row(shown: list[ShownTip]) -> None:
    for category in {s.category for s in shown}:
        days = {s.date for s in shown if s.category == category}
        assert not any({d, d + timedelta(1), d + timedelta(2)} <= days for d in days), category


def test_the_protein_tip_holds_135_g_for_75_kg() -> None:
    (tip,) = select_tip(STRENGTH, (), FIRST)

    assert tip.tip.id == "T27"
    assert "135 g" in Speaker().say(tip.note)


def test_without_a_weight_it_asks_for_it() -> None:
    unknown = replace(STRENGTH, weight_kg=None, protein=None)

    assert not TIPS["T27"].applies(unknown)
    assert TIPS["T28"].applies(unknown)


def test_under_c34_there_is_none() -> None:
    kidneys = athlete(conditions=frozenset({"kidney"}))
    assert not shows_numbers(kidneys, Screening())
    assert protein(kidneys, Screening(), FIRST) is None
    silent = replace(STRENGTH, protein=None, numbers_allowed=False)

    assert not any(TIPS[i].applies(silent) for i in ("T27", "T28", "T30", "T52"))
