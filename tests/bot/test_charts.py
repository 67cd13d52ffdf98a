"""Pictures of progress: the same bytes for the same weeks, others in other units, words for every panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.charts import Panel, View, draw, panels
from bot.messages import Renderer
from bot.voice import Voice
from rules.athlete import Units
from rules.progress import Progress
from tests.templates.given.progress import text
from tests.templates.people import PEOPLE

YEAR = next(v["progress"] for v in text(PEOPLE[0]) if len(getattr(v["progress"], "weeks", ())) == 52)
METRIC, IMPERIAL = Voice(), Voice(units=Units.IMPERIAL)
PNG = b"\x89PNG\r\n\x1a\n"


def year() -> Progress:
    assert isinstance(YEAR, Progress)
    return YEAR


def drawn(progress: Progress, view: View, voice: Voice = METRIC) -> bytes:
    lines = Renderer().text("progress/words", voice, {"progress": progress}).splitlines()
    return draw(progress, view, dict(line.split(" = ", 1) for line in lines if line), voice)


@pytest.mark.parametrize("view", View)
def test_a_picture_is_the_same_each_time(view: View) -> None:
    first = drawn(year(), view)
    assert first.startswith(PNG)
    assert drawn(year(), view) == first


@pytest.mark.parametrize("view", [View.STRENGTH, View.ENDURANCE])
def test_pounds_and_miles_make_another_picture(view: View) -> None:
    assert drawn(year(), view, IMPERIAL) != drawn(year(), view)


def test_without_trends_the_sessions_kept_are_shown() -> None:
    bare = replace(year(), lifts=(), pace=None)
    assert panels(View.OVERVIEW, bare) == (Panel.MINUTES, Panel.KEPT)
    assert panels(View.STRENGTH, bare) == panels(View.ENDURANCE, bare) == (Panel.KEPT,)
    assert drawn(replace(bare, weeks=bare.weeks[:1]), View.OVERVIEW).startswith(PNG)
