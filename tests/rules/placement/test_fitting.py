"""Whether the edit of a told week can be made in a running plan (D-65, G-60)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.athlete import Level
from rules.audit.edits import Edit, EditStep
from rules.audit.fitting import fitted, training_times
from rules.plan import PhaseName, Week
from rules.sessions import Session, SessionType
from tests.rules.placement.weeks import moves_at, spot, week_of
from tests.rules.week_builder import session

PLAN = ("0 18:00 L* 60", "2 18:00 U 50", "3 18:00 H8 24", "5 08:00 E 30")


def edit_of(before: Session, after: Session | None, kind: str = "move") -> Edit:
    return Edit((EditStep(kind, before, after),), (), 0)


def made(edit: Edit, plan: Week | None = None, day: int = 0, **context: object) -> list[str] | None:
    known = moves_at(day, "07:00", **context)  # type: ignore[arg-type]  # by name
    after = fitted(plan or week_of(*PLAN), edit, known, Level.INTERMEDIATE)
    return None if after is None else [spot(s) for s in after.sessions]


INTERVALS, TO_FRIDAY = session("3 18:00 H8 24"), session("4 18:00 H8 24")


def test_a_move_is_made_with_the_plans_own_session() -> None:
    told = session("3 06:30 H8 24")

    assert made(edit_of(told, TO_FRIDAY)) == [
        "0 18:00 S_LOWER",
        "2 18:00 S_UPPER",
        "4 18:00 C_HIIT",
        "5 08:00 C_EASY",
    ]


def test_another_lift_of_the_day_is_moved_where_there_is_none_of_its_type() -> None:
    told, to_tuesday = session("0 19:00 FB* 60"), session("1 18:00 FB* 60")

    assert (made(edit_of(told, to_tuesday), week_of("0 18:00 L* 60", "5 08:00 E 30")) or [])[
        0
    ] == "1 18:00 S_LOWER"


def test_a_weeks_training_times_are_its_outings_two_a_day_at_most() -> None:
    told = week_of(
        "0 18:00 L* 60", "0 19:00 F 15", "2 06:30 U 50", "2 18:00 H8 24", "5 08:00 LG 300"
    ).sessions

    assert [[(f"{w.start:%H:%M}", w.max_minutes) for w in day] for day in training_times(told)] == [
        [("18:00", 75)], [], [("06:30", 50), ("18:00", 24)], [], [], [("08:00", 240)], [],
    ]  # fmt: skip


def test_left_out_and_made_easy_fit_too() -> None:
    easy = replace(INTERVALS, type=SessionType.EASY, intervals=None)

    assert made(edit_of(INTERVALS, None, "drop")) == ["0 18:00 S_LOWER", "2 18:00 S_UPPER", "5 08:00 C_EASY"]
    assert (made(edit_of(INTERVALS, easy, "easier")) or [])[2] == "3 18:00 C_EASY"


@pytest.mark.parametrize(
    ("before", "after", "kind", "why"),
    [
        ("1 18:00 H8 24", "4 18:00 H8 24", "move", "there is none on that day"),
        ("3 18:00 H8 24", "1 12:00 H8 24", "move", "within 24 h of heavy legs and outside the windows"),
        ("3 18:00 H8 24", "4 10:00 H8 24", "move", "outside the windows"),
        ("0 18:00 L* 60", "0 18:00 L 60", "easier", "another lift would need another prescription"),
        ("5 08:00 E 30", "5 08:00 E 20", "shorter", "another length as well"),
    ],
)
def test_what_does_not_fit_is_not_made(before: str, after: str, kind: str, why: str) -> None:
    assert made(edit_of(session(before), session(after), kind)) is None, why


def test_nothing_moves_once_it_is_past_or_gone_or_in_a_light_week() -> None:
    edit = edit_of(INTERVALS, TO_FRIDAY)
    plan = week_of(*PLAN)

    assert made(edit, plan, day=4) is None
    assert made(edit, plan, gone=frozenset({plan.sessions[2].id})) is None
    assert made(edit, replace(plan, deload=True)) is None
    assert made(edit, replace(plan, phase=PhaseName.TAPER)) is None
