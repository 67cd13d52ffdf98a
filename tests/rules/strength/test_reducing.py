"""A reduced week is last week's with a set less, and nothing that last week didn't have (G-50, E-01)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.decisions import Decision
from rules.plan import PhaseName
from rules.strength.draft import Draft
from rules.strength.week import strength_week
from tests.rules.strength.weeks import WEEKS, context, sessions_of


def sets(week: tuple[Draft, ...]) -> dict[tuple[str, str, str], int]:
    return {(d.session.id, e.exercise_id, e.kind): e.sets for d in week for e in d.items}


@pytest.mark.parametrize("minutes", [40, 45, 60])
@pytest.mark.parametrize("key", sorted(WEEKS))
def test_in_windows_as_short_as_before_only_sets_go(key: tuple[PhaseName, str], minutes: int) -> None:
    sessions = sessions_of(WEEKS[key], minutes)
    held = context(phase=key[0], decision=Decision.HOLD)
    reduced = replace(
        held, decision=Decision.REDUCE, held_minutes=tuple((s.type, s.minutes) for s in sessions)
    )

    before, after = sets(strength_week(sessions, held)), sets(strength_week(sessions, reduced))

    assert after.keys() == before.keys()
    assert all(after[name] in (count, count - 1) for name, count in before.items())
