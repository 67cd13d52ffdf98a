"""What the rules remember is bounded, is one object's own, and goes on demand."""

from __future__ import annotations

import gc
from datetime import date

from rules.athlete import Profile
from rules.planning import build_plan
from rules.remembering import forget, remembered, remembered_of
from rules.state import Screening
from tests.rules.athletes import INTERMEDIATE, athlete

WEIGHT_KG = 81.37  # nobody else's


def test_only_the_latest_answers_are_kept() -> None:
    asked: list[int] = []

    @remembered(2)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [double(n) for n in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert asked == [1, 2, 3, 2]


def test_an_equal_object_is_another_question() -> None:
    asked: list[list[int]] = []

    @remembered_of(4)
    def total(numbers: list[int], beside: int) -> int:
        asked.append(numbers)
        return sum(numbers) + beside

    one, twin = [1, 2], [1, 2]
    assert [total(one, 0), total(one, 0), total(twin, 0), total(one, 4)] == [3, 3, 3, 7]
    assert [numbers is one for numbers in asked] == [True, False, True]


def test_a_plan_leaves_nothing_of_the_person_once_forgotten() -> None:
    _plan()
    assert _profiles_in_memory()
    forget()
    assert not _profiles_in_memory()


def test_a_plan_is_the_same_whatever_is_remembered() -> None:
    first = _plan()
    again = _plan()
    forget()
    assert first == again == _plan()


def _plan() -> object:
    profile = athlete(INTERMEDIATE, weight_kg=WEIGHT_KG)
    return build_plan(profile, Screening(), date(2026, 11, 23), 8).weeks


def _profiles_in_memory() -> int:
    gc.collect()
    return sum(isinstance(x, Profile) and x.weight_kg == WEIGHT_KG for x in gc.get_objects())
