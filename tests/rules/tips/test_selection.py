"""Which tip comes: gaps, categories and ties of H-20, and the scenario of G29."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.athlete import Mode
from rules.nutrition import protein
from rules.sessions import Session, SessionType
from rules.state import Screening
from rules.tips import TIPS, ShownTip, select_tip
from rules.tips.context import TipContext
from tests.rules.builders import athlete

TODAY = date(2026, 11, 16)
GOAL = protein(athlete(), Screening(), TODAY)


def session(kind: SessionType, start: str = "18:00", minutes: int = 50, **more: object) -> Session:
    """A session of a type at a time."""
    made = Session(id=kind.value, day=0, start=time.fromisoformat(start), minutes=minutes, type=kind)
    return replace(made, **more)  # type: ignore[arg-type]  # the fields' types differ


STRENGTH = TipContext(sessions=(session(SessionType.UPPER),), weight_kg=75.0, protein=GOAL)
HIIT = TipContext(sessions=(session(SessionType.HIIT, minutes=24, mode=Mode.BIKE),), hiit_done=3)
EASY = TipContext(sessions=(session(SessionType.EASY, minutes=30, mode=Mode.RUN),))
REST = TipContext()
CONTEXTS = [
    STRENGTH,
    HIIT,
    EASY,
    REST,
    replace(HIIT, hot=True, hiit_done=0, flags=frozenset({"return"})),
    replace(STRENGTH, deload=True, soreness=7, sleep_last_h=5.0, cut_phase=True),
    replace(EASY, hot=True, lower_limb_pain=4, adherence=0.5, e_level=TipContext().e_level),
]


def ids(context: TipContext, *history: ShownTip, today: date = TODAY) -> list[str]:
    """The ids chosen."""
    return [c.tip.id for c in select_tip(context, history, today)]


def shown(tip_id: str, days_ago: int, category: str | None = None) -> ShownTip:
    """A tip shown some days ago."""
    return ShownTip(TODAY - timedelta(days=days_ago), tip_id, category or TIPS[tip_id].category)


def play(contexts: list[TipContext]) -> list[ShownTip]:
    """Days in a row, each with its context; what was shown."""
    history: list[ShownTip] = []
    for at, context in enumerate(contexts):
        day = TODAY + timedelta(days=at)
        chosen = select_tip(context, tuple(history), day)
        assert len([c for c in chosen if c.tip.category != "safety"]) <= 1
        assert len([c for c in chosen if c.tip.category == "safety"]) <= 1
        history += [ShownTip(day, c.tip.id, c.tip.category) for c in chosen]
    return history


def test_more_specific_conditions_win() -> None:
    assert ids(STRENGTH) == ["T27"]  # 33: weight, strength and no C-34
    assert ids(replace(HIIT, last_hiit_faded=True)) == ["T12"]  # 25 before T11's 13


def test_smallest_id_wins_a_tie() -> None:
    assert ids(EASY) == ["T08"]  # 13; T23 has 11


def test_least_recently_shown_wins_a_tie() -> None:
    context = TipContext(sessions=(session(SessionType.CIRCUIT), session(SessionType.TEMPO, "19:00")))
    assert ids(context) == ["T14"]  # 13, as T43

    assert ids(context, shown("T14", 8)) == ["T43"]
    assert ids(context, shown("T14", 8), shown("T43", 9)) == ["T43"]
    assert ids(context, shown("T14", 9), shown("T43", 8)) == ["T14"]


def test_same_tip_waits_seven_days() -> None:
    assert ids(STRENGTH, shown("T27", 6)) != ["T27"]
    assert ids(STRENGTH, shown("T27", 7)) == ["T27"]


def test_safety_tip_waits_two_days_and_comes_beside_another() -> None:
    hot = replace(EASY, hot=True)

    assert ids(hot) == ["T08", "T47"]
    assert ids(hot, shown("T47", 1)) == ["T08"]
    assert ids(hot, shown("T47", 2)) == ["T08", "T47"]


def test_category_rests_on_the_third_day() -> None:
    two_days_of_pacing = (shown("T11", 2), shown("T10", 1))

    assert "T08" in ids(EASY, shown("T10", 1))
    assert "T08" not in ids(EASY, *two_days_of_pacing)


def test_myth_waits_three_weeks() -> None:
    context = TipContext(sessions=(session(SessionType.PRIMER),), weight_kg=75.0)
    others = tuple(shown(i, 3) for i in TIPS if i != "T42")

    assert ids(context, *others, shown("T42", 21)) == ["T42"]
    assert ids(context, *others, shown("T42", 20)) == []


def test_nothing_eligible_means_no_tip() -> None:
    assert ids(EASY, *(shown(i, 1) for i in TIPS)) == []


def test_selection_is_pure() -> None:
    assert select_tip(STRENGTH, (shown("T27", 3),), TODAY) == select_tip(STRENGTH, (shown("T27", 3),), TODAY)


def test_fourteen_training_days_follow_the_gaps() -> None:
    """G29, with HIIT, easy and strength alternating."""
    history = play([(HIIT, EASY, STRENGTH)[at % 3] for at in range(14)])

    assert len({s.id for s in history}) >= 8
    assert_gaps(history)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(CONTEXTS), min_size=10, max_size=40))
def test_any_days_follow_the_gaps(contexts: list[TipContext]) -> None:
    assert_gaps(play(contexts))


def assert_gaps(history: list[ShownTip]) -> None:
    """No id on consecutive days, ids 7 days apart (safety 2), no category on three days in a row."""
    for tip_id in {s.id for s in history}:
        days = sorted(s.date for s in history if s.id == tip_id)
        gap = 2 if TIPS[tip_id].category == "safety" else 7
        assert all((b - a).days >= gap for a, b in pairwise(days))
    for category in {s.category for s in history}:
        days_of = {s.date for s in history if s.category == category}
        assert not any({d, d + timedelta(1), d + timedelta(2)} <= days_of for d in days_of)
