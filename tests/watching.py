"""The universal asserts of the golden scenarios for every week that a test of the rules builds (issue 3, point 2).

Whatever a test is about, the weeks it builds on the way must hold U1 to U8 and U12; U9 looks at runs of weeks and is
asserted for every plan, U10 by the change itself, U11 and U13 in tests/golden.
"""

from __future__ import annotations

import sys
from functools import wraps

import rules.weeks.build
from rules.decisions import Decision
from rules.plan import Week
from rules.state import TrainingState
from tests.golden.universal import check_borders, check_week

BUILD = rules.weeks.build.build_week


@wraps(BUILD)
def watched(state: TrainingState, decision: Decision = Decision.PROGRESS, first_day: int = 0) -> Week:
    """The week, once it holds."""
    week = BUILD(state, decision, first_day)
    check_week(state.profile, week)
    check_borders((week,))
    return week


def watch() -> None:
    """From now on whoever imports or has imported `build_week` gets the watched one."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("rules", "bot", "tests") and getattr(module, "build_week", None) is BUILD:
            module.build_week = watched  # type: ignore[attr-defined]  # only where it is there
