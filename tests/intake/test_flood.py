"""One user's flood is answered once and then dropped, logs excepted."""

from __future__ import annotations

from bot.intake.flood import FloodGate, Ruling
from tests.telegrams import Seconds


def rulings(gate: FloodGate, count: int, *, droppable: bool = True, chat: int = 42) -> list[Ruling]:
    return [gate.rule(chat, droppable=droppable) for _ in range(count)]


def test_forty_at_once_are_served_then_one_word_then_silence() -> None:
    assert rulings(FloodGate(Seconds()), 43) == [Ruling.SERVE] * 40 + [Ruling.WARN, Ruling.DROP, Ruling.DROP]


def test_two_a_second_are_served_for_ever() -> None:
    seconds = Seconds()
    gate = FloodGate(seconds)
    for _ in range(500):
        seconds.at += 0.5
        assert gate.rule(42, droppable=True) is Ruling.SERVE


def test_logs_are_never_dropped() -> None:
    gate = FloodGate(Seconds())
    rulings(gate, 60)
    assert rulings(gate, 5, droppable=False) == [Ruling.SERVE] * 5


def test_others_are_not_affected() -> None:
    gate = FloodGate(Seconds())
    rulings(gate, 60)
    assert rulings(gate, 2, chat=43) == [Ruling.SERVE] * 2


def test_after_a_rest_a_new_flood_gets_a_new_word() -> None:
    seconds = Seconds()
    gate = FloodGate(seconds)
    rulings(gate, 60)
    seconds.at += 60
    assert rulings(gate, 41)[-1] is Ruling.WARN
