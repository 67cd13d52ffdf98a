"""Lines of a told week in three languages: days, times, lengths, kinds; what is guessed, and what is unclear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.audit.reading import MOST_SESSIONS, read_week
from rules.athlete import Mode


def read(text: str) -> list[str]:
    """'0 19:00 S_LOWER* 60' for each session; a mode where there is one, ? for each guess."""
    return [
        f"{s.day} {s.start:%H:%M}{'?' * ('start' in s.guessed)} {s.type.value}{'*' * s.heavy} "
        f"{s.minutes}{'?' * ('minutes' in s.guessed)}{f' {s.mode.value}' if s.mode else ''}"
        for s in read_week(text, Mode.RUN).week.sessions
    ]


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("Mon 19:00 squats 60 heavy", ["0 19:00 S_LOWER* 60"]),
        ("tue 6:30 intervals 30", ["1 06:30 C_HIIT 30 run"]),
        ("sat long run 90", ["5 18:00? C_LONG 90 run"]),
        ("Mo 19 Uhr Kniebeugen schwer 60", ["0 19:00 S_LOWER* 60"]),
        ("Di 6:30 Intervalle 30 min; So Ruhetag", ["1 06:30 C_HIIT 30 run"]),
        ("Sa langer Lauf 1,5 h", ["5 18:00? C_LONG 90 run"]),
        ("lun 19h sentadillas pesadas 60 min", ["0 19:00 S_LOWER* 60"]),
        ("mié 7h carrera 1 h", ["2 07:00 C_EASY 60 run"]),
        ("jue a las 20 pesas 50", ["3 20:00 S_FULL 50"]),
        ("Mon/Wed & Fri 6pm gym 1h", ["0 18:00 S_FULL 60", "2 18:00 S_FULL 60", "4 18:00 S_FULL 60"]),
        ("Lunes a martes 7:00 correr 40", ["0 07:00 C_EASY 40 run", "1 07:00 C_EASY 40 run"]),
        ("sat-mon morning easy swim 30", [f"{d} 06:30 C_EASY 30 swim" for d in (5, 6, 0)]),
        ("Monday:\n7:00 upper body 50\n18:30 run 5k", ["0 07:00 S_UPPER 50", "0 18:30 C_EASY 30? run"]),
        ("Tue 19:00 legs 50 then easy bike 20", ["1 19:00 S_LOWER 50", "1 19:50 C_EASY 20 bike"]),
        ("mon 12:15 run 30, 19:00 upper 45", ["0 12:15 C_EASY 30 run", "0 19:00 S_UPPER 45"]),
        ("thu 7pm bench press 3x5 100kg", ["3 19:00 S_UPPER 60?"]),
        ("thu 7pm bench press 3x5 100", ["3 19:00 S_UPPER 60?"]),
        ("tue 6.30 intervals 8x30s 25min", ["1 06:30 C_HIIT 25 run"]),
        ("sat 19h30 bike 2h30", ["5 19:30 C_EASY 150 bike"]),
        ("wed 0630 run 1:30 h", ["2 06:30 C_EASY 90 run"]),
        ("sun 10 miles", ["6 18:00? C_EASY 95? run"]),
        ("fri legs and bench 60", ["4 18:00? S_FULL 60"]),
        ("wed football 90", ["2 18:00? C_TEMPO 90 run"]),
        ("mon sqauts 60", ["0 18:00? S_LOWER 60"]),
        ("mon ٦٠ min run 19:00", ["0 19:00 C_EASY 60 run"]),
        ("sun yoga 60", []),
        ("Mon run 30, Tue squat 60, Wed rest, Thu bike 45",
         ["0 18:00? C_EASY 30 run", "1 18:00? S_LOWER 60", "3 18:00? C_EASY 45 bike"]),
        ("mon 6:30 run 40 tue 18:00 squats 60 heavy and fri upper body 50",
         ["0 06:30 C_EASY 40 run", "1 18:00 S_LOWER* 60", "4 18:00? S_UPPER 50"]),
        ("Mo laufen 30, Mi Kniebeugen 60 und Fr Rad 45",
         ["0 18:00? C_EASY 30 run", "2 18:00? S_LOWER 60", "4 18:00? C_EASY 45 bike"]),
        ("lun y mié pesas 50, vie a dom correr 40",
         ["0 18:00? S_FULL 50", "2 18:00? S_FULL 50", *(f"{d} 18:00? C_EASY 40 run" for d in (4, 5, 6))]),
    ],
)  # fmt: skip
def test_a_line_is_read(text: str, sessions: list[str]) -> None:
    assert read(text) == sessions
    assert read_week(text, Mode.RUN).unclear == ()


@pytest.mark.parametrize("text", ["fri something odd 40", "blah", "mon run 700 min", "19:00 squats 60"])
def test_what_nobody_understands_is_returned_as_it_was_written(text: str) -> None:
    found = read_week(f"Tue rest\n{text}" if text.startswith(("fri", "mon")) else text, Mode.RUN)

    assert found.unclear == (text,)
    assert found.week.sessions == ()


def test_a_rest_day_is_named_without_a_session() -> None:
    found = read_week("Monday rest", Mode.RUN)

    assert (found.days, found.week.sessions, found.unclear) == (frozenset({0}), (), ())


WORDS = "mon tue- so every day 19:00 7pm 7h 1h30 60 min 8x30s 3×5 run legs long heavy , ; & + / rest ½ ١٢ 25:99 0 - ×"
PIECES = st.sampled_from((*WORDS.split(), "\n"))


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_is_read_without_an_error_and_within_bounds(text: str) -> None:
    found = read_week(text, Mode.RUN)

    assert len(found.week.sessions) <= MOST_SESSIONS
    assert all(0 <= s.day <= 6 and 5 <= s.minutes <= 600 for s in found.week.sessions)
