"""The sentences of the specification over random athletes (Hypothesis): whoever they are, whatever they log.

Each check of `bot.cohort.checks` is one of them: the bounds of G-40 and D-75, U1 to U13, a lighter deload (D-06), a
falling taper (D-07), nothing more after pain, illness or a break (G-30 to G-33), gaps kept by every move (G-60).
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cohort.people import draw_person
from bot.cohort.running import run_athlete
from tests.soaking import steady

SEEDS = st.integers(1000, 10**6)


@steady(20)
@given(SEEDS, st.integers(0, 10**6))
def test_no_week_of_anyone_breaks_a_sentence(seed: int, number: int) -> None:
    tally = run_athlete(number, weeks=14, seed=seed)

    assert tally.violations == {}, tally.examples


@steady(50)
@given(SEEDS, st.integers(0, 10**6))
def test_the_same_number_is_the_same_person(seed: int, number: int) -> None:
    assert draw_person(seed, number) == draw_person(seed, number)
