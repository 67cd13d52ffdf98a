"""Each scenario of the golden list has its tests in this folder, by its number in the file's or the test's name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py")}
NAMED = re.compile(r"test_(?:\w+_)?g(\d\d)(?:b?_|\.py)")


def found_for(number: int) -> list[str]:
    """Files named after the scenario, and tests named after it."""
    found = [
        f"{name}::{test}" for name, text in TEXTS.items() for test in re.findall(r"def (test_\w+)", text)
    ]
    return [x for x in found if f"{number:02}" in NAMED.findall(x) or _spans(x, number)]


def _spans(name: str, number: int) -> bool:
    """A file of one scenario: test_g26_knee.py holds nothing else."""
    return (
        name.startswith(f"test_g{number:02}_")
        and "_to_g" not in name
        and not re.search(r"::test_g\d\d", name)
    )


@pytest.mark.parametrize("number", range(1, 39))
def test_a_scenario_has_its_tests(number: int) -> None:
    assert found_for(number), f"G{number:02}"
