"""The talk test and the run-walk ladder (F-01, F-02, F-03).

Emits `talk.passed`, `talk.borderline` (percent) and `talk.failed` (percent), and `do.run_walk` (level, run_min,
walk_min).
"""

from __future__ import annotations

from collections.abc import Sequence

from rules.checkin import TalkTest
from rules.constants import P
from rules.sessions import Note, note

SENTENCES = 3  # sentences of 30 words that a template offers
LADDER = {1: (1, 2), 2: (1, 1), 3: (2, 1), 4: (3, 1), 5: (5, 1)}
WALKING, CONTINUOUS = 0, 6
PASSES_TO_RISE = 2


def answer_note(answer: TalkTest) -> Note:
    """What an answer asks for: nothing, about 5 % slower, slower until it passes or walk breaks (F-02)."""
    if answer is TalkTest.COMFORTABLE:
        return note("talk.passed")
    percent = round(100 * P.talk.pace_slow)
    return note("talk.borderline" if answer is TalkTest.BORDERLINE else "talk.failed", percent=percent)


def run_walk(level: int) -> Note | None:
    """The rung as minutes of running and walking in turn; None for walking (0) and continuous running (6) (F-03)."""
    if level not in LADDER:
        return None
    run_min, walk_min = LADDER[level]
    return note("do.run_walk", level=level, run_min=run_min, walk_min=walk_min)


def next_rung(level: int, answers: Sequence[TalkTest]) -> int:
    """The rung after this level's answers, oldest first: up after two passes in a row, down after a fail (F-03)."""
    if answers and answers[-1] is TalkTest.NOT_COMFORTABLE:
        return max(WALKING, level - 1)
    last = answers[-PASSES_TO_RISE:]
    passed = len(last) == PASSES_TO_RISE and all(answer is TalkTest.COMFORTABLE for answer in last)
    return min(CONTINUOUS, level + 1) if passed else level
