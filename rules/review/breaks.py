"""Coming back after a break: the rows of G-30, one step a week.

Codes: because.break (days), because.return_steps (step, steps).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from rules.constants import P
from rules.sessions import Note, note
from rules.state import Recovery

RETURN = "return"
SHORT, MIDDLE, LONG, NEW_START = P.break_days
HIIT_FREE_WEEKS = {SHORT: 0, MIDDLE: 1, LONG: 2}
LONG_MAX_MIN = {LONG: 60}


def break_row(days: int) -> int | None:
    """The row of G-30 for a break of so many days: 7, 14, 28 or 84; None below a week."""
    return next((row for row in reversed(P.break_days) if days >= row), None)


def start_return(row: int, monday: date) -> Recovery:
    """The first week back, beginning on this Monday, and the first day on which HIIT may stand again (G-30)."""
    free_weeks = HIIT_FREE_WEEKS[row]
    hiit_from = monday + timedelta(weeks=free_weeks) if free_weeks else None
    return Recovery(RETURN, row, 0, hiit_from)


def next_step(recovery: Recovery) -> Recovery | None:
    """The week after; None once the row's last share, 100 %, has been trained (G-30)."""
    step = recovery.step + 1
    steps = len(P.return_volume.get(recovery.row, ()))
    return replace(recovery, step=step) if step < steps else None


def recovery_after(recovery: Recovery | None, days: int, monday: date) -> Recovery | None:
    """What next week needs: a new row after a break of a week or more, else the next step (G-30).

    A break while coming back starts the stricter of the two rows.
    """
    row = break_row(days)
    returning = recovery if recovery is not None and recovery.kind == RETURN else None
    if row is None:
        return next_step(returning) if returning is not None else None
    if row >= NEW_START:
        return Recovery(RETURN, NEW_START, 0)
    return start_return(max(row, returning.row if returning is not None else row), monday)


def because(recovery: Recovery, days: int) -> Note:
    """The break itself in its first week, the step in the later ones."""
    if recovery.step == 0 or recovery.row == NEW_START:
        return note("because.break", days=days)
    steps = len(P.return_volume[recovery.row])
    return note("because.return_steps", step=recovery.step + 1, steps=steps)


def long_after_break(recovery: Recovery, longest_min: int) -> int:
    """The longest session of a week back, minutes: a share of the previous longest (G-30).

    In the first week that of its own column, from then on the week's share of everything else.
    """
    if recovery.step:
        return int(P.return_volume[recovery.row][recovery.step] * longest_min)
    minutes = int(P.return_long[recovery.row] * longest_min)
    return min(minutes, LONG_MAX_MIN.get(recovery.row, minutes))


def hiit_after_break(recovery: Recovery, n: int) -> int:
    """Intervals of the first HIIT back: two fewer after a week or two, else 6; none stays none (G-30)."""
    if not n:
        return 0
    fewer = max(P.hiit.n_onramp, n - P.reduce.hiit_n) if recovery.row == SHORT else P.hiit.n_onramp
    return min(n, fewer)
