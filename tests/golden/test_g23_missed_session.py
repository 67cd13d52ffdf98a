"""G23: Monday's heavy legs are missed in a five-day week of B1: what moves, what doesn't, and no cramming."""

from __future__ import annotations

import re

from bot.cli.speaking import Speaker
from rules.athlete import Goal, Level
from rules.hard import violations
from rules.missed import Moves, after_move, options
from rules.missed.days import DayOption
from rules.plan import PhaseName, Week
from tests.golden.athletes import plan_of
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete
from tests.rules.placement.weeks import moves_at, spot, week_of
from tests.rules.week_builder import week as sessions_of

FIVE_DAYS = (
    "0 18:00 L* 60",
    "1 18:00 U 50",
    "1 18:50 F 20",
    "3 18:00 L* 60",
    "4 18:00 U 50",
    "4 18:50 F 20",
    "5 18:00 E 30",
)
NEXT_WEEK = sessions_of(*FIVE_DAYS)
B1 = week_of(*FIVE_DAYS, phase=PhaseName.B1)
LEGS, FRIDAYS_UPPER, EASY = "test-1", "test-5", "test-7"
TUE, WED, THU, FRI, SAT, SUN = range(1, 7)
GUILT = re.compile(r"\b(should have|failed?|lazy|sorry|make up|catch up|behind|only)\b", re.IGNORECASE)


def test_the_week_is_the_plans_own() -> None:
    """A priority of strength and five days."""
    planned = plan_of(athlete(goal=Goal.STRENGTH, max_training_days=5)).weeks[0]
    told = [[(s.day, s.start, s.minutes, s.type, s.heavy) for s in w.sessions] for w in (planned, B1)]
    assert planned.phase is PhaseName.B1
    assert told[0] == told[1]


def skipped_legs() -> Moves:
    return options(B1, LEGS, moves_at(0, "20:00", after=NEXT_WEEK))


def on(moves: Moves, day: int) -> DayOption:
    return next(o for o in moves.days if o.day == day)


def moved(moves: Moves) -> Week:
    assert moves.chosen is not None
    return after_move(B1, moves.session_id, moves.chosen, Level.INTERMEDIATE)


def test_wednesday_is_rejected_because_thursday_is_heavy_legs() -> None:
    (refusal,) = on(skipped_legs(), WED).refusals
    assert (refusal.rule_id, refusal.note.code) == ("D-45", "hard.heavy_in_row")


def test_sunday_is_rejected_because_next_monday_is_heavy_legs() -> None:
    refusals = on(skipped_legs(), SUN).refusals
    assert ("D-45", "hard.heavy_in_row") in {(v.rule_id, v.note.code) for v in refusals}


def test_neither_tuesday_nor_friday_is_replaced() -> None:
    """Upper body is a key session too, and Friday is the day after Thursday's legs."""
    moves = skipped_legs()
    assert not on(moves, TUE).is_possible
    assert not on(moves, THU).is_possible
    assert not on(moves, FRI).is_possible


def test_the_legs_replace_saturdays_easy_session() -> None:
    after = moved(skipped_legs())

    assert [spot(s) for s in after.sessions if s.day == SAT] == ["5 18:00 S_LOWER"]
    assert EASY not in {s.id for s in after.sessions}


def test_nothing_is_crammed() -> None:
    after = moved(skipped_legs())

    trained = [s for s in after.sessions if s.id != LEGS or s.day]
    assert sorted({s.day for s in trained}) == [TUE, THU, FRI, SAT]
    for day in {s.day for s in trained}:
        assert sum(s.is_strength for s in trained if s.day == day) <= 1
    assert sum(s.minutes for s in after.sessions) == sum(s.minutes for s in B1.sessions) - 30
    assert violations(after.sessions, moves_at(0, "20:00", after=NEXT_WEEK).hard) == ()


def test_next_weeks_volume_is_unchanged() -> None:
    """The legs done on Saturday instead of the easy run: the review plans the next week as it would anyway."""
    state, planned = lives.begin(athlete(goal=Goal.STRENGTH, max_training_days=5))
    legs = planned.sessions[0].id
    context = moves_at(0, "20:00", after=NEXT_WEEK)
    moves = options(planned, legs, context)
    assert moves.chosen is not None
    lived = after_move(planned, legs, moves.chosen, Level.INTERMEDIATE)

    made, as_planned = lives.review(state, lived), lives.review(state, planned)

    assert made.next_week is not None
    assert as_planned.next_week is not None
    volumes = [[(s.type, s.minutes) for s in w.sessions] for w in (made.next_week, as_planned.next_week)]
    assert volumes[0] == volumes[1]


def test_the_words_hold_no_guilt() -> None:
    moves = skipped_legs()
    told = [n for o in moves.days for n in (*o.consequences, *(v.note for v in o.refusals), o.refusal) if n]
    texts = [Speaker().say(n) for n in told]

    assert texts
    assert not [t for t in texts if GUILT.search(t)]


def test_a_skipped_upper_body_on_friday_moves_to_sunday() -> None:
    moves = options(B1, FRIDAYS_UPPER, moves_at(FRI, "20:00", gone=frozenset({"test-6"}), after=NEXT_WEEK))

    after = moved(moves)

    assert [spot(s) for s in after.sessions if s.day == SUN] == ["6 18:00 S_UPPER"]
    assert [spot(s) for s in after.sessions if s.day == SAT] == ["5 18:00 C_EASY"]


def test_a_skipped_easy_session_is_dropped_and_nothing_moves() -> None:
    moves = options(B1, EASY, moves_at(SAT, "20:00", after=NEXT_WEEK))

    assert not moves.is_key
    assert moves.chosen is None
    assert moves.refusal is not None
    assert moves.refusal.code == "move.not_key"
