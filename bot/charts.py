"""Progress as a picture: panels of weeks under one another, readable without colour (ux 15).

Words come from templates; numbers and dates are put into the reader's notation and units here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from io import BytesIO
from typing import Any

from bot import filters, voice
from bot.voice import Voice
from rules.athlete import Units
from rules.progress import Progress, Trend

# Okabe and Ito's palette, safe for colour blindness; stripes and markers tell the rest.
BLUE, ORANGE, BLACK = "#0072B2", "#E69F00", "#000000"
WIDE_IN, PANEL_HIGH_IN, DPI = 7.2, 3.0, 120
BAR_DAYS = 5
MOST_TICKS = 8
LINES = (
    ("-", "o", BLUE),
    ("--", "s", ORANGE),
    (":", "^", BLACK),
)  # line, marker, colour of up to three lifts

Words = Mapping[str, str]


class View(StrEnum):
    """What a picture shows."""

    OVERVIEW = "overview"
    STRENGTH = "strength"
    ENDURANCE = "endurance"
    LOAD = "load"


class Panel(StrEnum):
    """One pair of axes."""

    MINUTES = "minutes"
    LIFT = "lift"
    PACE = "pace"
    KEPT = "kept"
    LOAD = "load"


def panels(view: View, progress: Progress) -> tuple[Panel, ...]:
    """The panels of a view, from top to bottom; a trend without two values gives way to sessions kept."""
    lift = Panel.LIFT if progress.lift else Panel.KEPT
    pace = Panel.PACE if progress.pace else Panel.KEPT
    second = lift if progress.lift else pace
    return {
        View.OVERVIEW: (Panel.MINUTES, second),
        View.STRENGTH: (lift,),
        View.ENDURANCE: (pace,),
        View.LOAD: (Panel.LOAD, Panel.KEPT),
    }[view]


def draw(progress: Progress, view: View, words: Words, speaker: Voice) -> bytes:
    """The PNG of a view; the same progress gives the same bytes. Takes a while: run it in a thread."""
    # matplotlib is slow to import, so it waits until the first picture; pyplot's registry is not for servers.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    shown = panels(view, progress)
    figure = Figure(figsize=(WIDE_IN, PANEL_HIGH_IN * max(len(shown), 1.4)), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    with voice.speaking(speaker):
        for axes, panel in zip(figure.subplots(len(shown), squeeze=False)[:, 0], shown, strict=True):
            axes.spines[["top", "right"]].set_visible(False)
            PANELS[panel](axes, progress, words)
            _date_axis(axes, progress)
    content = BytesIO()
    figure.savefig(content, format="png", metadata={"Software": None})
    return content.getvalue()


def _minutes(axes: Any, progress: Progress, words: Words) -> None:
    days = _middles(progress)
    strength, cardio = [w.strength_min for w in progress.weeks], [w.cardio_min for w in progress.weeks]
    axes.bar(days, strength, BAR_DAYS, color=BLUE, label=words["strength"])
    axes.bar(days, cardio, BAR_DAYS, strength, color=ORANGE, hatch="//", label=words["endurance"])
    _plan(axes, progress, [w.planned_min for w in progress.weeks], words)
    axes.set_title(words["minutes"], loc="left")
    _legend(axes)


def _lift(axes: Any, progress: Progress, words: Words) -> None:
    factor = 1 / filters.KG_PER_LB if voice.current().units is Units.IMPERIAL else 1.0
    for trend, (line, marker, colour) in zip(progress.lifts, LINES, strict=False):
        _line(axes, trend, factor, f"{marker}{line}", colour, words[trend.name])
    axes.set_title(words["lift"], loc="left")
    _legend(axes)


def _pace(axes: Any, progress: Progress, words: Words) -> None:
    from matplotlib.ticker import FuncFormatter  # noqa: PLC0415  # with the rest of matplotlib

    factor = filters.KM_PER_MILE if voice.current().units is Units.IMPERIAL else 1.0
    if progress.pace is not None:
        _line(axes, progress.pace, factor, "o-", BLUE, words["pace"])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value // 60:.0f}:{value % 60:02.0f}"))
    axes.invert_yaxis()  # faster is higher
    axes.set_title(words["pace"], loc="left")


def _kept(axes: Any, progress: Progress, words: Words) -> None:
    days = _middles(progress)
    axes.bar(days, [w.done for w in progress.weeks], BAR_DAYS, color=BLUE, label=words["done"])
    _plan(axes, progress, [w.planned for w in progress.weeks], words)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_title(words["kept"], loc="left")
    _legend(axes)


def _load(axes: Any, progress: Progress, words: Words) -> None:
    axes.bar(_middles(progress), [w.load for w in progress.weeks], BAR_DAYS, color=BLUE)
    axes.set_title(words["load"], loc="left")


def _line(axes: Any, trend: Trend, factor: float, style: str, colour: str, label: str) -> None:
    values = [p.value * factor for p in trend.points]
    axes.plot([p.day for p in trend.points], values, style, color=colour, label=label)


def _plan(axes: Any, progress: Progress, planned: Sequence[int], words: Words) -> None:
    """A dash across each week's bar."""
    starts = [w.start for w in progress.weeks]
    ends = [day + timedelta(days=6) for day in starts]
    axes.hlines(planned, starts, ends, color=BLACK, label=words["planned"])


def _legend(axes: Any) -> None:
    columns = 3 if axes.containers else 2  # the names of lifts are long
    axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=columns)


def _date_axis(axes: Any, progress: Progress) -> None:
    days = [w.start for w in progress.weeks]
    shown = _thinned(days)
    axes.set_xticks(shown, [filters.short_day(day) for day in shown])
    axes.set_xlim(days[0] - timedelta(days=1), days[-1] + timedelta(days=7))


def _middles(progress: Progress) -> list[date]:
    """Where the bar of each week stands: on its Thursday."""
    return [w.start + timedelta(days=3) for w in progress.weeks]


def _thinned(days: Sequence[date]) -> list[date]:
    """At most eight dates, the last one among them."""
    step = -(-len(days) // MOST_TICKS)
    return list(days)[::-1][::step][::-1]


PANELS: Mapping[Panel, Callable[[Any, Progress, Words], None]] = {
    Panel.MINUTES: _minutes,
    Panel.LIFT: _lift,
    Panel.PACE: _pace,
    Panel.KEPT: _kept,
    Panel.LOAD: _load,
}
