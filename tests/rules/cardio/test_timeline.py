"""Intervals on the clock: as long as the session, hard parts where the prescription has them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rules.cardio.hiit import hiit_minutes, intervals
from rules.cardio.tempo import tempo_minutes, tempo_work
from rules.cardio.timeline import Part, at, rounds_done, timeline
from rules.sessions import SessionType


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("n", [6, 8, 12])
def test_the_parts_add_up_to_the_session(n: int, compressed: bool) -> None:
    segments = timeline(intervals(n, compressed))
    assert segments[-1].ends_s == hiit_minutes(n, compressed) * 60
    assert [s.round for s in segments if s.part is Part.HARD] == list(range(1, n + 1))
    assert all(a.ends_s == b.begins_s for a, b in pairwise(segments))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_tempo_cools_down_right_after_its_last_interval(number: int) -> None:
    segments = timeline(tempo_work(number), SessionType.TEMPO)
    assert segments[-1].ends_s == tempo_minutes(number) * 60
    assert [s.part for s in segments[-2:]] == [Part.HARD, Part.COOLDOWN]


def test_what_runs_at_a_moment_and_what_is_behind() -> None:
    segments = timeline(intervals(8))
    found = [at(segments, second) for second in (0, 299, 300, 330, 420, 1260, 1440)]
    assert [(s.part, s.round) if s else None for s in found] == [
        (Part.WARMUP, 0),
        (Part.WARMUP, 0),
        (Part.HARD, 1),
        (Part.EASY, 1),
        (Part.HARD, 2),
        (Part.COOLDOWN, 0),
        None,
    ]
    assert [rounds_done(segments, second) for second in (0, 329, 330, 1169, 1170, 9999)] == [0, 0, 1, 7, 8, 8]
