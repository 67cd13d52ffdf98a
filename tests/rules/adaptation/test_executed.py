"""The executed week's score: extra and too fast work counts (D-60, G-42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.athlete import Level
from rules.checkin import CheckIn, Status, TalkTest
from rules.interference import score_week
from rules.review.executed import executed_score, executed_sessions
from rules.review.reading import read_week
from tests.rules.adaptation import lives, weeks
from tests.rules.adaptation.weeks import MONDAY

WEEK = weeks.week()


def test_a_week_done_as_planned_scores_as_planned() -> None:
    logs = weeks.all_done(WEEK)

    score = executed_score(WEEK, read_week(WEEK, logs, ()), logs, Level.INTERMEDIATE)

    assert score == score_week(WEEK.sessions, Level.INTERMEDIATE)


def test_extra_running_raises_the_volume_term() -> None:
    extra = CheckIn(MONDAY + timedelta(days=6), Status.DONE, None, "C_EASY", "run", actual_minutes=90)
    logs = (*weeks.all_done(WEEK), extra)

    score = executed_score(WEEK, read_week(WEEK, logs, ()), logs, Level.INTERMEDIATE)

    planned = score_week(WEEK.sessions, Level.INTERMEDIATE)
    assert score.volume > planned.volume
    assert score.rest > planned.rest


def test_easy_minutes_above_talking_pace_raise_the_quality_term() -> None:
    logs = weeks.talked(WEEK, *(TalkTest.NOT_COMFORTABLE,) * 3)

    score = executed_score(WEEK, read_week(WEEK, logs, ()), logs, Level.INTERMEDIATE)

    assert score.quality == 10.0


def test_skipped_sessions_leave_and_real_minutes_stay() -> None:
    first, *others = weeks.all_done(WEEK)
    logs = (replace(first, actual_minutes=40), *others[:3], lives.skip(others[3]))

    done = executed_sessions(WEEK, read_week(WEEK, logs, ()), logs)

    assert [s.minutes for s in done] == [40, 15, 50, 20]
