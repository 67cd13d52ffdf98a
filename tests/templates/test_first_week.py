"""The first week as it is shown before and after "Start this plan" when the event comes at once (D-04)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.messages import Renderer
from tests.templates.given.base import TODAY
from tests.templates.given.days import before_an_event
from tests.templates.people import PEOPLE
from tests.templates.wording import visible

THURSDAY = TODAY + timedelta(days=3)


@pytest.mark.parametrize("screen", ["setup/preview", "setup/started"])
@pytest.mark.parametrize(
    ("days", "first", "told"),
    [
        (0, "Today is your event", "Nothing else is planned this week."),
        (2, "First comes your event: Saturday 28 Nov", "No training before it, so you arrive fresh."),
    ],
)
def test_an_event_within_days_is_the_first_week(screen: str, days: int, first: str, told: str) -> None:
    made = before_an_event(PEOPLE[0], THURSDAY, days)
    values = {"week": made.week, "state": made.state, "today": THURSDAY}
    shown = visible(Renderer().screen(screen, PEOPLE[0].voice, values).text)
    assert shown.startswith(f"{first}\n")
    assert told in shown
    assert "From Monday 30 Nov your plan goes on" in shown
    assert "Monday 23 Nov" not in shown
    assert "0 sessions" not in shown


def test_a_week_begun_on_wednesday_starts_there() -> None:
    someone, wednesday = PEOPLE[0], TODAY + timedelta(days=2)
    values = {"week": someone.week, "state": someone.state, "today": wednesday}
    shown = Renderer().screen("setup/preview", someone.voice, values).text
    assert shown.startswith("<b>Your first week, starting Wednesday 25 Nov</b>")
