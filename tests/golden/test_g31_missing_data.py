"""G31: five sessions planned, two logged, both great: the missing data decides, not the two."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.cli.speaking import Speaker
from rules.adaptation import Review
from rules.athlete import Goal
from rules.checkin import CheckIn
from rules.decisions import Decision
from rules.plan import Week
from rules.sessions import Session, SessionType
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete

ORDER = list(Decision)
GUILT = re.compile(
    r"\b(lazy|laziness|should have|failed?|sorry|only|behind|discipline|excuse)\b", re.IGNORECASE
)


def reviewed(logged: int = 2) -> tuple[Review, Week]:
    """Five days of B1 without the finishers, so that five sessions are planned; the first so many logged."""
    state, week = lives.begin(athlete(goal=Goal.STRENGTH, max_training_days=5))
    five = tuple(s for s in week.sessions if s.type is not SessionType.FINISH)
    assert len(lives.own(replace(week, sessions=five))) == 5
    week = replace(week, sessions=five)
    kept = [s.id for s in five[:logged]]

    def great(session: Session, checkin: CheckIn) -> CheckIn | None:
        if session.id not in kept:
            return None
        return lives.at_the_top(session, replace(checkin, rpe=session.rpe - 1))

    return lives.review(state, week, great, hours=8, soreness=0), week


def test_two_of_five_never_progress_and_the_rest_counts_as_skipped() -> None:
    made, _ = reviewed()

    assert made.metrics.adherence == pytest.approx(0.4)
    assert made.metrics.logged_share == pytest.approx(0.4)
    assert ORDER.index(made.decision) <= ORDER.index(Decision.HOLD)
    assert [t.rule_id for t in made.verdict.triggers] == ["G-15", "G-17"]


def test_the_text_speaks_of_missing_data_and_not_of_laziness() -> None:
    made, _ = reviewed()
    missing = next(t for t in made.verdict.triggers if t.rule_id == "G-17")

    assert re.search(r"logged|data", Speaker().say(missing.because))
    told = [Speaker().change(change) for change in made.changes]
    assert re.search(r"\b(logged|missing|data)\b", told[0])
    assert not GUILT.search(" ".join(told))


def test_nothing_grows_on_missing_data() -> None:
    made, week = reviewed(logged=0)

    assert made.state.hiit_n <= made.inputs.state.hiit_n
    assert made.next_week is not None
    assert made.next_week.cardio_minutes <= week.cardio_minutes
