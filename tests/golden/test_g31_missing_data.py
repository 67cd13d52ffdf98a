"""G31: five sessions planned, two logged, both great: the data decides, not the two."""

from __future__ import annotations

from dataclasses import replace

from rules.decisions import Decision
from rules.sessions import SessionType
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete

ORDER = list(Decision)


def test_too_little_data_never_progresses() -> None:
    state, week = lives.begin(athlete(max_training_days=3))
    planned = [s for s in lives.own(week) if s.type is not SessionType.PRIMER]
    week = replace(week, sessions=tuple(planned))
    assert len(planned) == 5
    kept = {s.id for s in planned[:2]}

    made = lives.review(state, week, lambda s, c: c if s.id in kept else None)

    assert ORDER.index(made.decision) <= ORDER.index(Decision.HOLD)
    assert made.metrics.logged_share < 0.5
    missing = [t for t in made.verdict.triggers if t.rule_id == "G-17"]
    assert [t.because.code for t in missing] == ["because.missing_data"]


def test_nothing_grows_on_missing_data() -> None:
    state, week = lives.begin(athlete(max_training_days=3))

    made = lives.review(state, week, lambda s, c: None)

    assert made.state.hiit_n <= state.hiit_n
    assert made.next_week is not None
    assert made.next_week.cardio_minutes <= week.cardio_minutes
