"""The numbers of a week: which sessions want fuel, what C-34 leaves out, and what goes before a cut (section H)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.checkin import Wellness
from rules.eating import Eating, eating
from rules.state import Screening
from tests.rules.adaptation import weeks
from tests.rules.adaptation.weeks import MONDAY
from tests.rules.builders import INTERMEDIATE
from tests.rules.weeks.states import state_of

STATE = state_of(INTERMEDIATE)


def found(text: str = weeks.UNDULATING, wellness: tuple[Wellness, ...] = (), **changes: Any) -> Eating:
    """The numbers for a week written down, with some fields of the profile changed."""
    state = replace(STATE, profile=replace(INTERMEDIATE, **changes))
    return eating(state, weeks.week(text), MONDAY, wellness)


def fuel(text: str) -> list[tuple[str, list[str]]]:
    """Type of session and codes of its notes."""
    return [(s.type.value, [n.code.rpartition(".")[2] for n in notes]) for s, notes in found(text).fuel]


def test_hard_long_and_double_days_want_fuel_and_nothing_else_does() -> None:
    assert fuel(weeks.UNDULATING) == [("S_LOWER", ["before"]), ("C_HIIT", ["before"])]
    assert fuel("Sat 09:00 C_LONG 90 run") == [("C_LONG", ["during"])]


def test_the_refill_counts_from_the_end_and_only_between_two_sessions() -> None:
    apart = "Mon 07:00 S_UPPER 50\nMon {} C_EASY 30 run"
    assert fuel(apart.format("13:00")) == [("S_UPPER", ["between"])]
    assert fuel(apart.format("17:00")) == []  # more than eight hours
    assert fuel(apart.format("07:50")) == []  # one session
    assert fuel("Mon 18:00 S_UPPER 50\nTue 01:00 C_EASY 30 run") == [
        ("S_UPPER", ["between"])
    ]  # over midnight


def test_no_protein_number_and_no_supplement_under_c34() -> None:
    kidney = found(conditions=frozenset({"kidney"}), supplements_opt_in=True)
    assert (kidney.numbers, kidney.protein, kidney.supplements) == (False, None, ())
    assert found(supplements_opt_in=True).supplements


def test_without_a_weight_there_are_grams_for_each_kilogram_only() -> None:
    unweighed = found(weight_kg=None)
    assert (unweighed.numbers, unweighed.protein, unweighed.protein_per_kg) == (True, None, 1.8)


def test_a_sign_of_too_little_energy_goes_before_any_word_on_losing_weight() -> None:
    assert found(cut_phase=True).physique is not None
    signs = (Wellness(MONDAY, missed_periods=3),)
    cautious = found(wellness=signs, cut_phase=True)
    assert cautious.physique is None
    assert cautious.caution is not None
    assert cautious.caution.code == "because.missed_periods"


def test_exhaustion_in_a_cut_is_such_a_sign() -> None:
    state = replace(STATE, profile=replace(INTERMEDIATE, cut_phase=True), screening=Screening())
    assert eating(state, weeks.week(), MONDAY, (), fatigue=5).caution is not None
    assert eating(state, weeks.week(), MONDAY, (), fatigue=4).caution is None
