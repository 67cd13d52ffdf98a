"""The cohort finds what is broken, finds nothing where nothing is, and tells the same story every time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.main import application
from bot.cohort import year
from bot.cohort.report import Run, report
from bot.cohort.running import run_athlete, run_cohort
from rules.adaptation import Review, adapt
from rules.plan import Week
from rules.state import TrainingState
from rules.weeks import build_week

FEW, WEEKS, SEED = 12, 20, 7


def cohort(*arguments: str) -> Any:
    """The command with these arguments."""
    return CliRunner().invoke(application(("cohort",)), ["cohort", "--processes", "1", *arguments])


def test_a_small_cohort_breaks_no_hard_rule() -> None:
    tally = run_cohort(FEW, WEEKS, SEED, processes=2)

    assert tally.violations == {}
    assert tally.weeks["planned"] + tally.weeks["held"] == FEW * WEEKS
    assert tally.weeks["sessions"] > 3 * FEW * WEEKS / 2


def test_the_report_is_the_same_however_many_processes_run() -> None:
    run = Run(4, 8, SEED)
    one, two = (run_cohort(4, 8, SEED, processes=n) for n in (1, 2))

    assert report(run, one, {}) == report(run, two, {})


def test_other_seeds_are_other_people() -> None:
    assert run_athlete(0, 6, 1) != run_athlete(0, 6, 2)


def test_a_week_without_rest_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def restless(state: TrainingState, *rest: Any, **named: Any) -> Week:
        week = build_week(state, *rest, **named)
        first = week.sessions[0]
        return replace(week, sessions=tuple(replace(first, id=f"{d}", day=d) for d in range(7)))

    monkeypatch.setattr(year, "build_week", restless)
    found = cohort("--athletes", "2", "--weeks", "1", "--seed", str(SEED))

    assert found.exit_code == 1
    assert "| U1 |" in found.stdout


def test_a_leap_after_a_weak_week_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaping(*given: Any) -> Review:
        made = adapt(*given)
        following = made.next_week
        if following is None:
            return made
        longer = tuple(replace(s, minutes=3 * s.minutes) for s in following.sessions)
        return replace(made, next_week=replace(following, sessions=longer))

    monkeypatch.setattr(year, "adapt", leaping)
    found = cohort("--athletes", "2", "--weeks", "4", "--seed", str(SEED))

    assert found.exit_code == 1
    assert "| G-40 cardio |" in found.stdout


def test_a_crash_of_the_rules_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Review:
        raise ZeroDivisionError

    monkeypatch.setattr(year, "adapt", broken)
    found = cohort("--athletes", "1", "--weeks", "2", "--seed", str(SEED))

    assert found.exit_code == 1
    assert "| crash | 1 |" in found.stdout


def test_the_report_is_written_with_its_pictures(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "cohort.md"
    found = cohort("--athletes", "3", "--weeks", "4", "--report", str(file))

    text = file.read_text(encoding="utf-8")
    named = [part.partition(")")[0] for part in text.split("](")[1:]]
    assert found.exit_code == 0
    assert len(named) == 3
    assert all((file.parent / name).read_bytes().startswith(b"\x89PNG") for name in named)


@pytest.mark.parametrize("option", [("--athletes", "0"), ("--weeks", "0"), ("--seed", "one")])
def test_numbers_out_of_range_are_refused(option: tuple[str, str]) -> None:
    assert cohort(*option).exit_code == 2


@pytest.mark.parametrize(
    ("athlete", "weeks"),
    [
        pytest.param(343, 47, id="a deload's intervals stay as short as the week's before"),
        pytest.param(448, 11, id="what is eased beside an event is no run"),
        pytest.param(214, 34, id="easy days after an illness leave the finishers out"),
        pytest.param(112, 30, id="a week of one circuit has nothing to lose"),
        pytest.param(344, 30, id="what was lifted as planned is the measure of a held lift"),
        pytest.param(326, 32, id="a week under a hold is no measure"),
        pytest.param(171, 23, id="easy days after an illness don't make a taper rise"),
        pytest.param(546, 17, id="a walk of ten minutes counts nothing"),
    ],
)
def test_years_that_once_broke_a_rule_keep_it(athlete: int, weeks: int) -> None:
    assert run_athlete(athlete, weeks, seed=1).examples == {}
