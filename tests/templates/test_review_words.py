"""The headline of a review says what the next week really does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.messages import Renderer
from bot.voice import Voice
from rules.decisions import Change, Decision
from rules.sessions import note
from tests.templates.people import PEOPLE
from tests.templates.wording import visible

PACE = Change(note("change.pace", session="C_EASY"), "367-403", "385-424", note("because.block_plan"), "G-41")
LOAD = Change(
    note("change.load", exercise="back_squat", reps=5), 80.0, 82.5, note("because.block_plan"), "E-30"
)


def held(before: int, after: int) -> Change:
    return Change(note("change.decision", decision="HOLD"), before, after, note("because.block_plan"), "G-20")


@pytest.mark.parametrize(
    ("decision", "changes", "told", "never"),
    [
        (Decision.PROGRESS, (LOAD, PACE), "takes a small step up", "goes on like it"),
        (Decision.PROGRESS, (PACE,), "A good week: the next one goes on like it.", "step up"),
        (Decision.HOLD, (held(180, 180),), "Next week stays at this level.", "follows the plan"),
        (Decision.HOLD, (held(120, 55),), "A smaller week: 2 h → 55 min.", "No step up"),
        (Decision.HOLD, (held(70, 204),), "No step up beyond what the plan brings.", "70 min"),
        (Decision.HOLD, (held(70, 204),), "Next week follows the plan", "stays at this level"),
    ],
)
def test_a_step_is_told_where_there_is_one(
    decision: Decision, changes: tuple[Change, ...], told: str, never: str
) -> None:
    review = replace(next(iter(PEOPLE[0].reviews)), decision=decision, changes=changes, answer="")
    shown = visible(Renderer().screen("review/week", Voice(), {"review": review, "most": 5}).text)
    shown = shown.replace("\N{NO-BREAK SPACE}", " ").partition("Numbers")[0]
    assert told in shown
    assert never not in shown.partition("\n")[2]
