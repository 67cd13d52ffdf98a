"""The report's pictures: what the reviews decided, how weeks grow, how the score lies. Each title says its message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.cohort.report import quantile
from bot.cohort.tally import Tally, counter_of

# Okabe and Ito's palette, safe for colour blindness; hatches tell bars apart without colour.
BLUE, ORANGE = "#0072B2", "#E69F00"
WIDE, HIGH, DPI = 8.0, 4.0, 100
MOST_RAMP = 60


def draw(tally: Tally, folder: Path) -> dict[str, str]:
    """Write the pictures into a folder; returns file names by title."""
    made = {}
    for name, plot in (("decisions", _decisions), ("ramps", _ramps), ("scores", _scores)):
        figure, axes = _blank()
        title = plot(axes, tally)
        axes.set_title(title, loc="left")
        path = folder / f"cohort-{name}.png"
        figure.savefig(path, metadata={"Software": None})
        made[title] = path.name
    return made


def _blank() -> tuple[Any, Any]:
    """A figure of its own, outside pyplot's registry; matplotlib is slow to import, so it waits until here."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(WIDE, HIGH), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _decisions(axes: Any, tally: Tally) -> str:
    total = sum(tally.decisions.values())
    ordered = sorted(tally.decisions.items(), key=lambda pair: pair[1])
    axes.barh([name for name, _ in ordered], [100 * n / total for _, n in ordered], color=BLUE)
    axes.set_xlabel("percent of the reviews")
    most, count = ordered[-1]
    return f"{most} is the most frequent decision: {100 * count / total:.0f} % of {total} reviews"


def _ramps(axes: Any, tally: Tally) -> str:
    kept = {p: n for p, n in tally.ramps.items() if -MOST_RAMP <= p <= MOST_RAMP}
    total = sum(tally.ramps.values())
    colours = [ORANGE if p > 0 else BLUE for p in kept]
    bars = axes.bar(list(kept), list(kept.values()), width=4, color=colours)
    for bar, percent in zip(bars, kept, strict=True):
        bar.set_hatch("//" if percent > 0 else "")
    axes.set_xlabel("percent more cardio than the week before, same phase, no deload")
    axes.set_ylabel("weeks")
    small = sum(n for p, n in tally.ramps.items() if p <= 10)
    return f"{100 * small / max(1, total):.0f} % of the weeks grow by about a tenth at most, or not at all"


def _scores(axes: Any, tally: Tally) -> str:
    phases = sorted({phase for phase, _ in tally.scores})
    by_phase = {p: counter_of(tally.scores, p) for p in phases}
    axes.bar(phases, [quantile(by_phase[p], 0.9) for p in phases], color=ORANGE, hatch="//", label="90 %")
    axes.bar(phases, [quantile(by_phase[p], 0.5) for p in phases], color=BLUE, label="median")
    axes.set_ylabel("interference score, 0 to 100")
    axes.tick_params(axis="x", labelrotation=20)
    axes.legend(frameon=False)
    worst = max(phases, key=lambda p: quantile(by_phase[p], 0.9))
    return f"Nine of ten weeks score {quantile(by_phase[worst], 0.9)} or less, even in {worst}"
