"""G34: the order of four weeks by their interference, the points of single pairs, the self-assessment."""

from __future__ import annotations

import pytest

from rules.athlete import Level
from rules.audit import audit
from rules.hard import HardContext
from rules.interference import score_week
from tests.rules.placement.weeks import ANYONE
from tests.rules.week_builder import week

FIVE = list(enumerate(("L*", "U", "L*", "U", "L*")))
RUN_THEN_LIFT = tuple(x for day, k in FIVE for x in (f"{day} 17:00 E 45 run", f"{day} 17:45 {k} 50"))
LIFT_THEN_RUN = tuple(x for day, k in FIVE for x in (f"{day} 17:00 {k} 50", f"{day} 17:50 E 45 run"))
APART = (
    *(f"{day} 17:00 {k} 50" for day, k in ((0, "L*"), (2, "U"), (4, "L*"))),
    *(f"{day} 17:00 E 45 run" for day in (1, 3, 5)),
)
NO_CARDIO = tuple(f"{day} 17:00 {k} 50" for day, k in ((0, "L*"), (1, "U"), (3, "L*"), (4, "U")))
WEEKS = ((RUN_THEN_LIFT, 63), (LIFT_THEN_RUN, 52), (APART, 14), (NO_CARDIO, 0))


@pytest.mark.parametrize(("lines", "score"), WEEKS)
def test_the_four_weeks(lines: tuple[str, ...], score: int) -> None:
    assert score_week(week(*lines), Level.INTERMEDIATE).total == score


def test_their_order() -> None:
    totals = [score_week(week(*lines), Level.INTERMEDIATE).total for lines, _ in WEEKS]

    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == len(totals)


@pytest.mark.parametrize(
    ("lines", "points"),
    [
        pytest.param(("0 17:00 E 45 run", "0 17:45 L* 60"), 10, id="run directly before"),
        pytest.param(("0 17:00 L* 60", "0 18:00 E 45 run"), 5, id="run directly after"),
        pytest.param(("0 06:00 L* 60", "0 12:00 E 45 run"), 2, id="5 h after the end"),
        pytest.param(("0 06:00 L* 60", "0 13:00 E 45 run"), 1, id="6 h after the end"),
        pytest.param(("0 17:00 L* 60", "1 17:00 E 45 run"), 0, id="next day"),
        pytest.param(("0 17:00 H8 24 run", "1 17:00 L* 60"), 6, id="HIIT the day before"),
    ],
)
def test_a_single_pair(lines: tuple[str, ...], points: int) -> None:
    assert score_week(week(*lines), Level.ADVANCED).pairing == pytest.approx(points)


def test_the_self_assessment_says_lift_first() -> None:
    habits = week(
        *(
            x
            for day, k in ((0, "L*"), (2, "U"), (4, "L*"))
            for x in (f"{day} 17:00 E 45", f"{day} 17:45 {k} 50")
        )
    )

    found = audit(habits, HardContext(Level.INTERMEDIATE, any_length=True), ANYONE)

    assert found.score.total == 32
    assert found.change.code == "advice.lift_first"
    assert dict(found.shares)["P"] == pytest.approx(0.75, abs=0.005)
