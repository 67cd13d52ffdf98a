"""What holds on every screen, found by walking: answered first, edited in place, readable, a way on (ux 1-5)."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest

from bot.simulator.core.messages import Kind
from handlers import router
from tests.handlers.test_day import MONDAY
from tests.handlers.town import Resident, tap_through
from tests.handlers.walking import Step, Walk, data_of, kind_of

FIRST_LINE = 60
ELSEWHERE = {
    "gap",
    "again",  # under an apology; tests/handlers/test_parked.py
    "import",
    "undo",
}  # after a late finish, a file, a change of the plan: see their own tests
OUT = ("1|menu|", "1|setup|nav|", "1|safety|")
SAID = ("‹", "Undo", "Cancel", "Skip question", "Not a log", "Keep", "Finish", "Stop")
# These end what was begun: there is nothing to go back to.
ENDS = ("Your data is deleted", "Everything I hold about you")


@pytest.fixture
async def steps(ada: Resident) -> list[Step]:
    """The screens of somebody with two logged days, a review, a reminder, and a typed log that waits."""
    for day in (MONDAY, MONDAY + timedelta(days=2)):
        await ada.goes_to(f"{day} 20:00")
        await tap_through(ada, ("Done", "5–6 steady"))
    await ada.goes_to(f"{MONDAY + timedelta(days=7)} 17:01")
    await ada.says("bench 3x5 60")
    return await Walk(ada).go()


async def test_every_screen_keeps_the_conventions(steps: list[Step]) -> None:
    kinds = {kind_of(step.did) for step in steps if step.on}
    assert router.REGISTRY.taps.keys() - kinds <= ELSEWHERE
    assert len(steps) > 120
    problems = [f"{step.did}: {problem}" for step in steps for problem in (*of_tap(step), *of_screen(step))]
    assert "\n".join(problems) == ""


def of_tap(step: Step) -> list[str]:
    """A tap is answered before anything else; it sends a new message only as a file or as a warning."""
    if step.on is None:
        return [] if len(step.sent) == 1 else [f"{len(step.sent)} answers"]
    methods = [call.method.lower() for call in step.calls]
    found = [] if methods[0] == "answercallbackquery" else [f"{methods[0]} before the answer"]
    for call in step.sent:
        is_file = call.method.lower() != "sendmessage"
        warns = any(data.startswith("1|safety|") for data in data_of(step.screen))
        if not is_file and not warns and step.on is Kind.TEXT:
            found.append(f"a new message: {call.text[:40]}")
    return found


def of_screen(step: Step) -> list[str]:
    """A first line for the lock screen, labels in words, a way on or back."""
    first = step.screen.text.partition("\n")[0]
    labels = step.screen.labels
    found = [] if 0 < len(first) <= FIRST_LINE else [f"first line of {len(first)}: {first}"]
    found += [f"no words on a button: {label}" for label in labels if not any(c.isalnum() for c in label)]
    found += [] if unicodedata.category(first[:1] or " ") != "So" else [f"begins with a sign: {first}"]
    ways = [d for d in data_of(step.screen) if d.startswith(OUT)] + [x for x in labels if x.startswith(SAID)]
    if not ways and not first.startswith(ENDS) and step.screen.kind is not Kind.DOCUMENT:
        found.append(f"no way out of: {first}; {labels}")
    return found
