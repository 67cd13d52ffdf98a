"""A change of a review tells its amounts in the unit of its exercise."""

from __future__ import annotations

import pytest

from bot.messages import Renderer
from bot.voice import Voice
from rules.decisions import Change
from rules.evidence import rule
from rules.sessions import Value, note
from tests.templates.wording import visible


@pytest.mark.parametrize(
    ("what", "exercise", "before", "after", "told"),
    [
        ("reps", "plank", "20-40", "30", "20–40 s → 30 s."),
        ("reps", "back_squat", "5-6", "8", "5–6 reps → 8 reps."),
        ("load", "db_bench_press", 20.0, 22.0, "20 kg a hand → 22 kg a hand."),
        ("load", "back_squat", 100.0, 102.5, "100 kg → 102.5 kg."),
    ],
)
def test_a_change_has_the_unit_of_its_exercise(
    what: str, exercise: str, before: Value, after: Value, told: str
) -> None:
    more = {"reps": 5} if what == "load" else {}
    change = Change(
        note(f"change.{what}", exercise=exercise, **more), before, after, note("because.block_plan"), "E-11"
    )
    shown = Renderer().screen("cli/change", Voice(), {"change": change, "rule": rule("E-11")}).text
    assert told in visible(shown).replace("\N{NO-BREAK SPACE}", " ")
