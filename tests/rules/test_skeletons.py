"""The skeletons read as the specification writes them, with every number of days (D-20, D-25, D-30)."""

from __future__ import annotations

import pytest

from rules.athlete import Mode
from rules.sessions import Row, SessionType
from rules.skeletons import Choice, Line, Slot, days_offered, lines, options, with_long

BASE = Choice()
NAMES = {kind: kind.value.removeprefix("S_").removeprefix("C_") for kind in SessionType}


def text(line: Line) -> str:
    """'UPPER+FINISH20'."""
    return "+".join(NAMES[s.type] + ("*" if s.heavy else "") + str(s.minutes or "") for s in line.slots)


def week(name: str, days: int, choice: Choice = BASE) -> list[str]:
    return [text(line) for line in lines(name, days, choice)]


@pytest.mark.parametrize("name", ["BEGINNER", "UNDULATING", "B1", "B2", "B3", "MICRO", "HIGH_VOLUME"])
def test_every_skeleton_has_as_many_units_as_days(name: str) -> None:
    for days in days_offered(name):
        assert len(lines(name, days, BASE)) == days
    assert days_offered(name)[0] == 1
    assert len(lines(name, 6, BASE)) == max(days_offered(name))


@pytest.mark.parametrize(
    ("name", "strength", "cardio"),
    [
        ("BEGINNER", 3.0, 3.5),
        ("UNDULATING", 5.0, 4.0),
        ("B1", 4.0, 2.0),
        ("B1_ADVANCED", 5.0, 2.0),
        ("B2", 3.0, 3.0),
        ("B2_ADVANCED", 4.0, 3.5),
        ("B3", 2.0, 4.0),
        ("B3_ADVANCED", 2.0, 5.0),
    ],
)
def test_the_full_skeletons_reach_their_weekly_targets(name: str, strength: float, cardio: float) -> None:
    slots = [s for line in lines(name, 6, BASE) for s in line.slots]
    halves = {SessionType.PRIMER, SessionType.MICRO, SessionType.FINISH}
    weight = [(0.5 if s.type in halves else 1.0, s) for s in slots]
    assert sum(w for w, s in weight if s.type.is_strength) == strength
    assert sum(w for w, s in weight if s.type.is_cardio) == cardio


def test_options_are_taken_when_the_plan_wants_them() -> None:
    assert week("B1", 6)[-1] == "EASY40"
    assert week("B1", 6, Choice(hiit=True))[-1] == "HIIT"
    assert week("B1", 6, Choice(long=True, hiit=True))[-1] == "LONG50"
    assert week("B1_ADVANCED", 6)[-1] == "CIRCUIT"
    assert week("B3", 1) == ["FULL*+FINISH20"]
    assert week("B3", 1, Choice(race=True)) == ["MICRO+LONG50"]


@pytest.mark.parametrize(
    ("name", "days", "changed"),
    [
        ("BEGINNER", 5, {4: "LONG"}),
        ("BEGINNER", 4, {1: "LONG"}),
        ("BEGINNER", 3, {2: "PRIMER+LONG"}),
        ("UNDULATING", 3, {2: "PRIMER+LONG"}),
        ("UNDULATING", 2, {1: "MICRO+LONG"}),
        ("B1", 4, {3: "PRIMER+LONG"}),
        ("B1", 1, {0: "MICRO+LONG"}),
        ("B2", 3, {2: "PRIMER+LONG"}),
        ("MICRO", 6, {5: "LONG"}),
    ],
)
def test_the_long_session_takes_its_place(name: str, days: int, changed: dict[int, str]) -> None:
    before, after = week(name, days), week(name, days, Choice(long=True))
    assert {i: a for i, (a, b) in enumerate(zip(after, before, strict=True)) if a != b} == changed


def test_the_long_session_goes_last_where_nothing_else_gives_way() -> None:
    lower = Line(0, (Slot(SessionType.LOWER),))
    skeleton = (lower, lower, lower)
    assert [text(line) for line in with_long(skeleton, 3)] == ["LOWER", "LOWER", "PRIMER+LONG"]


def test_slots_carry_rows_modes_and_ceilings() -> None:
    monday, tuesday, wednesday, *_ = lines("B2_ADVANCED", 6, BASE)
    assert (monday.slots[0].row, monday.slots[1].mode) == (Row.HEAVY, Mode.BIKE)
    assert tuesday.slots[0].mode is Mode.RUN
    assert wednesday.slots[1].mode is Mode.ROW
    assert lines("B3", 2, BASE)[0].slots[1].max_n == 8
    assert lines("B3", 4, BASE)[2].slots[1].no_impact
    assert lines("B3", 6, BASE)[2].slots[0].alternates
    assert options("UNDULATING", 6)[1][0].slots[0].row is Row.MODERATE
